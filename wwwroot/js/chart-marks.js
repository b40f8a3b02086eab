// What a mark says when it is pointed at, and where it leads.

import { go } from "./pick.js";

/** What a mark says, as ApexCharts wants it: HTML of text alone. */
export function tip(model, seriesIndex, dataPointIndex) {
  const { series, index } = pointOf(model, model.kind === "Donut" ? 0 : seriesIndex, model.kind === "Donut" ? seriesIndex : dataPointIndex);
  const box = document.createElement("div");
  box.className = "tip";
  for (const line of (series?.tips[index] ?? "").split("\n")) box.append(Object.assign(document.createElement("span"), { textContent: line }));
  return box.outerHTML;
}

export function follow(model, { seriesIndex, dataPointIndex }, event) {
  const { series, index } = pointOf(model, seriesIndex, dataPointIndex);
  const link = series?.links[index];
  if (link) go(link, event);
}

/** How marks looked before they became pale. */
const before = new WeakMap();

/** Marks beside those that are chosen keep their outline and are filled lightly: still there to be clicked, and told apart without colours. */
export function pale(element, model) {
  const { kind, chosen } = model;
  if (kind === "Lines") return paleLines(element, model);
  const isHeat = kind === "HeatMap";
  const ink = getComputedStyle(element).color;
  for (const mark of element.querySelectorAll("svg [j]")) {
    const words = kind === "Treemap" ? [...(mark.nextElementSibling?.querySelectorAll("text") ?? [])] : [];
    for (const part of [mark, ...words]) restore(part);
    if (chosen.length === 0 || chosen.includes(Number(mark.getAttribute(isHeat ? "i" : "j")))) continue;
    change(mark, isHeat ? { "fill-opacity": 0.45 } : { "fill-opacity": 0.25, stroke: mark.getAttribute("fill"), "stroke-width": 1.5 });
    for (const each of words) change(each, { fill: ink });
  }
}

/** Of lines all of one belongs together: what is drawn apart of it comes behind all lines, and has its name. */
function paleLines(element, { series, chosen }) {
  const strong = chosen.map((line) => series[line].name);
  for (const group of element.querySelectorAll(".apexcharts-series")) {
    const line = Number(group.getAttribute("data:realIndex"));
    group.setAttribute("opacity", strong.length === 0 || strong.includes(series[line].name) ? "1" : "0.25");
  }
}

function change(mark, attributes) {
  before.set(mark, Object.keys(attributes).map((name) => [name, mark.getAttribute(name)]));
  for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
}

function restore(mark) {
  for (const [name, value] of before.get(mark) ?? []) value === null ? mark.removeAttribute(name) : mark.setAttribute(name, value);
  before.delete(mark);
}

/** ApexCharts puts a tip inside its chart, where a small one cuts it off: it stands beside the pointer instead, within the window. */
export function keepTipInSight(element) {
  const box = element.querySelector(".apexcharts-tooltip");
  if (!box) return;
  const gap = 14;
  const top = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
  const move = ({ clientX, clientY }) => {
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = clientX + gap + width < innerWidth ? clientX + gap : Math.max(clientX - gap - width, 0);
    box.style.setProperty("--tip-left", `${left}px`);
    box.style.setProperty("--tip-top", `${Math.max(Math.min(clientY - height / 2, innerHeight - height), top)}px`);
  };
  // Behind ApexCharts' own listeners, which fill the box.
  for (const kind of ["mousemove", "touchstart", "touchmove"]) element.addEventListener(kind, (event) => move(event.touches?.[0] ?? event), { passive: true });
}

function pointOf(model, seriesIndex, dataPointIndex) {
  // A donut numbers its slices as series.
  const series = model.kind === "Donut" ? model.series[0] : model.series[seriesIndex];
  return { series, index: model.kind === "Donut" && dataPointIndex < 0 ? seriesIndex : dataPointIndex };
}

/** ApexCharts writes names as HTML, in legends and tooltips. */
export function asText(name) {
  return String(name ?? "").replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
