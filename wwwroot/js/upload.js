// Says of chosen files, before anything is sent, what the server would say afterwards: missing, none of the four, too large.
function wrongWith(input) {
  const { wanted, most, missing, foreign, large } = input.dataset;
  const expected = wanted.split(",");
  const names = [...input.files].map((file) => file.name.toLowerCase());
  const absent = expected.filter((name) => !names.includes(name));
  const others = [...input.files].filter((file) => !expected.includes(file.name.toLowerCase()));
  const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  return [
    absent.length && missing.replace("{0}", () => absent.join(", ")),
    others.length && foreign.replace("{0}", () => others.map((file) => file.name).join(", ")),
    size > most * 2 ** 20 && large.replace("{0}", most),
  ].filter(Boolean).join(" ");
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("input[data-wanted]")) return;
  const wrong = target.files.length ? wrongWith(target) : "";
  target.setCustomValidity(wrong);
  document.getElementById("upload-says").textContent = wrong || (target.files.length ? target.dataset.complete : "");
});
