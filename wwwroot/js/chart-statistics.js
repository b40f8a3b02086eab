// The kinds of charts that show what is usual and what is not.

import { names, short, stepsAcross, title, wholeSteps } from "./chart-axes.js";

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

  /** From one total to another, step by step; the second line under a step says by how much. */
  Waterfall: (model, look) => {
    const last = model.labels.length - 1;
    return {
      chart: { type: "rangeBar" },
      series: [{
        name: model.yTitle,
        data: model.labels.map((words, i) => ({
          // The table below has the amounts where there is no room for them.
          x: narrow() ? words.split("\n")[0] : words.split("\n"),
          y: model.series[0].values[i],
          fillColor: i === 0 || i === last ? look.colour("primary") : look.text,
        })),
      }],
      plotOptions: { bar: { horizontal: false, columnWidth: "56%", borderRadius: 2 } },
      xaxis: { type: "category", labels: { rotate: 0, hideOverlappingLabels: false, trim: false, style: { fontSize: narrow() ? "10px" : "12px" } } },
      yaxis: { min: 0, forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
    };
  },

  /** Parts that add to a change or take from it, three to a group: the third is hatched. */
  Parts: (model, look) => ({
    chart: { type: "bar" },
    series: model.series.map((series) => ({ name: series.name, data: series.values })),
    plotOptions: { bar: { horizontal: true, barHeight: "72%", borderRadius: 2 } },
    colors: [look.text, look.colour("primary"), look.text],
    fill: { type: ["solid", "solid", "pattern"], opacity: 1, pattern: { style: "slantedLines", width: 5, height: 5, strokeWidth: 2 } },
    stroke: { show: true, width: 1, colors: undefined },
    legend: { show: true, position: "top", horizontalAlign: "left" },
    xaxis: { categories: model.labels, tickAmount: stepsAcross(look), labels: { formatter: short(model) }, title: title(model.yTitle) },
    yaxis: names(),
  }),
};

function narrow() {
  return innerWidth < 600;
}
