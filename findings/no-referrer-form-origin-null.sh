#!/usr/bin/env bash
# Chromium (seen with 156 from Debian 12): a page sent with "Referrer-Policy: no-referrer" posts a form to its own origin with
# "Origin: null", and a fetch with its true origin. A server that compares Origin with Host on every POST, and sends the policy that
# security checklists ask for, refuses all of its own forms. What tells such a form from another site's is "Sec-Fetch-Site: same-origin".
# Needs node and chromium (Debian packages); exits non-zero if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder" 2>/dev/null || true' EXIT
cat > "$folder/seen.mjs" <<'JS'
import { createServer } from "node:http";
import { spawn } from "node:child_process";

const seen = {};
let arrived = () => {};
const server = createServer((request, answer) => {
  if (request.method === "POST") {
    seen[request.url] = `${request.headers.origin} ${request.headers["sec-fetch-site"]}`;
    answer.end("done");
    if (request.url.startsWith("/form")) arrived();
    return;
  }
  const policy = new URL(request.url, "http://x").searchParams.get("policy");
  answer.writeHead(200, { "Content-Type": "text/html", "Referrer-Policy": policy });
  answer.end(`<form method="post" action="/form-${policy}"></form>
    <script>fetch("/fetch-${policy}", { method: "POST" }).then(() => document.forms[0].submit())</script>`);
});
server.listen(0, "127.0.0.1", async () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const policy of ["no-referrer", "same-origin"]) {
    const browser = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--remote-debugging-port=0", `--user-data-dir=${process.argv[2]}/${policy}`, `${origin}/?policy=${policy}`,
    ], { stdio: "ignore", detached: true });
    await new Promise((ended) => { arrived = ended; browser.on("exit", ended); });
    process.kill(-browser.pid);
    await new Promise((ended) => browser.exitCode !== null || browser.signalCode !== null ? ended() : browser.on("exit", ended));
  }
  server.close();
  const expected = {
    "/fetch-no-referrer": `${origin} same-origin`, "/form-no-referrer": "null same-origin",
    "/fetch-same-origin": `${origin} same-origin`, "/form-same-origin": `${origin} same-origin`,
  };
  console.log(seen);
  process.exit(Object.entries(expected).every(([address, value]) => seen[address] === value) ? 0 : 1);
});
JS
"${CHROMIUM:-/usr/bin/chromium}" --version
node "$folder/seen.mjs" "$folder"
