// The viewer's choices of looks: colours (their own, or else the system's), density, and whether the side is folded. Cookies tell the
// server the colours and the side, so that the next first paint is right.
window.theme = {
  isDark() {
    // On a wall the address says it.
    const { wall } = document.documentElement.dataset;
    const chosen = localStorage.getItem("theme");
    const dark = wall ? wall === "dark" : chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    theme.apply(dark ? "dark" : "light");
    return dark;
  },

  choose(name) {
    localStorage.setItem("theme", name);
    theme.apply(name);
  },

  apply(name) {
    document.documentElement.dataset.theme = name;
    if (!document.documentElement.dataset.wall) theme.remember("theme", name);
  },

  setSide(name) {
    document.documentElement.dataset.side = name;
    theme.remember("side", name);
  },

  remember(key, value) {
    document.cookie = `${key}=${value}; path=${new URL(document.baseURI).pathname}; max-age=31536000; samesite=lax`;
  },

  setDensity(name) {
    localStorage.setItem("density", name);
    document.documentElement.dataset.density = name;
  },
};

theme.isDark();
document.documentElement.dataset.density = localStorage.getItem("density") ?? "";

// Paper is light.
addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
addEventListener("afterprint", () => theme.isDark());
