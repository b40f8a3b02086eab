#!/usr/bin/env bash
# ApexCharts 4.7.0: a destroyed chart draws itself back.
#
# A change of the height of a chart's container starts a timer of 150 ms (redrawOnParentResize, on by default). destroy() stops the
# observer, not the timer: when it runs out, the destroyed chart draws its old data into the same element, over the chart that has
# taken its place there, without an error. Seen: one bar drawn, half a second later ten bars beside it.
# Expected: a chart that was destroyed stays away.
#
# Needs node, npm and a Chromium (CHROMIUM, else /usr/bin/chromium). Ends with 0 while the behaviour is as described.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-fund --no-audit --loglevel=error --ignore-scripts apexcharts@4.7.0 playwright-core@1.52.0 >/dev/null
cat >try.js <<'JS'
const { chromium } = require("playwright-core");

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.setContent('<div id="around" style="height: 400px"><div id="place"></div></div>');
  await page.addScriptTag({ path: require.resolve("apexcharts/dist/apexcharts.js") });
  const counts = await page.evaluate(async () => {
    const place = document.getElementById("place");
    const bars = (count) => ({
      chart: { type: "bar", height: 30 * count + 90, animations: { enabled: false } },
      series: [{ data: Array.from({ length: count }, (_, i) => i + 1) }],
    });
    const drawn = () => place.querySelectorAll(".apexcharts-bar-area").length;
    const wait = (time) => new Promise((done) => setTimeout(done, time));
    const old = new ApexCharts(place, bars(10));
    await old.render();
    await wait(300);
    document.getElementById("around").style.height = "150px";
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    old.destroy();
    await new ApexCharts(place, bars(1)).render();
    const atOnce = drawn();
    await wait(500);
    return { atOnce, later: drawn() };
  });
  await browser.close();
  console.log(`bars of the new chart: ${counts.atOnce}; half a second later in the same element: ${counts.later}`);
  process.exit(counts.atOnce === 1 && counts.later > 1 ? 0 : 1);
})();
JS
node try.js
