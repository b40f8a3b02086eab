// Departments by weeks: a colour for each step of the measure, with a key that says what it stands for.

import { names, short, title } from "./chart-axes.js";

const steps = 5;

export const heat = {
  HeatMap: (model, look) => ({
    chart: { type: "heatmap" },
    series: model.series.map((series) => ({ name: series.name, data: series.values.map((y, i) => ({ x: model.labels[i], y })) })),
    stroke: { width: model.labels.length > 60 ? 0.5 : 1, colors: [look.surface] },
    plotOptions: { heatmap: { radius: 1, enableShades: false, colorScale: { ranges: ranges(model, look) } } },
    legend: {
      show: true, showForSingleSeries: true, position: "top", horizontalAlign: isNarrow() ? "right" : "left",
      onItemClick: { toggleDataSeries: false }, onItemHover: { highlightDataSeries: false },
    },
    xaxis: {
      tickAmount: Math.max(2, Math.floor((look.width - 150) / 90)),
      labels: { rotate: 0, hideOverlappingLabels: true },
      axisTicks: { show: false },
      title: title(model.xTitle),
      tooltip: { enabled: false },
    },
    yaxis: { ...names(), opposite: isNarrow() },
  }),
};

/** The latest weeks are in view there (chart.js), and the key and the names have to be beside them. */
function isNarrow() {
  return innerWidth < 600;
}

/** Nothing is the ground; what there is has a contrast to it, and more to each other the more there is. */
function ranges(model, look) {
  const highest = Math.max(...model.series.flatMap(({ values }) => values.map(Number)), 0);
  const money = model.unit === "Money";
  const size = money ? roundedUp(highest / steps) : Math.max(1, Math.ceil(highest / steps));
  const written = short(model);
  const count = Math.max(1, Math.ceil(highest / size));
  const from = (i) => i * size + (money ? 0.01 : 1);
  const name = (i) => (size === 1 ? written(i + 1) : `${written(money ? i * size : from(i))}–${written((i + 1) * size)}`);
  return [
    { from: 0, to: 0, color: mixed(look.surface, look.text, 0.12), name: written(0) },
    ...Array.from({ length: count }, (_, i) => ({
      from: from(i),
      to: (i + 1) * size,
      color: mixed(look.surface, look.colour("primary"), 0.28 + (0.72 * i) / Math.max(1, count - 1)),
      name: name(i),
    })),
  ];
}

function roundedUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return power * [1, 2, 2.5, 5, 10].find((each) => value <= each * power);
}

function mixed(ground, colour, part) {
  const [from, to] = [channels(ground), channels(colour)];
  return `#${from.map((each, i) => Math.round(each + (to[i] - each) * part).toString(16).padStart(2, "0")).join("")}`;
}

/** Red, green and blue of a colour as the theme's stylesheet writes it. */
function channels(colour) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = colour;
  return [1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16));
}
