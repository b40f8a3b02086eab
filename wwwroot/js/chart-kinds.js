// How each kind of chart looks.

import { pinned, short, title, wholeSteps } from "./chart-axes.js";

export const kinds = {
  Bars: (model) => ({
    chart: { type: "bar" },
    series: plain(model),
    plotOptions: { bar: { horizontal: true, borderRadius: 3, barHeight: "72%" } },
    xaxis: { categories: model.labels, labels: { formatter: short(model) }, title: title(model.yTitle) },
    yaxis: { labels: { maxWidth: innerWidth < 600 ? 110 : 200 } },
  }),

  Columns: (model) => ({
    chart: { type: "bar" },
    series: plain(model),
    plotOptions: { bar: { borderRadius: 3, columnWidth: "62%" } },
    xaxis: { categories: model.labels, title: title(model.xTitle) },
    yaxis: { min: 0, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),

  Line: (model, look) => ({
    chart: { type: "line" },
    series: model.series.map((series) => ({
      name: series.name,
      type: series.apart ? "scatter" : "line",
      data: model.labels.map((monday, i) => ({ x: Date.parse(monday), y: series.values[i] })),
    })),
    colors: [look.colour("primary"), look.text, look.text],
    stroke: { width: [2, 0, 1.5], curve: "straight", dashArray: [0, 0, 5] },
    markers: {
      size: [model.labels.length > 60 ? 2.5 : 4, 5, 2],
      strokeWidth: [0, 2, 0],
      strokeColors: look.text,
      colors: [look.colour("primary"), look.surface, look.text],
      hover: { sizeOffset: 3 },
    },
    annotations: { xaxis: pinned(model, look) },
    legend: {
      show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false,
      markers: { fillColors: [look.colour("primary"), look.surface, look.text], strokeWidth: 2 },
    },
    xaxis: { type: "datetime", title: title(model.xTitle), labels: { datetimeUTC: true } },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),

  Donut: (model, look) => ({
    chart: { type: "donut" },
    series: model.series[0].values,
    labels: model.labels,
    stroke: { colors: [look.surface], width: 2 },
    legend: { show: true, position: innerWidth < 700 ? "bottom" : "right", fontSize: "14px" },
    plotOptions: { pie: { donut: { size: "58%" } } },
  }),

  Treemap: (model, look) => ({
    chart: { type: "treemap" },
    stroke: { colors: [look.surface] },
    series: [{ data: model.labels.map((x, i) => ({ x, y: model.series[0].values[i] })) }],
    dataLabels: { enabled: true, style: { fontSize: "14px" }, formatter: (name, { value }) => [name, share(value, model.series[0].values)] },
    plotOptions: { treemap: { enableShades: false, distributed: false } },
    colors: ["#0b5c73"],
  }),

  HeatMap: (model, look) => ({
    chart: { type: "heatmap" },
    series: model.series.map((series) => ({ name: series.name, data: series.values.map((y, i) => ({ x: model.labels[i], y })) })),
    colors: [look.dark ? "#6cc5dc" : "#0b5c73"],
    stroke: { width: 1, colors: [look.surface] },
    plotOptions: { heatmap: { radius: 1, shadeIntensity: 0.6 } },
    xaxis: { tickAmount: 12, labels: { rotate: 0, hideOverlappingLabels: true }, title: title(look.dark ? model.readingOnDark : model.reading), tooltip: { enabled: false } },
  }),

  Scatter: (model, look) => ({
    chart: { type: "scatter" },
    series: [{ name: model.yTitle, data: model.series[0].values }],
    colors: [look.colour("primary")],
    markers: { size: 5, strokeWidth: 1, strokeColors: look.surface },
    fill: { opacity: 0.75 },
    xaxis: { type: "numeric", min: 0, ...wholeSteps(Math.max(...model.series[0].values.map(([x]) => x))), decimalsInFloat: 0, title: title(model.xTitle) },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),

  Box: (model, look) => ({
    chart: { type: "boxPlot" },
    series: [{ type: "boxPlot", data: model.labels.map((x, i) => ({ x, y: model.series[0].values[i] })) }],
    plotOptions: { bar: { horizontal: true, barHeight: "50%" }, boxPlot: { colors: { upper: look.colour("primary"), lower: look.dark ? "#3d8ea3" : "#5d98a8" } } },
    stroke: { colors: [look.text], width: 1.5 },
    xaxis: { labels: { formatter: short(model) }, title: title(model.reading) },
    yaxis: { labels: { maxWidth: innerWidth < 600 ? 110 : 200 } },
  }),
};

function plain(model) {
  return model.series.map((series) => ({ name: series.name, data: series.values }));
}

function share(value, values) {
  return new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }).format(value / values.reduce((sum, each) => sum + each, 0));
}
