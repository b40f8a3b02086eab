// What the axes of the charts have in common: numbers are short.

export function title(words) {
  return { text: words, style: { fontWeight: 500 } };
}

/** An axis from 0 to beyond the highest value, in steps of 1, 2 or 5 times a power of ten. */
export function wholeSteps(highest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 10) / 8));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => highest / each <= 9) ?? 1;
  const count = Math.floor(highest / step) + 1;
  return { max: count * step, tickAmount: count };
}

/** From 0 to a round number in four to six steps, fewer where there is no room for them, and no further than the measure can reach. */
export function evenSteps(highest, ceiling, most = 5.5) {
  if (!(highest > 0)) return { max: 1, tickAmount: 1 };
  const size = 10 ** Math.floor(Math.log10(highest / 4));
  const step = size * [1, 2, 2.5, 5, 10, 20].find((each) => highest / (size * each) <= most);
  const steps = Math.ceil(Math.min(highest * 1.02, ceiling) / step);
  return { max: steps * step, tickAmount: steps };
}

/** Numbers of a unit as the page writes them, short. */
export function short({ notation, unit }, of = unit) {
  const pattern = { Money: notation.money, Rate: notation.percent }[of] ?? "{0}";
  return (value) => {
    if (typeof value !== "number") return value;
    const sign = value < 0 ? "−" : "";
    return sign + pattern.replace("{0}", of === "Rate" ? digits(value * 100, notation) : compact(Math.abs(value), notation));
  };
}

/** A share of a whole as the page writes it, to a tenth of a per cent. */
export function share(fraction, { notation }) {
  return notation.percent.replace("{0}", digits(fraction * 100, notation, 1));
}

function compact(value, notation) {
  const [size, words] = [[1e9, notation.billions], [1e6, notation.millions], [1e3, notation.thousands]].find(([each]) => value >= each) ?? [1, "{0}"];
  return words.replace("{0}", digits(value / size, notation));
}

/** With one digit behind the mark, where it says something or is asked for. */
function digits(value, { decimalMark, groupMark }, least = 0) {
  const [whole, tenths] = value.toFixed(1).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, groupMark) + (tenths !== "0" || least ? decimalMark + tenths : "");
}

/** A name that fits into so many letters: long ones often differ at their end. */
export function shortened(name, letters) {
  if (typeof name !== "string" || name.length <= letters) return name;
  const end = Math.floor(letters * 0.4);
  return `${name.slice(0, letters - end - 1).trimEnd()}…${name.slice(-end).trimStart()}`;
}

/** The names at the side of bars. ApexCharts cuts at the end what is wider than it is allowed, so that is more than they need. */
export function names() {
  const letters = innerWidth < 600 ? 20 : 34;
  return { labels: { maxWidth: letters * 9, formatter: (name) => shortened(name, letters) } };
}

/** As many steps along a bar as their numbers have room beside the names. */
export function stepsAcross(look) {
  return Math.max(2, Math.min(8, Math.floor((look.width - (innerWidth < 600 ? 150 : 220)) / 70)));
}

/** Notes at their weeks, with their first words along a line upwards. */
export function pinned({ pins }, look) {
  return pins.map(({ day, label }) => ({
    x: Date.parse(day),
    borderColor: look.text,
    strokeDashArray: 2,
    label: { text: label, orientation: "vertical", borderWidth: 0, style: { background: "transparent", color: look.text, fontSize: "12px" } },
  }));
}
