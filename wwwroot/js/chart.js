import ApexCharts from "../apexcharts/dist/apexcharts.esm.js";
import { options } from "./chart-options.js";
import { drawForPaper } from "./chart-paper.js";
import { follow, keepTipInSight, pale, tip } from "./chart-marks.js";

const around = 200; // px; heading, choices and notes
const lower = 0.76; // of a chart on a wall
const usual = 16; // px of a letter
const pause = 100; // ms; a window that is being dragged has many widths.
const patience = 500; // ms; how long a chart out of sight waits at most.

/** What is drawn at each place of the page. */
const drawings = new Map();
drawForPaper(drawings);

// ApexCharts redraws when its element changes its size, on a timer that destroying the chart does not stop: the old chart came back
// over the new one. So its own redrawing is off, and this is the only one. A place that has left the page has no size and ends here, too.
const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => (target.isConnected ? redrawLater(target) : remove(target))));

/** Draws a chart at a place, instead of the one that is there. Answers whether it could. */
export async function draw(place, model) {
  return !place || chooses(place, model) || (await paint(place, model, true)); // Without a place the page has moved on already.
}

/** Where all that has changed is what is chosen among the marks, they stay. */
function chooses(place, model) {
  const drawing = drawings.get(place);
  if (!drawing?.isDrawn || drawing.theme !== theme() || marksOf(drawing.model) !== marksOf(model)) return false;
  drawing.model = model;
  pale(drawing.element, model);
  return true;
}

function marksOf({ chosen, note, ...marks }) {
  return JSON.stringify(marks);
}

function theme() {
  return document.documentElement.dataset.theme;
}

async function paint(place, model, moving) {
  remove(place);
  const scale = scaleOf();
  const drawing = { model, theme: theme(), width: place.clientWidth / scale, height: room(place) };
  drawings.set(place, drawing);
  sizes.observe(place);
  if (!isInSight(place)) {
    await idle();
    if (drawings.get(place) !== drawing) return true; // Replaced, or left, while it waited.
  }
  // A chart has an element of its own, which leaves the page with it: whatever it still does is not seen.
  const element = (drawing.element = place.appendChild(document.createElement("div")));
  if (scale > 1) element.style.width = `${drawing.width}px`;
  try {
    drawing.chart = new ApexCharts(element, options(tall(place, model), { follow, tip, moving, width: drawing.width }));
    await drawing.chart.render();
    // A drawing that knows its own size can be scaled to a sheet of paper.
    if (drawings.get(place) !== drawing) return true; // Replaced while it was being drawn.
    const svg = element.querySelector("svg");
    svg?.setAttribute("viewBox", `0 0 ${svg.clientWidth} ${svg.clientHeight}`);
    if (scale > 1) enlarge(svg, element, scale);
    keepTipInSight(element);
    pale(element, model);
    place.parentElement.scrollLeft = place.clientWidth; // Of what is wider than the screen, the latest weeks count.
    return (drawing.isDrawn = true);
  } catch (fault) {
    console.warn("A chart could not be drawn:", fault.message);
    return drawings.get(place) !== drawing; // Replaced while it was being drawn: no longer of interest.
  }
}

/** What is looked at is drawn first, the rest of the page when the browser has nothing else to do. */
function isInSight(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function idle() {
  return new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: patience }) : setTimeout(done, pause)));
}

/** Where all letters are larger, on a wall, a wide desk or for who asked for it, those of charts are, too. */
function scaleOf() {
  return Math.max(parseFloat(getComputedStyle(document.documentElement).fontSize) / usual, 1);
}

/** The key is HTML, which does not grow with the drawing that it lies in. */
function enlarge(svg, element, scale) {
  const [width, height] = [svg.clientWidth * scale, svg.clientHeight * scale];
  for (const { style } of [svg, svg.parentElement, element]) Object.assign(style, { width: `${width}px`, height: `${height}px`, minHeight: "0" });
  const key = element.querySelector(".apexcharts-legend");
  if (key) Object.assign(key.style, { width: `${key.offsetWidth / scale}px`, transform: `scale(${scale})`, transformOrigin: `${-key.offsetLeft}px ${-key.offsetTop}px` });
}

/** Beside other tiles a chart is as high as they are. */
function fills(place) {
  return place.closest(".fills");
}

function room(place) {
  return fills(place) && place.clientHeight;
}

/** On the whole screen a chart is as high as the screen, less what stands around it; on a wall there is more beneath it. */
function tall(place, model) {
  if (fills(place)) return { ...model, height: room(place) / scaleOf() };
  if (document.documentElement.dataset.wall) return { ...model, height: model.height * lower };
  return place.closest(":fullscreen") ? { ...model, height: Math.max(model.height, innerHeight - around) } : model;
}

/** Hands the drawn chart to the viewer as a file, with what the page says about it. */
export async function save(place, format, name) {
  if (!drawings.get(place)?.chart) return;
  const { picture, png } = await import("./chart-picture.js"); // Few save one.
  const source = picture(place.closest("figure"));
  const address = format === "png" ? await png(source) : URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
  Object.assign(document.createElement("a"), { href: address, download: `${name}.${format}` }).click();
  if (format === "svg") URL.revokeObjectURL(address);
}

function redrawLater(place) {
  const drawing = drawings.get(place);
  clearTimeout(drawing?.timer);
  if (!drawing || (place.clientWidth / scaleOf() === drawing.width && room(place) === drawing.height)) return;
  drawing.timer = setTimeout(() => paint(place, drawing.model, false), pause);
}

function remove(place) {
  const drawing = drawings.get(place);
  if (!drawing) return;
  drawings.delete(place);
  sizes.unobserve(place);
  clearTimeout(drawing.timer);
  drawing.element?.remove();
  try {
    drawing.chart?.destroy();
  } catch (fault) {
    console.debug("A chart was not yet there to be destroyed:", fault.message);
  }
}
