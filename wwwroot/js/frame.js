// What the frame does without asking the server: the palette's keys, density, reconnecting.
const palette = () => document.getElementById("palette");

function openPalette() {
  const dialog = palette();
  if (!dialog || dialog.open) return;
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

function go(option) {
  if (!option) return;
  palette().close();
  Blazor.navigateTo(option.dataset.href);
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
    go(all[Math.max(at, 0)]);
  }
});

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("[data-opens=palette]")) openPalette();
  else if (target === palette()) palette().close();
  else if (target.closest("#palette [role=option]")) go(target.closest("[role=option]"));
  else if (target.closest("[data-folds=side]")) theme.setSide(document.documentElement.dataset.side === "folded" ? "" : "folded");
  else if (target.closest("[data-reload]")) location.reload();
  else if (target.closest("button.density")) theme.setDensity(document.documentElement.dataset.density === "compact" ? "" : "compact");
  // What hangs below a way has no room in a folded side.
  if (target.closest("[data-unfolds=side]")) theme.setSide("");
  for (const menu of document.querySelectorAll("details.menu-of[open]")) if (!menu.contains(target)) menu.open = false;
});

// The address holds the whole state, so a server that has forgotten this page costs nothing but a reload.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
  const { state } = event.detail;
  if (state === "rejected") location.reload();
  document.documentElement.toggleAttribute("data-lost", state !== "hide");
});

// The grid gives its heading cells no attributes of ours; the order stands on the link inside and is told to screen readers here.
function tellOrder() {
  for (const link of document.querySelectorAll("th a.sort")) link.closest("th").setAttribute("aria-sort", link.dataset.sort);
}

new MutationObserver(tellOrder).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-sort"] });
tellOrder();
