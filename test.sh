#!/usr/bin/env bash
# The one test command: gets what the tests need, builds, and runs everything in Release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "test.sh: $*" >&2
  exit 1
}

command -v dotnet >/dev/null || fail "dotnet was not found. Install the .NET 10 SDK (see README.md)."
{ command -v node && command -v npm; } >/dev/null || fail "node and npm were not found. Install Node.js 18 or later: ApexCharts comes from npm."

export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
if [[ ! -x "$CHROMIUM" ]]; then
  command -v apt-get >/dev/null || fail "no Chromium at $CHROMIUM and no apt-get to install it. Set CHROMIUM to a Chromium or Chrome."
  root=()
  [[ $EUID -eq 0 ]] || root=(sudo -n)
  [[ $EUID -eq 0 ]] || sudo -n true 2>/dev/null || fail "no Chromium at $CHROMIUM. Installing it needs root: run 'apt-get install chromium' or set CHROMIUM."
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends chromium </dev/null
  CHROMIUM="$(command -v chromium)" || fail "apt-get installed no chromium."
fi

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The benchmarks stay out: they bring a whole database engine along.
dotnet build HealthDashboard.Tests --configuration Release --nologo --verbosity quiet </dev/null
output="$(mktemp)"
trap 'rm -f "$output"' EXIT
status=0
dotnet test --project HealthDashboard.Tests --configuration Release --no-build --no-ansi --no-progress </dev/null 2>&1 | tee "$output" || status=$?

count() { awk -v key="$1:" '$1 == key { sum += $2 } END { print sum + 0 }' "$output"; }
echo "$(count succeeded) passed, $(count failed) failed"
exit "$status"
