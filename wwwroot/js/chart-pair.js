// Two lines on one scale: told apart by colour, by dashes and by the shape of their points.

import { evenSteps, short, title } from "./chart-axes.js";
import { timeAxis } from "./chart-time.js";

const isSecond = ({ look }) => look === "side-1";

export const pair = {
  Pair: (model, look) => {
    const colours = model.series.map((series) => look.mark(isSecond(series) ? 5 : 1));
    const highest = Math.max(0, ...model.series.flatMap(({ values }) => values));
    return {
      chart: { type: "line" },
      series: model.series.map((series) => ({
        name: series.name,
        type: series.apart ? "scatter" : "line",
        data: model.labels.map((monday, i) => ({ x: Date.parse(monday), y: series.values[i] })),
      })),
      colors: colours,
      stroke: { width: model.series.map(({ apart }) => (apart ? 0 : 2)), curve: "straight", dashArray: model.series.map((series) => (isSecond(series) ? 4 : 0)) },
      markers: {
        size: model.series.map(({ apart }) => (apart ? 5 : model.labels.length > 60 ? 2.5 : 4)),
        shape: model.series.map((series) => (isSecond(series) ? "diamond" : "square")),
        strokeWidth: model.series.map(({ apart }) => (apart ? 2 : 0)),
        strokeColors: colours,
        colors: model.series.map(({ apart }, i) => (apart ? look.surface : colours[i])),
        hover: { sizeOffset: 3 },
      },
      ...timeAxis(model, look, look.width - 70),
      legend: { show: true, position: "top", horizontalAlign: "left", markers: { fillColors: model.series.map(({ apart }, i) => (apart ? look.surface : colours[i])), strokeWidth: 2 } },
      yaxis: { min: 0, ...evenSteps(highest, model.unit === "Rate" ? 1 : Infinity), labels: { formatter: short(model) }, title: title(model.yTitle) },
    };
  },
};
