import ApexCharts from "../apexcharts/dist/apexcharts.esm.js";
import { options } from "./chart-options.js";
import { drawForPaper } from "./chart-paper.js";

const charts = new WeakMap();
/** What is drawn at each place of the page. */
const drawings = new Map();
drawForPaper(drawings);

/** Draws a chart in an element, in place of the one that is there. Answers whether it could. */
export async function draw(element, model) {
  if (!element) return true; // The page has moved on already.
  try {
    remove(element);
    const chart = new ApexCharts(element, options(model, { follow, tip }));
    charts.set(element, chart);
    drawings.set(element, { model });
    await chart.render();
    // A drawing that knows its own size can be scaled to a sheet of paper.
    const svg = element.querySelector("svg");
    svg?.setAttribute("viewBox", `0 0 ${svg.clientWidth} ${svg.clientHeight}`);
    // The page may have moved on while it was being drawn.
    if (!element.isConnected) remove(element);
    return true;
  } catch (fault) {
    console.warn("A chart could not be drawn:", fault.message);
    return false;
  }
}

export function remove(element) {
  charts.get(element)?.destroy();
  charts.delete(element);
  drawings.delete(element);
}

/** Hands the drawn chart to the viewer as a file. */
export async function save(element, format, name) {
  const chart = charts.get(element);
  if (!chart) return;
  const source = new XMLSerializer().serializeToString(element.querySelector("svg"));
  const address = format === "png"
    ? (await chart.dataURI({ scale: 2 })).imgURI
    : URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
  Object.assign(document.createElement("a"), { href: address, download: `${name}.${format}` }).click();
  if (format === "svg") URL.revokeObjectURL(address);
}

function pointOf(model, seriesIndex, dataPointIndex) {
  // A donut numbers its slices as series.
  const series = model.kind === "Donut" ? model.series[0] : model.series[seriesIndex];
  return { series, index: model.kind === "Donut" && dataPointIndex < 0 ? seriesIndex : dataPointIndex };
}

function tip(model, seriesIndex, dataPointIndex) {
  const { series, index } = pointOf(model, model.kind === "Donut" ? 0 : seriesIndex, model.kind === "Donut" ? seriesIndex : dataPointIndex);
  const box = document.createElement("div");
  box.className = "tip";
  for (const line of (series?.tips[index] ?? "").split("\n")) box.append(Object.assign(document.createElement("span"), { textContent: line }));
  return box.outerHTML;
}

function follow(model, { seriesIndex, dataPointIndex }) {
  const { series, index } = pointOf(model, seriesIndex, dataPointIndex);
  const link = series?.links[index];
  if (link) Blazor.navigateTo(link);
}
