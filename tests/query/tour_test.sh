#!/usr/bin/env bash
# tour_test.sh KG SOURCE: the tour in query/LANGUAGE.md, asked of the examples. Below each numbered line of the page stand, indented, a
# question, an empty line and its answer; page and program differ nowhere.
set -euo pipefail
kg=$(realpath "$1") source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$source/examples" .
"$kg" load news.kg examples/articles examples/background.facts --date 2025-11-01 2>/dev/null

sed -n '/^## A tour of twenty questions$/,/^## Words$/ { /^1\. /,$ p }' "$source/query/LANGUAGE.md" |
  grep -E '^([0-9]+\. |    )' >tour
[[ $(grep -c '^[0-9]' tour) -eq 20 ]] || { echo "expected twenty questions, found $(grep -c '^[0-9]' tour)"; exit 1; }

asked=
while IFS= read -r line; do
  if [[ $line != ' '* ]]; then
    printf '%s\n' "$line"
    asked=
  elif [[ -z $asked ]]; then
    asked=${line#    }
    printf '%s\n' "$line"
    { "$kg" query news.kg "$asked" 2>&1 </dev/null || true; } | sed "s/^/    /"
  fi
done <tour >found
diff tour found || { echo "the page (<) and the program (>) differ"; exit 1; }
