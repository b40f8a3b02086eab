// The axis of days: as many labels as there is room for, each with its year, so that none has to be read from its neighbour.

import { pinned, title } from "./chart-axes.js";

const day = 86_400_000;
const room = 78; // px for "6 Jan 2025"
const besideFirst = 98; // px between the middles of the first, which begins at the edge, and the next

/** The axis, and what is written along it. The labels of ApexCharts stand every two days or run into each other: these are marks from bottom to top. */
export function timeAxis(model, look, width) {
  return {
    annotations: { xaxis: [...banded(model, look), ...ticks(model, look, width), ...pinned(model, look)] },
    xaxis: {
      type: "datetime",
      title: title(model.xTitle),
      labels: { datetimeUTC: true, formatter: () => "\u00a0" },
      axisTicks: { show: false },
      tooltip: { enabled: false },
    },
  };
}

/** A stretch of days behind the points, with its words on top. */
function banded({ band, labels }, look) {
  if (!band) return [];
  const isLate = Date.parse(band.first) * 2 > Date.parse(labels[0]) + Date.parse(labels.at(-1)); // Words that went on would leave the drawing.
  const style = { background: "transparent", color: look.text, fontSize: "11px", padding: { left: 0, right: 0, top: 0, bottom: 0 } };
  return [{
    x: Date.parse(band.first), x2: Date.parse(band.last), fillColor: look.text, opacity: 0.1, borderColor: "transparent",
    label: { text: band.label, orientation: "horizontal", position: "top", textAnchor: isLate ? "end" : "start", offsetX: isLate ? -4 : 4, offsetY: 4, borderWidth: 0, style },
  }];
}

function ticks({ labels, notation }, look, width) {
  if (labels.length === 0) return []; // Between no days there is no end to look for.
  const days = labels.map((label) => Date.parse(label));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const edge = (last - first) * 0.03;
  const between = (one, other) => ((other - one) / (last - first)) * width;
  // The first words begin at their place and the last end there, instead of standing about it.
  const apart = (places) =>
    between(places[0], places[1]) >= (places[0] < first + edge ? besideFirst : room) && between(places.at(-2), places.at(-1)) >= (places.at(-1) > last - edge ? besideFirst : room);
  const { places, words } = steps(first, last, notation, labels.length).find((step) => step.places.length <= 2 || apart(step.places));
  const anchor = (x) => (places.length === 1 ? "middle" : x > last - edge ? "end" : x < first + edge ? "start" : "middle");
  return places.map((x) => ({
    x,
    borderColor: "transparent",
    label: {
      text: words(new Date(x)),
      orientation: "horizontal",
      position: "bottom",
      textAnchor: anchor(x),
      offsetY: 18,
      borderWidth: 0,
      style: { background: "transparent", color: look.text, fontSize: "12px", padding: { left: 0, right: 0, top: 0, bottom: 0 } },
    },
  }));
}

/** From the finest on: weeks from the first one, then months and years from their first day; none finer than the marks themselves. */
function steps(first, last, { months: names }, marks) {
  const year = (date) => `${date.getUTCFullYear()}`;
  const month = (date) => `${names[date.getUTCMonth()]} ${year(date)}`;
  const weeks = [1, 2, 4].map((count) => ({
    places: Array.from({ length: Math.floor((last - first) / (count * 7 * day)) + 1 }, (_, i) => first + i * count * 7 * day),
    words: (date) => `${date.getUTCDate()} ${month(date)}`,
  }));
  const months = [1, 2, 3, 6].map((count) => ({ places: starts(first, last, count), words: month }));
  const years = [1, 2, 5, 10, 20, 50, 100].map((count) => ({ places: starts(first, last, count * 12), words: year }));
  const areMonths = (last - first) / (marks - 1) > 28.5 * day;
  return [...(areMonths ? [] : weeks), ...months, ...years].filter(({ places }) => places.length > 0 && (!areMonths || places.length <= marks));
}

function starts(first, last, months) {
  const from = new Date(first);
  const places = [];
  for (let month = from.getUTCFullYear() * 12 + from.getUTCMonth(); ; month++) {
    const place = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (place > last) return places;
    if (place >= first && month % months === 0) places.push(place);
  }
}
