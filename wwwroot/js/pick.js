// What a click on a mark, a row or a name filters by, written as the query of whichever page it is on: "?department=Cardiology". The
// same as Pick.cs does for links, and with a key held down what a link cannot say.

const days = ["from", "to"];
const ofTime = ["by", "sort", "where", "columns"]; // A month may be shown by its weeks, whose rows have other columns.

// ApexCharts tells of some clicks when the button goes down, of some when it comes up, and of some twice.
let isDone = false;
addEventListener("pointerdown", () => (isDone = false), true);

/** Goes where a click on a mark leads, once a click: to an address, or to the page one is on under another filter. */
export function go(link, event) {
  if (isDone || event?.button > 0) return;
  isDone = true;
  Blazor.navigateTo(link.startsWith("?") ? picked(link, adds(event)) : link);
}

/** Whether a click adds to what is chosen already. */
export function adds(event) {
  return Boolean(event && (event.ctrlKey || event.metaKey || event.shiftKey));
}

/**
 * The address of the page under another filter: by what was clicked instead of what it was filtered by, or without it where it was
 * filtered by it already. Added, it stands beside the others, and days reach from the first to the last.
 */
export function picked(pick, added = false, here = location) {
  const wanted = [...new URLSearchParams(pick)];
  const isShown = document.querySelector("[data-unusable]") ? (name) => name === "as_of" || name === "share" : (name) => name !== "page";
  const asked = [...new URLSearchParams(here.search)].filter(([name]) => isShown(name));
  const back = wanted.every(([name, value]) => asked.some((each) => each[0] === name && each[1] === value));
  const filtered = wanted.flatMap(([name, value]) => {
    const before = asked.filter((each) => each[0] === name && each[1] !== value);
    if (back) return days.includes(name) ? [] : before;
    if (!added) return [[name, value]];
    return days.includes(name) ? [[name, farther(name, value, before[0]?.[1])]] : [...before, [name, value]];
  });
  const replaced = wanted.flatMap(([name]) => (days.includes(name) ? [name, ...ofTime] : [name]));
  const others = asked.filter(([name]) => !replaced.includes(name));
  const query = [...filtered, ...others].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return here.pathname + (query && "?" + query);
}

/** ISO dates stand in the order of their letters. */
function farther(name, day, other = day) {
  return (name === "from") === (day < other) ? day : other;
}
