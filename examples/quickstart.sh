#!/usr/bin/env bash
# From a fresh clone to the answers: installs what is missing, builds the program, loads two articles into a new graph, asks it
# questions and draws it. Needs no other step; safe to run twice. Everything it makes lies below build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$*"; }
kg() { build/release/tools/kg "$@"; }
ask() {
  printf '\n$ kg query %s %s\n' "$graph" "'$1'${2:+ $2}"
  kg query "$graph" "$1" ${2:-}
}

step "1/5  packages"
./tools/install-deps.sh

step "2/5  build, in build/release (some minutes the first time)"
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build --preset release --target kg

step "3/5  two articles and a file of facts become a graph"
graph=build/quickstart/news.kg
rm -rf build/quickstart
mkdir -p build/quickstart
printf '$ kg load %s examples/articles examples/background.facts --date 2025-11-01\n' "$graph"
kg load "$graph" examples/articles examples/background.facts --date 2025-11-01
printf '\n$ kg stats %s\n' "$graph"
kg stats "$graph"

step "4/5  questions"
ask 'China suspended ?what duration=?how_long'
ask 'China suspended ?what duration=?how_long @source=?document @quote=?sentence'
ask 'why China suspended export_controls'
ask 'Australia rank_deposits ?rank'
ask 'China controls ?what share=?share, ?share >= 50%  order by ?share desc'
ask '?who signed ?what with=?partner'
ask '?who has_member Australia since=?day, ?who has_member ?other, ?other != Australia'
ask 'China suspended export_controls duration=12month'
# All of this is worth nothing if the program did not find the main thing.
kg query "$graph" 'assert China suspended export_controls duration=1year'

step "5/5  a picture"
printf '$ kg export %s --around China --depth 2 -o build/quickstart/china.svg\n' "$graph"
kg export "$graph" --around China --depth 2 -o build/quickstart/china.svg
echo "The picture is build/quickstart/china.svg; open it in a browser."
echo "Go on by yourself: build/release/tools/kg $graph"
