// The kinds of charts that show what is usual and what is not.

import { short, title, wholeSteps } from "./chart-axes.js";

/** How lines and marks on a plane look. Shapes and dashes tell them apart, not colours alone. */
const looks = ({ text, surface, colour }) => ({
  middle: { line: 1.5, dash: 8, colour: text },
  inner: { line: 1.5, dash: 2, colour: text },
  outer: { line: 1.5, dash: 0, colour: text },
  curve: { line: 2.5, dash: 0, colour: colour("primary") },
  mark: { size: 5, shape: "circle", colour: colour("primary"), edge: surface, thick: 1 },
  hollow: { size: 5, shape: "circle", colour: surface, edge: colour("primary"), thick: 1.5 },
  flag: { size: 9, shape: "diamond", colour: colour("text-primary"), edge: surface, thick: 1 },
  chosen: { size: 7, shape: "square", colour: colour("primary"), edge: colour("text-primary"), thick: 2 },
});

export const statistics = {
  /** Lines and marks over two axes of numbers: a funnel, a load, a concentration. */
  Plane: (model, look) => {
    const each = model.series.map((series) => looks(look)[series.look]);
    const furthest = Math.max(...model.series.flatMap((series) => series.values.map(([x]) => x)));
    const across = model.xUnit === "Rate" ? { max: 1, tickAmount: narrow() ? 4 : 10 } : wholeSteps(furthest);
    return {
      chart: { type: "line" },
      series: model.series.map((series, i) => ({
        name: series.name,
        type: each[i].line ? "line" : "scatter",
        data: series.values.map(([x, y]) => ({ x, y })),
      })),
      colors: each.map((one) => one.colour),
      stroke: { width: each.map((one) => one.line ?? 0), dashArray: each.map((one) => one.dash ?? 0), curve: "straight" },
      markers: {
        size: each.map((one) => one.size ?? 0),
        shape: each.map((one) => one.shape ?? "circle"),
        colors: each.map((one) => one.colour),
        strokeColors: each.map((one) => one.edge ?? one.colour),
        strokeWidth: each.map((one) => one.thick ?? 0),
        hover: { sizeOffset: 2 },
      },
      xaxis: { type: "numeric", min: 0, ...across, labels: { formatter: short(model, model.xUnit) }, title: title(model.xTitle), tooltip: { enabled: false } },
      yaxis: { min: 0, ...(model.unit === "Rate" ? { max: 1, tickAmount: 5 } : { forceNiceScale: true }), labels: { formatter: short(model) }, title: title(model.yTitle) },
    };
  },
};

function narrow() {
  return innerWidth < 600;
}
