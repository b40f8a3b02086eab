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

export function short(model, unit = model.unit) {
  const money = { style: "currency", currency: model.currency, notation: "compact", maximumFractionDigits: 1 };
  const styles = { Money: money, Rate: { style: "percent", maximumFractionDigits: 0 } };
  const format = new Intl.NumberFormat(model.locale || undefined, styles[unit] ?? { notation: "compact", maximumFractionDigits: 1 });
  return (value) => (typeof value === "number" ? format.format(value) : value);
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
