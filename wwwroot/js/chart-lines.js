// Several lines on one scale: a colour belongs to each for good, and the shape of its points tells it apart without one.

import { evenSteps, short, title } from "./chart-axes.js";
import { timeAxis } from "./chart-time.js";

const shapes = ["circle", "square", "diamond", "triangle", "star"];

export const lines = {
  Lines: (model, look) => {
    const count = model.colours.length;
    const place = (series) => model.series.findIndex(({ name }) => name === series.name); // What is drawn apart stands for the line of the same name.
    const colour = (number) => (number === 0 ? look.text : look.mark(number));
    const colours = model.series.map((series) => colour(model.colours[place(series)]));
    return {
      chart: { type: "line" },
      series: model.series.map((series) => ({
        name: series.name,
        type: series.apart ? "scatter" : "line",
        data: model.labels.map((day, i) => ({ x: Date.parse(day), y: series.values[i] })),
      })),
      colors: colours,
      stroke: { width: model.series.map(({ apart }) => (apart ? 0 : 2)), curve: "straight", dashArray: model.series.map((series) => (place(series) < shapes.length ? 0 : 5)) },
      markers: {
        size: model.series.map(({ apart }) => (apart ? 6 : 5)),
        shape: model.series.map((series) => shapes[place(series) % shapes.length]),
        strokeWidth: model.series.map(({ apart }) => (apart ? 2 : 0)),
        strokeColors: colours,
        colors: model.series.map(({ apart }, i) => (apart ? look.surface : colours[i])),
        hover: { sizeOffset: 3 },
      },
      ...timeAxis(model, look, look.width - 70),
      legend: {
        show: true, position: "top", horizontalAlign: "left", onItemClick: { toggleDataSeries: false },
        customLegendItems: model.series.slice(0, count).map(({ name }) => name),
        markers: { fillColors: colours.slice(0, count), shape: model.series.slice(0, count).map((series) => shapes[place(series) % shapes.length]) },
      },
      yaxis: { min: 0, ...evenSteps(Math.max(0, ...model.series.flatMap(({ values }) => values)), Infinity), labels: { formatter: short(model) }, title: title(model.yTitle) },
    };
  },
};
