// The choice of colours: the viewer's own, or else the system's. A cookie tells the server, so that the next first paint is right.
window.theme = {
  isDark() {
    const chosen = localStorage.getItem("theme");
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    theme.apply(dark ? "dark" : "light");
    return dark;
  },

  choose(name) {
    localStorage.setItem("theme", name);
    theme.apply(name);
  },

  apply(name) {
    document.documentElement.dataset.theme = name;
    document.cookie = `theme=${name}; path=/; max-age=31536000; samesite=lax`;
  },
};

theme.isDark();
