// What the frame does without asking the server: the palette's keys, density, reconnecting, arrows in lists, names clicked with a key held down.

import { arrived } from "./busy.js";
import { adds, picked } from "./pick.js";
import { rove } from "./roving.js";
import "./terms.js";
import { copy, showFull } from "./tile.js";
import { offer } from "./tour.js";

const palette = () => document.getElementById("palette");

/** Enter was pressed, maybe before the server had found anything for the last letters. */
let goes = false;

function openPalette() {
  const dialog = palette();
  if (!dialog || dialog.open) return;
  goes = false;
  dialog.showModal();
  dialog.querySelector("input").select();
}

function options() {
  return [...palette().querySelectorAll("[role=option]")];
}

function choose(option) {
  for (const each of options()) each.setAttribute("aria-selected", each === option ? "true" : "false");
  option?.scrollIntoView({ block: "nearest" });
  palette().querySelector("input").setAttribute("aria-activedescendant", option?.id ?? "");
}

/** Where Enter leads: to what was found for the letters that stand there, and never to what was there before. */
function goWhenFound() {
  if (!goes || !palette()?.open || document.getElementById("palette-found").dataset.for !== palette().querySelector("input").value) return;
  goes = false;
  go(options().find((option) => option.getAttribute("aria-selected") === "true") ?? options()[0]);
}

function go(option) {
  if (!option) return;
  palette().close();
  Blazor.navigateTo(option.dataset.href, option.hasAttribute("data-whole"));
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (!palette()?.open) return;
  const all = options();
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    goes = true;
    goWhenFound();
  } else {
    goes = false;
  }
});

/** The first link of a list that has some letters: the list may still be on its way to them. */
function called(list, letters) {
  const wanted = letters.trim().toLowerCase();
  return [...list.querySelectorAll(".offered a")].find((link) => link.textContent.toLowerCase().includes(wanted));
}

// In a list that has opened the arrows go from one choice to the next, and Enter chooses.
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[popover]");
  if (!list || event.target.type === "date") return;
  const stops = [...list.querySelectorAll("input, button, a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) stops[Math.min(Math.max(stops.indexOf(event.target) + step, 0), stops.length - 1)]?.focus();
  else if (event.key === "Enter" && event.target.type === "checkbox") event.target.click();
  else if (event.key === "Enter" && event.target.type === "text" && list.querySelector(".offered a")) called(list, event.target.value)?.click();
  else return;
  event.preventDefault();
});

// A name filters from where one is by now: its link may still be on the way.
document.addEventListener("click", (event) => {
  const pick = event.target.closest?.("a[data-pick]")?.dataset.pick;
  if (!pick) return;
  event.preventDefault();
  Blazor.navigateTo(picked(pick, adds(event)));
}, true);

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("[data-opens=palette]")) openPalette();
  else if (target === palette()) palette().close();
  else if (target.closest("#palette [role=option]")) go(target.closest("[role=option]"));
  else if (target.closest("[data-folds=side]")) theme.setSide(document.documentElement.dataset.side === "folded" ? "" : "folded");
  else if (target.closest("[data-reload]")) location.reload();
  else if (target.closest("[data-full]")) showFull(target.closest("[data-full]"));
  else if (target.closest("[data-copy]")) copy(target.closest("[data-copy]"));
  else if (target.closest("[popover] a")) target.closest("[popover]").hidePopover();
  else if (target.closest("button.density")) theme.setDensity(document.documentElement.dataset.density === "compact" ? "" : "compact");
  // What hangs below a way has no room in a folded side.
  if (target.closest("[data-unfolds=side]")) theme.setSide("");
  for (const menu of document.querySelectorAll("details.menu-of[open]")) if (!menu.contains(target)) menu.open = false;
});

// The address holds the whole state, so a server that has forgotten this page costs nothing but a reload.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
  const { state } = event.detail;
  // On a wall it is first asked whether the server answers (wall.js).
  if (state === "rejected" && !document.documentElement.dataset.wall) location.reload();
  document.documentElement.toggleAttribute("data-lost", state !== "hide");
});

function onChanged() {
  rove();
  offer();
  arrived();
  goWhenFound();
}

new MutationObserver(onChanged).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-for", "data-of"] });
onChanged();
document.documentElement.dataset.keys = "ready";
