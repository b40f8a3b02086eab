// Charts on paper: drawn once more in the light colours and as wide as their place on a sheet, beside the one on the screen. A drawing
// made for a wide screen has letters too small to read once it is scaled down to a sheet.

import ApexCharts from "../apexcharts/dist/apexcharts.esm.js";
import { pale } from "./chart-marks.js";
import { options } from "./chart-options.js";

const sheet = 695; // CSS pixels: A4 within its margins, the narrowest there is
const gap = 24; // between two panels side by side
const tallest = 560; // half a sheet: what is taller leaves the rest of the sheet before it empty

/** Keeps a second drawing of every chart while the page is printed. `drawings` has the model of each place. */
export function drawForPaper(drawings) {
  let drawn = [];
  const clear = () => {
    for (const { element, chart } of drawn) {
      element.remove();
      chart.destroy();
    }
    drawn = [];
  };
  addEventListener("beforeprint", () => {
    clear();
    drawn = [...drawings].filter(([place]) => place.isConnected).map(([place, { model }]) => drawOn(place, model));
  });
  addEventListener("afterprint", clear);
}

function drawOn(place, model) {
  const width = place.closest(".panels") ? (sheet - gap) / 2 : sheet;
  const element = Object.assign(document.createElement("div"), { className: "on-paper" });
  element.style.width = `${width}px`;
  place.append(element);
  const made = options(model, { follow: () => {}, tip: () => "", moving: false, width });
  made.chart.animations.enabled = false; // The sheet does not wait.
  made.chart.height = Math.min(made.chart.height, tallest);
  if (made.legend.show) made.legend.position = "bottom"; // Beside a ring there is no room.
  const chart = new ApexCharts(element, made);
  chart.render();
  pale(element, model);
  const svg = element.querySelector("svg");
  svg?.setAttribute("viewBox", `0 0 ${svg.clientWidth} ${svg.clientHeight}`);
  return { element, chart };
}
