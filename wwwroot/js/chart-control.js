// A control chart: a measure by period, the lines it is expected within, and marks of different shapes where it is not.

import { evenSteps, short, title } from "./chart-axes.js";
import { timeAxis } from "./chart-time.js";

export const control = {
  Control: (model, look, time = timeAxis(model, look, look.width - 60 - roomForLabels(look))) => ({
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
    annotations: { ...time.annotations, yaxis: spread(model).map((line) => across(line, look)) },
    grid: { padding: { right: roomForLabels(look) } },
    legend: {
      show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false,
      markers: {
        fillColors: model.series.map(({ apart, behind, shape }) => (apart ? look.surface : shape ? look.colour("text-primary") : behind ? look.text : look.colour("primary"))),
        strokeWidth: 2,
      },
    },
    xaxis: time.xaxis,
    yaxis: { min: 0, ...evenSteps(highestOf(model), model.unit === "Rate" ? 1 : Infinity), labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),
};

/** A horizontal line: the mean whole, limits dashed, inner limits faint. Its words stand beside the points where there is room; those of targets, dotted and strong, at the other end. */
function across({ kind, value, label, down }, look) {
  const aside = roomForLabels(look) > 20;
  const target = kind === "Target";
  // Among the points words need a ground of their own.
  const style = { background: aside ? "transparent" : look.surface, color: look.text, fontSize: "12px", padding: { left: 0, right: 0, top: 0, bottom: 0 } };
  const right = { position: "right", textAnchor: "start", offsetX: 8, offsetY: 4 + down };
  const left = { position: "left", textAnchor: "start", offsetX: 4, offsetY: -3 };
  const side = !target ? (aside ? right : left) : aside ? left : { ...left, position: "right", textAnchor: "end", offsetX: -4 };
  const words = { text: label, ...side, borderWidth: 0, style };
  return {
    y: value,
    borderColor: kind === "Inner" ? look.colour("divider") : target ? look.colour("primary") : look.text,
    borderWidth: target ? 2 : 1,
    strokeDashArray: kind === "Mean" ? 0 : kind === "Inner" || target ? 2 : 6,
    opacity: 1,
    label: label ? words : {},
  };
}

/** The lines with how far the words of each have to move down, so that those of lines close together do not lie on each other. */
function spread(model) {
  const perUnit = (model.height - 120) / evenSteps(highestOf(model), model.unit === "Rate" ? 1 : Infinity).max;
  const down = new Map();
  let above = -Infinity;
  for (const line of model.lines.filter(({ label, kind }) => label && kind !== "Target").sort((one, other) => other.value - one.value)) {
    const y = -line.value * perUnit;
    above = Math.max(y, above + 15);
    down.set(line, above - y);
  }
  return model.lines.map((line) => ({ ...line, down: down.get(line) ?? 0 }));
}

/** Beside the points where the chart is wide enough for both. */
function roomForLabels({ width }) {
  return width < 500 ? 10 : width < 700 ? 145 : 175;
}

/** High enough for all points and lines. */
function highestOf(model) {
  return Math.max(...model.series.flatMap(({ values }) => values), ...model.lines.map(({ value }) => value));
}
