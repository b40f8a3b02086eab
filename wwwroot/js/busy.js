// While another page is on its way for longer than one notices, what still stands there is drawn as what it is: not yet what was asked for.

const patience = 300; // ms
const root = document.documentElement;
let timer;

/** Pages say of which address they are; those that say nothing are there at once. */
function isThere() {
  const of = document.querySelector("[data-of]")?.dataset.of;
  return of === undefined || new URL(of, document.baseURI).href === location.href.split("#")[0];
}

/** Something of the page has changed: maybe it is all there now. */
export function arrived() {
  if (!isThere()) return;
  clearTimeout(timer);
  tell(false);
}

function tell(isBusy) {
  if (root.hasAttribute("data-busy") === isBusy) return;
  root.toggleAttribute("data-busy", isBusy);
  document.querySelector("main")?.setAttribute("aria-busy", isBusy);
}

window.navigation?.addEventListener("navigate", ({ hashChange, downloadRequest }) => {
  if (hashChange || downloadRequest !== null) return;
  clearTimeout(timer);
  timer = setTimeout(() => tell(!isThere()), patience);
});
