// What all charts have in common. The texts come with the model.

import { control } from "./chart-control.js";
import { heat } from "./chart-heat.js";
import { kinds } from "./chart-kinds.js";
import { lines } from "./chart-lines.js";
import { asText } from "./chart-marks.js";
import { pair } from "./chart-pair.js";
import { statistics } from "./chart-statistics.js";

/** What ApexCharts needs to draw a model in the colours of the page. */
export function options(model, { follow, tip, moving, width }) {
  const dark = document.documentElement.dataset.theme === "dark";
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--mud-palette-${name}`).trim();
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const mark = (number) => token(`mark-${number}`);
  const text = colour("text-secondary");
  const still = !moving || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const common = {
    chart: {
      height: model.height,
      width: "100%",
      background: "transparent",
      // Not "inherit": a picture that leaves has nothing to inherit from.
      fontFamily: getComputedStyle(document.body).fontFamily,
      redrawOnParentResize: false, // chart.js does.
      redrawOnWindowResize: false,
      foreColor: text,
      toolbar: { show: false },
      zoom: { enabled: false },
      animations: { enabled: !still, speed: 250, animateGradually: { enabled: false }, dynamicAnimation: { enabled: false } },
      events: {
        dataPointSelection: (event, __, point) => follow(model, point, event),
        markerClick: (event, __, point) => follow(model, point, event),
      },
    },
    theme: { mode: dark ? "dark" : "light" },
    colors: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(mark),
    grid: { borderColor: colour("divider"), strokeDashArray: 3 },
    dataLabels: { enabled: false },
    fill: { opacity: 1 },
    legend: { show: false, formatter: asText },
    xaxis: { tooltip: { enabled: false } },
    states: { active: { filter: { type: "none" } } },
    tooltip: {
      custom: ({ seriesIndex, dataPointIndex }) => tip(model, seriesIndex, dataPointIndex), shared: false, intersect: true,
      // The library fills in a tooltip of its own before ours takes its place.
      x: { formatter: asText }, y: { formatter: asText, title: { formatter: asText } },
    },
  };
  const made = merge(common, { ...kinds, ...control, ...heat, ...lines, ...pair, ...statistics }[model.kind](model, { text, surface: colour("surface"), colour, token, mark, width }));
  const isOnWall = document.documentElement.dataset.wall;
  if (model.isCompact && !isOnWall) merge(made, { legend: { fontSize: "11px" } });
  return model.isCompact || isOnWall ? merge(made, withoutTitles) : made;
}

/** A drawing says less where its heading says it, and on a wall. */
const withoutTitles = { legend: { itemMargin: { vertical: 0, horizontal: 3 } }, xaxis: { title: { text: "" } }, yaxis: { title: { text: "" } } };

function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    const deep = value && typeof value === "object" && !Array.isArray(value) && into[key] && typeof into[key] === "object";
    into[key] = deep ? merge(into[key], value) : value;
  }
  return into;
}
