#!/usr/bin/env bash
# The one test command: gets what the tests need, builds, and runs in Release.
#   ./test.sh                  everything
#   ./test.sh unit             what neither looks at pages nor kills runs; browser and torture are the other tiers, several may be named
#   ./test.sh --filter-class "*RuleTests"    what follows the tiers goes to the tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "test.sh: $*" >&2
  exit 1
}

command -v dotnet >/dev/null || fail "dotnet was not found. Install the .NET 10 SDK (see README.md)."
{ command -v node && command -v npm; } >/dev/null || fail "node and npm were not found. Install Node.js 20 or later: ApexCharts and the provider that tests sign in at come from npm."
command -v curl >/dev/null || fail "curl was not found. Tests ask with it as scripts do."

# Where Debian puts nginx and HAProxy, which not everybody looks into.
PATH="$PATH:/usr/sbin"

# Folders of tests that are tiers of their own; what is in no such folder is unit.
special=(browser torture)
declare -A asked=()
while [[ $# -gt 0 && $1 != -* ]]; do
  [[ " unit ${special[*]} " == *" $1 "* ]] || fail "$1 is no tier. Expected unit, ${special[0]} or ${special[1]}, or nothing for everything."
  asked[$1]=1
  shift
done
tiers=()
for tier in "${special[@]}"; do
  [[ ${#asked[@]} -eq 0 ]] && break
  name="HealthDashboard.Tests.${tier^}"
  if [[ -v asked[unit] ]]; then
    [[ -v asked[$tier] ]] || tiers+=(--filter-not-namespace "$name")
  elif [[ -v asked[$tier] ]]; then
    tiers+=(--filter-namespace "$name")
  fi
done

root=()
[[ $EUID -eq 0 ]] || root=(sudo -n)
# Puts a package of Debian there where that may be done unasked.
install() {
  if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
    { "${root[@]}" apt-get update -q && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$1" </dev/null; } \
      || echo "test.sh: $1 could not be installed." >&2
  fi
}
if [[ ${#asked[@]} -eq 0 || -v asked[browser] ]] && [[ -z "${CHROMIUM:-}" ]]; then
  # The shell is Chromium without windows: the same pages for three quarters of the time.
  command -v chromium-headless-shell >/dev/null || install chromium-headless-shell
  CHROMIUM="$(command -v chromium-headless-shell || command -v chromium)" \
    || fail "no Chromium was found, and installing one needs apt-get and root. Install chromium-headless-shell or chromium, or set CHROMIUM to a Chromium or Chrome."
fi
if [[ ${#asked[@]} -eq 0 || -v asked[browser] || -v asked[unit] ]]; then
  for proxy in nginx haproxy; do
    command -v "$proxy" >/dev/null && continue
    # Where a machine starts what is installed, it would listen on port 80 from then on: that is for its owner to decide.
    [[ -d /run/systemd/system ]] || install "$proxy"
    command -v "$proxy" >/dev/null || fail "$proxy was not found. Tests go through it as people do; install it (it need not run)."
  done
  postgres() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
  postgres || [[ -d /run/systemd/system ]] || install postgresql
  postgres || fail "PostgreSQL's initdb was not found. Tests start a cluster of their own with it; install postgresql (it need not run)."
fi
[[ -z "${CHROMIUM:-}" ]] || export CHROMIUM

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Tests start the program some two hundred times: what makes each start slower and only long lives faster stays off.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0
# Style is checked by the build, where warnings are errors; whoever runs a few tests by name is not asked for blanks.
format=0
if [[ $# -eq 0 && (${#asked[@]} -eq 0 || -v asked[unit]) ]]; then
  dotnet format whitespace --folder --verify-no-changes --exclude '**/bin' '**/obj' node_modules wwwroot </dev/null \
    || format=$?
fi
# The lock files name what the SDK brings along too, so they hold for the one that wrote them.
locked=()
[[ "$(dotnet --version)" != "$(sed -n 's:.*<LockedWithSdk>\(.*\)</LockedWithSdk>.*:\1:p' Directory.Build.props)" ]] || locked=(-p:RestoreLockedMode=true)
# The benchmarks stay out: they bring a whole database engine along.
dotnet build HealthDashboard.Tests --configuration Release --nologo --verbosity quiet "${locked[@]}" </dev/null
output="$(mktemp)"
trap 'rm -f "$output"' EXIT
status=0
dotnet test --project HealthDashboard.Tests --configuration Release --no-build --no-ansi --no-progress "${tiers[@]}" "$@" </dev/null 2>&1 | tee "$output" || status=$?

count() { awk -v key="$1:" '$1 == key { sum += $2 } END { print sum + 0 }' "$output"; }
[[ $format -eq 0 ]] || echo "test.sh: blanks or line ends are not as .editorconfig says, see above. 'dotnet format whitespace --folder' mends them." >&2
echo "$(count succeeded) passed, $(count failed) failed"
[[ $status -ne 0 ]] || status=$format
exit "$status"
