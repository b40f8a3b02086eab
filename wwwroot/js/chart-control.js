// A control chart: a measure by period, the lines it is expected within, and marks of different shapes where it is not.

import { short, title } from "./chart-axes.js";

export const control = {
  Control: (model, look) => ({
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
    annotations: { yaxis: model.lines.map((line) => across(line, look)) },
    legend: { show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false },
    xaxis: { type: "datetime", title: title(model.xTitle), labels: { datetimeUTC: true } },
    yaxis: { min: 0, max: (highest) => highestOf(model, highest), forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),
};

/** A horizontal line: the mean whole, limits dashed, inner limits faint. */
function across({ kind, value, label }, look) {
  const words = { text: label, position: "left", textAnchor: "start", offsetX: 4, borderWidth: 0, style: { background: look.surface, color: look.text, fontSize: "12px" } };
  return {
    y: value,
    borderColor: kind === "Inner" ? look.colour("divider") : look.text,
    borderWidth: 1,
    strokeDashArray: kind === "Mean" ? 0 : kind === "Inner" ? 2 : 6,
    opacity: 1,
    label: label ? words : {},
  };
}

/** High enough for the lines, too. */
function highestOf(model, highest) {
  return Math.max(highest || 0, ...model.lines.map(({ value }) => value)) * 1.05;
}
