// A board is one stop of the Tab key, and the arrows go on within it: each of its rows would be two or three stops otherwise.

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [-Infinity, -Infinity], End: [Infinity, 0] };

const stops = "a, button";

/** Leaves one link of each board in the order of Tab: the one that had the focus last, or else the first name. */
export function rove() {
  for (const board of document.querySelectorAll(".board table")) stopAt(board, board.querySelector("[tabindex='0']") ?? board.querySelector("tbody a"));
}

function stopAt(board, stop) {
  // Only what changes is written: every link written anew is a change of the page.
  for (const link of board.querySelectorAll(stops)) {
    const place = link === stop ? "0" : "-1";
    if (link.getAttribute("tabindex") !== place) link.setAttribute("tabindex", place);
  }
}

function within(place, all) {
  return all[Math.min(Math.max(place, 0), all.length - 1)];
}

document.addEventListener("focusin", ({ target }) => {
  const board = target.closest(".board table");
  if (board) stopAt(board, target);
});

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const board = event.target.closest?.(".board table");
  if (!step || !board || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const [down, along] = step;
  const rows = [...board.rows].map((row) => [...row.querySelectorAll(stops)]).filter((links) => links.length);
  const row = rows.findIndex((links) => links.includes(event.target));
  within(rows[row].indexOf(event.target) + along * (document.dir === "rtl" && Number.isFinite(along) ? -1 : 1), within(row + down, rows)).focus();
});
