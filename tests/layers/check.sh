#!/usr/bin/env bash
# The direction of includes: kg/ stands alone; query/ and loaders/ see kg/ and not each other; tools/ sees all three. RocksDB is known to
# kg/store/ only, Boost to query/parser/ only, RE2 to query/values/text.cpp only, and a public header (at a folder's root) includes public headers only.
set -euo pipefail
cd "$1"
faults=0

# Complains about each line of the input, a `file:include`.
refuse() {
  local why=$1 line
  while IFS= read -r line; do
    printf '%s: %s\n' "$line" "$why"
    faults=1
  done
}

# Includes of the sources below the folders, as `file:header`.
includes() {
  find "$@" -name '*.[ch]pp' -print0 | sort -z |
    xargs -0 grep -HoE '^[[:space:]]*#[[:space:]]*include[[:space:]]+[<"][^>"]+' |
    sed -E 's/:[[:space:]]*#[[:space:]]*include[[:space:]]+[<"]/:/'
}

own='(kg|query|loaders|tools|tests|examples)/'
refuse 'kg/ may include nothing else of ours' < <(includes kg | grep -E ":$own" | grep -vE ':kg/' || true)
refuse 'query/ may include kg/ only' < <(includes query | grep -E ":$own" | grep -vE ':(kg|query)/' || true)
refuse 'loaders/ may include kg/ only' < <(includes loaders | grep -E ":$own" | grep -vE ':(kg|loaders)/' || true)
refuse 'loaders/text/ knows nothing of the loaders above it' < <(includes loaders/text | grep -E ':loaders/' | grep -vE ':loaders/text/' || true)
refuse 'only kg/store/ may include RocksDB' < <(includes kg query loaders tools | grep -E ':rocksdb/' | grep -v '^kg/store/' || true)
refuse 'only query/parser/ may include Boost' < <(includes kg query loaders tools | grep -E ':boost/' | grep -v '^query/parser/' || true)
refuse 'only query/values/text.cpp may include RE2' < <(includes kg query loaders tools | grep -E ':re2/' | grep -v '^query/values/text.cpp' || true)
refuse 'a public header includes public headers only' < <(
  includes kg query loaders | grep -E '^(kg|query|loaders)/[^/]+\.hpp:' | grep -E ':((kg|query|loaders)/[^/]+/|boost/|rocksdb/|cereal/)' || true)
refuse 'includes start at the root' < <(
  find kg query loaders tools -name '*.[ch]pp' -print0 | xargs -0 grep -HoE '^#include "[^"]*"' | grep -vE '"(kg|query|loaders|tools)/' || true)

# A test that cannot fail is none: there must be includes to look at.
count=$(includes kg query loaders tools | wc -l)
[[ $count -gt 100 ]] || { echo "only $count includes were found below $PWD"; faults=1; }
exit $faults
