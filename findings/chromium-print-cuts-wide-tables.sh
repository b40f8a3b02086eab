#!/usr/bin/env bash
# Chromium on paper: a table that is too wide is shrunk, but never by more than a half, and what is still too wide is cut off without
# a word; inside a box with "overflow: auto", which every table component for the web puts around its table, nothing is shrunk at all
# and the cut comes at once. The cut goes through numbers: glyphs that lie outside are left out of the PDF, so that 2,000 is read, by
# people and by programs, as a shorter number, and nothing tells it from a true one.
#
# Seen with Chromium 156 (Debian 12), on sheets 800 px wide, columns of 100 px:
#   11 columns (1.4 times the sheet)            all 11 there, in letters 1.4 times smaller
#   14 columns (1.75 times)                     columns 1 to 12, and nothing of the others
#   10 columns (1.25 times), overflow: auto     columns 1 to 8, and nothing of the others
#   a last column that lies over the edge       1234567890 is in the PDF as its first digits
# A good engineer expects the browser to scale until it fits, as its "fit to page" for PDFs does, or at least the text to stay whole in the file.
set -euo pipefail

chromium="${CHROMIUM:-/usr/bin/chromium}"
command -v pdftotext >/dev/null || { echo "pdftotext was not found: install poppler-utils." >&2; exit 1; }
[[ -x $chromium ]] || { echo "no Chromium at $chromium: install chromium or set CHROMIUM." >&2; exit 1; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"$chromium" --version

# columns, style of the box around the table, what stands in the last column
printed() {
  {
    echo '<!doctype html><style>@page { size: 800px 600px; margin: 0 } body { margin: 0 } table { border-spacing: 0 } td { padding: 0; min-width: 100px; white-space: nowrap; font: 16px monospace }</style>'
    echo "<div style=\"$2\"><table><tr>"
    for ((i = 1; i < $1; i++)); do printf '<td>c%02d</td>' "$i"; done
    echo "<td>$3</td></tr></table></div>"
  } >"$folder/page.html"
  "$chromium" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$folder/profile" --no-pdf-header-footer --print-to-pdf="$folder/page.pdf" "file://$folder/page.html" >/dev/null 2>&1
  pdftotext -layout "$folder/page.pdf" - | tr -s ' \n\f' ' ' | sed 's/^ //; s/ $//'
}

expect() {
  echo "$1: $3"
  [[ $3 == "$2" ]] || { echo "  expected: $2" >&2; changed=1; }
}

changed=0
expect "11 columns, open" "c01 c02 c03 c04 c05 c06 c07 c08 c09 c10 c11" "$(printed 11 "" c11)"
expect "14 columns, open" "c01 c02 c03 c04 c05 c06 c07 c08 c09 c10 c11 c12" "$(printed 14 "" c14)"
expect "10 columns, overflow: auto" "c01 c02 c03 c04 c05 c06 c07 c08" "$(printed 10 "overflow: auto" c10)"
cut="$(printed 8 "overflow: auto; padding-left: 40px" 1234567890)"
echo "a number over the edge: $cut"
[[ $cut != *1234567890* && $cut == *c07\ 123* ]] || changed=1
exit "$changed"
