// A control chart: a measure by period, the lines it is expected within, and marks of different shapes where it is not.

import { evenSteps, short, title } from "./chart-axes.js";
import { timeAxis } from "./chart-time.js";

export const control = {
  Control: (model, look, time = timeAxis(model, look, look.width - 60 - roomForLabels(look, model))) => ({
    chart: { type: "line" },
    series: model.series.map((series) => ({
      name: series.name,
      type: series.apart || series.shape ? "scatter" : "line",
      data: model.labels.map((monday, i) => ({ x: Date.parse(monday), y: series.values[i] })),
    })),
    colors: model.series.map((series) => (series.apart || series.behind || series.shape ? look.text : look.colour("primary"))),
    stroke: { width: model.series.map(({ apart, shape, behind }) => (apart || shape ? 0 : behind ? 1.5 : 2)), curve: "straight", dashArray: model.series.map(({ behind }) => (behind ? 5 : 0)) },
    markers: {
      size: model.series.map(({ apart, shape, behind }) => (shape ? 9 : apart ? 5 : behind ? 2 : model.labels.length > 60 ? 2.5 : 4)),
      shape: model.series.map(({ shape }) => shape ?? "circle"),
      strokeWidth: model.series.map(({ apart, shape }) => (apart ? 2 : shape ? 1.5 : 0)),
      strokeColors: model.series.map(({ apart }) => (apart ? look.text : look.surface)),
      colors: model.series.map(({ apart, behind, shape }) => (apart ? look.surface : shape ? look.colour("text-primary") : behind ? look.text : look.colour("primary"))),
      hover: { sizeOffset: 3 },
    },
    annotations: { ...time.annotations, yaxis: [...usual(model, look), ...spread(model).map((line) => across(line, look, roomForWords(look)))] },
    grid: { padding: { right: roomForLabels(look, model) } },
    legend: {
      show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false,
      markers: {
        fillColors: model.series.map(({ apart, behind, shape }) => (apart ? look.surface : shape ? look.colour("text-primary") : behind ? look.text : look.colour("primary"))),
        strokeWidth: 2,
      },
    },
    xaxis: time.xaxis,
    yaxis: { min: 0, ...stepsOf(model), labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),
};

/** A horizontal line: the mean whole, limits dashed, inner limits faint. Its words stand beside the points where there is room; those of targets, dotted and strong, at the other end. */
function across({ kind, value, label, number, down }, look, wordy) {
  const target = kind === "Target";
  const style = { background: "transparent", color: look.text, fontSize: wordy ? "12px" : "11px", padding: { left: 0, right: 0, top: 0, bottom: 0 } };
  const right = { position: "right", textAnchor: "start", offsetX: 11, offsetY: 4 + down };
  const left = { position: "left", textAnchor: "start", offsetX: 4, offsetY: -3 };
  const words = { text: target || wordy ? label : number, ...(target ? left : right), borderWidth: 0, style };
  return {
    y: value,
    borderColor: kind === "Inner" ? look.colour("divider") : target ? look.colour("primary") : look.text,
    borderWidth: target ? 2 : 1,
    strokeDashArray: kind === "Mean" ? 0 : kind === "Inner" || target ? 2 : 6,
    opacity: 1,
    label: label ? words : {},
  };
}

/** What is usual as a ground behind the points, from one limit to the other or from nothing. */
function usual({ lines }, look) {
  const limits = lines.filter(({ kind }) => kind === "Limit").map(({ value }) => value);
  if (limits.length === 0) return [];
  const mean = lines.find(({ kind }) => kind === "Mean").value;
  const [low, high] = [Math.min(...limits), Math.max(...limits)];
  return high < mean ? [] : [{ y: low < mean ? low : 0, y2: high, fillColor: look.colour("primary"), opacity: 0.07, borderColor: "transparent" }];
}

/** The lines with how far the words of each have to move down, so that those of lines close together do not lie on each other. */
function spread(model) {
  const perUnit = (model.height - (model.isCompact ? 80 : 120)) / stepsOf(model).max;
  const down = new Map();
  let above = -Infinity;
  for (const line of model.lines.filter(({ label, kind }) => label && kind !== "Target").sort((one, other) => other.value - one.value)) {
    const y = -line.value * perUnit;
    above = Math.max(y, above + 15);
    down.set(line, above - y);
  }
  return model.lines.map((line) => ({ ...line, down: down.get(line) ?? 0 }));
}

const wide = 500; // px, from which on there is room for words and points
const letter = 6; // px of an average one

function roomForWords({ width }) {
  return width >= wide;
}

/** So many pixels as what stands beside the points is long; where there is no room for words, their numbers. */
function roomForLabels(look, { lines }) {
  const beside = lines.filter(({ kind }) => kind !== "Target").map((line) => (roomForWords(look) ? line.label : line.number).length);
  return 20 + letter * Math.max(0, ...beside);
}

const high = 240; // px, from which on there is room for all steps

function stepsOf(model) {
  return evenSteps(highestOf(model), model.unit === "Rate" ? 1 : Infinity, model.height < high ? 3.5 : undefined);
}

/** High enough for all points and lines. */
function highestOf(model) {
  return Math.max(...model.series.flatMap(({ values }) => values), ...model.lines.map(({ value }) => value));
}
