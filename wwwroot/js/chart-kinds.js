// How each kind of chart looks.

import { evenSteps, names, share, short, shortened, stepsAcross, title, wholeSteps } from "./chart-axes.js";
import { asText } from "./chart-marks.js";
import { timeAxis } from "./chart-time.js";

const roomOfValue = 60; // px
const roomOfShares = 600; // px; what stands in the key must fit on half a sheet of paper, too
const besideBar = 8;

export const kinds = {
  Bars: (model, look) => ({
    series: plain(model),
    colors: [look.token("data")],
    ...withValues(model, look),
  }),

  Columns: (model, look) => ({
    chart: { type: "bar" },
    series: plain(model),
    colors: [look.token("data")],
    plotOptions: { bar: { borderRadius: 3, columnWidth: "62%", dataLabels: { position: "top" } } },
    dataLabels: {
      enabled: look.width / model.labels.length > roomOfValue, offsetY: -20,
      formatter: rounded(model), style: { colors: [look.text], fontSize: "12px", fontWeight: 500 },
    },
    xaxis: { categories: model.labels, title: title(model.xTitle) },
    // Room for the words above the highest.
    yaxis: { min: 0, ...evenSteps(Math.max(...model.series[0].values) * 1.12, model.unit === "Rate" ? 1.1 : Infinity), labels: { formatter: short(model) }, title: title(model.yTitle) },
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
    ...timeAxis(model, look, look.width - 70),
    legend: {
      show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false,
      markers: { fillColors: [look.colour("primary"), look.surface, look.text], strokeWidth: 2 },
    },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),

  Donut: (model, look) => ({
    chart: { type: "donut" },
    series: model.series[0].values,
    labels: model.labels,
    colors: model.colours.map((number) => look.mark(number)),
    stroke: { colors: [look.surface], width: 2 },
    legend: {
      show: true, position: innerWidth < 700 ? "bottom" : "right", fontSize: "14px", onItemClick: { toggleDataSeries: false },
      formatter: (name, { seriesIndex }) => asText(name) + (look.width < roomOfShares ? "" : ` ${share(model.series[0].values[seriesIndex] / whole(model), model)}`),
    },
    plotOptions: { pie: { donut: { size: "58%" } } },
  }),

  Treemap: (model, look) => ({
    chart: { type: "treemap", events: { mounted: ({ el }) => leaveOutTiny(el) } },
    stroke: { colors: [look.surface] },
    series: [{ data: model.labels.map((name, i) => ({ x: shortened(name, lettersInTile(model, look, i)), y: model.series[0].values[i] })) }],
    dataLabels: { enabled: true, style: { fontSize: "14px" }, formatter: (name, { value }) => [name, share(value / whole(model), model)] },
    plotOptions: { treemap: { enableShades: false, distributed: false } },
    colors: [look.token("filled")],
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
    plotOptions: { bar: { horizontal: true, barHeight: "50%" }, boxPlot: { colors: { upper: look.colour("primary"), lower: look.token("data") } } },
    stroke: { colors: [look.text], width: 1.5 },
    xaxis: { tickAmount: stepsAcross(look), labels: { formatter: short(model) }, title: title(model.reading) },
    yaxis: names(),
  }),
};

/** Bars with their values at their ends, where there is room, which say more than an axis. It may reach farther than it was asked to: fewer steps are longer ones. */
function withValues(model, look) {
  const highest = Math.max(...model.series[0].values);
  const roomy = highest * (1 + 56 / Math.max(look.width - 220, 120));
  const fits = highest > 0 && look.width >= 480 && !(model.unit === "Rate" && roomy > 1);
  const { max, tickAmount } = fits ? evenSteps(roomy, model.unit === "Rate" ? 1 : Infinity) : {};
  return {
    chart: { type: "bar", events: { mounted: ({ el, w }) => putAtEnds(el, model.series[0].values.map((value) => (value / w.globals.yAxisScale[0].niceMax) * w.globals.gridWidth + besideBar)) } },
    plotOptions: { bar: { horizontal: true, borderRadius: 3, barHeight: "72%", dataLabels: { position: "top", hideOverflowingLabels: false } } },
    dataLabels: { enabled: fits, textAnchor: "start", formatter: rounded(model), style: { colors: [look.text], fontSize: "12px", fontWeight: 500 } },
    xaxis: {
      categories: model.labels, tickAmount: Math.min(tickAmount ?? 9, stepsAcross(look)), labels: { show: !fits, formatter: short(model) }, title: title(fits ? "" : model.yTitle),
      axisBorder: { show: !fits }, axisTicks: { show: !fits },
    },
    grid: { xaxis: { lines: { show: !fits } }, yaxis: { lines: { show: false } } },
    yaxis: { ...names(), min: 0, max },
  };
}

/** Of a bar that is shorter than its words ApexCharts begins them at the axis, under the bar. */
function putAtEnds(element, places) {
  element.querySelectorAll(".apexcharts-datalabel").forEach((words, i) => words.setAttribute("x", places[i]));
}

function rounded(model) {
  return (value) => short(model)(Math.abs(value) >= 100 ? Math.round(value) : value);
}

function plain(model) {
  return model.series.map((series) => ({ name: series.name, data: series.values }));
}

function whole(model) {
  return model.series[0].values.reduce((sum, value) => sum + value, 0);
}

/** ApexCharts makes the words of all tiles smaller the longer names are on average: this many letters leave them readable. */
function lettersInTile(model, look, i) {
  const side = Math.sqrt((model.series[0].values[i] / whole(model)) * look.width * model.height);
  return Math.max(8, Math.floor(side / 11));
}

/** Words in a tile that is too small for them are shrunk; below what can be read, the tip alone says them. */
function leaveOutTiny(element) {
  element.querySelectorAll(".apexcharts-treemap text").forEach((words) => parseFloat(getComputedStyle(words).fontSize) < 10 && words.remove());
}
