// Words with a meaning of their own: it opens where they are pointed at or have the focus. It stays while one points at it, and Escape
// closes it, which is the browser's own doing. A tap or a click opens it without this script.

const patience = 250; // ms
let timer;
let opened;

const sheetOf = (term) => document.getElementById(term.getAttribute("popovertarget"));

function later(what) {
  clearTimeout(timer);
  timer = setTimeout(what, patience);
}

function open(term) {
  opened = sheetOf(term);
  if (term.isConnected && opened && !opened.matches(":popover-open")) opened.showPopover({ source: term });
}

function close() {
  if (opened?.matches(":popover-open") && !opened.contains(document.activeElement)) opened.hidePopover();
}

document.addEventListener("mouseover", ({ target }) => {
  const term = target.closest?.(".term");
  if (term) later(() => open(term));
  else if (target.closest?.(".term-sheet")) clearTimeout(timer);
});

document.addEventListener("mouseout", ({ target }) => {
  if (target.closest?.(".term, .term-sheet") && !document.activeElement?.matches(".term:focus-visible")) later(close);
});

document.addEventListener("focusin", ({ target }) => {
  if (!target.matches(".term:focus-visible")) return;
  clearTimeout(timer); // The pointer may just have left another.
  open(target);
});

document.addEventListener("focusout", ({ target }) => {
  if (target.closest(".term, .term-sheet")) later(close);
});
