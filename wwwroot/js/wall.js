// A screen on the wall. Nobody stands by it: it turns its pages, and whatever happens to the server or the line, it finds back by itself.

const second = 1000;
const usual = 30;
const shown = 10; // seconds that the hint stands
const patience = 5; // seconds in which a lost connection may come back by itself
const root = document.documentElement;

const wall = () => document.querySelector("[data-next]");
const seconds = () => Number(wall()?.dataset.seconds ?? usual);

let left = seconds();
let lost = 0;
let isPaused = false;
let isAsking = false;
let told = sessionStorage.getItem("wall") ? 0 : shown;

/** Whether the page has no server any more, or is none of the wall's: a fault, or what stands in place of a page. */
function isLost() {
  const fault = document.getElementById("blazor-error-ui");
  return root.hasAttribute("data-lost") || Boolean(fault && getComputedStyle(fault).display !== "none");
}

/** The browser must not leave for a server that does not answer: its own page about that would stay. */
async function answers() {
  try {
    return (await fetch("health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** To what did not fit on the screen, as long as there is some. */
function scrolled() {
  const head = document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  const room = innerHeight - (document.querySelector(".turning")?.offsetHeight ?? 0);
  if (root.scrollHeight - scrollY - room < 60) return false;
  const parts = [...document.querySelectorAll("main :is(.panel, .tile, .cards, .grid)")].map((part) => part.getBoundingClientRect());
  const cut = parts.find(({ top, bottom }) => bottom > room + 2 && top > head + 40);
  scrollBy({ top: cut ? cut.top - head - 12 : room * 0.85, behavior: "instant" });
  return true;
}

async function turn() {
  isAsking = true;
  const answered = await answers();
  isAsking = false;
  if (!answered) return;
  const next = wall()?.dataset.next;
  if (lost || !next) location.reload();
  else location.replace(new URL(next, document.baseURI));
}

function tick() {
  root.toggleAttribute("data-told", --told < 0);
  sessionStorage.setItem("wall", "told");
  // Its session has ended: that is told, and only a person can change it.
  if (isAsking || document.querySelector("main.sign-in")) return;
  lost = isLost() ? lost + 1 : 0;
  if (lost ? lost < patience : isPaused || --left > 0) return tell();
  left = seconds();
  if (lost || !scrolled()) turn();
  tell();
}

function tell() {
  wall()?.style.setProperty("--gone", 1 - left / seconds());
  wall()?.toggleAttribute("data-paused", isPaused);
}

/** How to leave is told where the wall begins, and to whoever moves the mouse. */
function hint() {
  root.removeAttribute("data-told");
  told = shown;
}

function leave() {
  location.href = document.querySelector("a[data-leave]").href;
}

document.addEventListener("keydown", (event) => {
  if (!wall() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") leave();
  else if (event.key === " ") isPaused = !isPaused;
  else if (event.key === "ArrowRight") (isPaused = false), (left = 1);
  else return;
  event.preventDefault();
  tell();
});

document.addEventListener("click", (event) => {
  if (!wall()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave();
}, true);

// A screen that saves itself shows nothing.
navigator.wakeLock?.request("screen").catch(() => {});
addEventListener("mousemove", hint);
setInterval(tick, second);
