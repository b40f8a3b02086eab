// A first visit's short tour. That it was left is remembered in this browser, and it says so.

const key = "tour";
const gap = 10; // px
const edge = 8;
let at = -1;

const sheet = () => document.getElementById("tour");
const steps = () => [...(sheet()?.querySelectorAll("[data-at]") ?? [])].filter((step) => document.querySelector(step.dataset.at));

/** Offers the tour to whoever has not left it yet, and brings it back where the page was drawn anew beneath it. */
export function offer() {
  document.querySelector("[data-offer]")?.toggleAttribute("hidden", Boolean(localStorage.getItem(key)));
  if (at >= 0 && sheet() && !sheet().matches(":popover-open")) show();
}

function start() {
  if (steps().length === 0) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  at = 0;
  show();
}

function leave() {
  localStorage.setItem(key, "left");
  at = -1;
  sheet()?.matches(":popover-open") && sheet().hidePopover();
  mark();
  offer();
}

function move(by) {
  if (at + by >= steps().length) return leave();
  at = Math.max(at + by, 0);
  show();
}

function mark(target) {
  document.querySelector("[data-toured]")?.removeAttribute("data-toured");
  if (target) target.dataset.toured = "";
}

function show() {
  const all = steps();
  for (const step of sheet().querySelectorAll("[data-at]")) step.hidden = step !== all[at];
  const target = document.querySelector(all[at].dataset.at);
  mark(target);
  target.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (!sheet().matches(":popover-open")) sheet().showPopover();
  sheet().querySelector("[data-tour=back]").disabled = at === 0;
  stand(target.getBoundingClientRect());
  sheet().querySelector("[data-tour=next]").focus();
}

/** Beneath what it is about, or above it, or where there is room for neither, at the edge of the window. */
function stand({ top, bottom, left }) {
  const { offsetWidth: width, offsetHeight: height, style } = sheet();
  const beneath = bottom + gap + height < innerHeight;
  style.left = `${Math.max(Math.min(left, innerWidth - width - edge), edge)}px`;
  style.top = `${beneath ? bottom + gap : Math.max(top - gap - height, edge)}px`;
}

document.addEventListener("click", (event) => {
  const what = event.target.closest("[data-tour]")?.dataset.tour;
  if (what === "start" && steps().length > 0) event.preventDefault(), start();
  else if (what === "leave") leave();
  else if (what === "next") move(1);
  else if (what === "back") move(-1);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && at >= 0) leave();
});

// A page that has come up puts the focus on its heading, which nobody can reach with a key.
document.addEventListener("focusin", ({ target }) => {
  if (at >= 0 && target.matches("h1")) sheet()?.querySelector("[data-tour=next]").focus();
});

const asked = () => location.hash === "#tour" && start();
addEventListener("hashchange", asked);
asked();
