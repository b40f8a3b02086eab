// How each kind of chart looks. Numbers on axes are short; the texts come with the model.

/** What ApexCharts needs to draw a model in the colours of the page. */
export function options(model, { follow, tip }) {
  const dark = document.documentElement.dataset.theme === "dark";
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--mud-palette-${name}`).trim();
  const text = colour("text-secondary");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const common = {
    chart: {
      height: model.height,
      width: "100%",
      background: "transparent",
      fontFamily: "inherit",
      foreColor: text,
      toolbar: { show: false },
      zoom: { enabled: false },
      animations: { enabled: !still, speed: 250, animateGradually: { enabled: false }, dynamicAnimation: { enabled: false } },
      events: {
        dataPointSelection: (_, __, point) => follow(model, point),
        markerClick: (_, __, point) => follow(model, point),
      },
    },
    theme: { mode: dark ? "dark" : "light" },
    colors: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => style.getPropertyValue(`--mark-${number}`).trim()),
    grid: { borderColor: colour("divider"), strokeDashArray: 3 },
    dataLabels: { enabled: false },
    fill: { opacity: 1 },
    legend: { show: false },
    states: { active: { filter: { type: "none" } } },
    tooltip: { custom: ({ seriesIndex, dataPointIndex }) => tip(model, seriesIndex, dataPointIndex), shared: false, intersect: true },
  };
  return merge(common, kinds[model.kind](model, { text, surface: colour("surface"), dark, colour }));
}

const kinds = {
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
    legend: { show: true, position: "top", horizontalAlign: "left", showForSingleSeries: false },
    xaxis: { type: "datetime", title: title(model.xTitle), labels: { datetimeUTC: true } },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: short(model) }, title: title(model.yTitle) },
  }),

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

  Donut: (model, look) => ({
    chart: { type: "donut" },
    series: model.series[0].values,
    labels: model.labels,
    stroke: { colors: [look.surface], width: 2 },
    legend: { show: true, position: innerWidth < 700 ? "bottom" : "right", fontSize: "14px" },
    plotOptions: { pie: { donut: { size: "58%" } } },
  }),

  Treemap: (model) => ({
    chart: { type: "treemap" },
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

function title(words) {
  return { text: words, style: { fontWeight: 500 } };
}

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

function share(value, values) {
  return new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }).format(value / values.reduce((sum, each) => sum + each, 0));
}

/** An axis from 0 to beyond the highest value, in steps of 1, 2 or 5 times a power of ten. */
function wholeSteps(highest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 10) / 8));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => highest / each <= 9) ?? 1;
  const count = Math.floor(highest / step) + 1;
  return { max: count * step, tickAmount: count };
}

function short(model) {
  const money = { style: "currency", currency: model.currency, notation: "compact", maximumFractionDigits: 1 };
  const styles = { Money: money, Rate: { style: "percent", maximumFractionDigits: 0 } };
  const format = new Intl.NumberFormat(model.locale || undefined, styles[model.unit] ?? { notation: "compact", maximumFractionDigits: 1 });
  return (value) => (typeof value === "number" ? format.format(value) : value);
}

function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    const deep = value && typeof value === "object" && !Array.isArray(value) && into[key] && typeof into[key] === "object";
    into[key] = deep ? merge(into[key], value) : value;
  }
  return into;
}
