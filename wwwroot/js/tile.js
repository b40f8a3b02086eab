// What the menu of a chart does without asking the server.

/** Shows the panel or tile around a button alone, and back again; chart.js draws for the room there is. */
export function showFull(button) {
  if (document.fullscreenElement) document.exitFullscreen();
  else button.closest(".panel, .tile").requestFullscreen?.();
}

/** Puts an address into the clipboard and says so. */
export async function copy(button) {
  const address = new URL(button.dataset.copy || location.href, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    copyAsEver(button, address);
  }
  button.querySelector("[role=status]").textContent = button.dataset.copied;
}

/** Without https a browser offers no clipboard. */
function copyAsEver(button, address) {
  const field = button.parentNode.appendChild(Object.assign(document.createElement("textarea"), { value: address }));
  field.select();
  document.execCommand("copy");
  field.remove();
  button.focus();
}
