#!/usr/bin/env bash
# Installs the Debian 12 packages that kg is built, tested and used with; with --bench those of the benchmarks too, and the
# stores that kg is compared with. Asks nothing, installs only what is missing.
set -euo pipefail

packages=(
  # build
  g++ cmake ninja-build pkg-config
  # libraries
  libboost-dev librocksdb-dev libfmt-dev libcereal-dev libicu-dev libzstd-dev zlib1g-dev libxxhash-dev libre2-dev
  libedit-dev libcli11-dev nlohmann-json3-dev
  # tests
  libgtest-dev librapidcheck-dev zstd
  # pictures
  graphviz
)
case ${1:-} in
  '') ;;
  --bench) packages+=(libbenchmark-dev python3 virtuoso-opensource-7-bin) ;;
  *) echo "install-deps: expected --bench or nothing, found $1" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  [[ $state == ii* ]] || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  echo "install-deps: all ${#packages[@]} packages are there"
  exit 0
fi

sudo=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || {
    echo "install-deps: these packages are missing, and only root can install them: ${missing[*]}" >&2
    echo "install-deps: as root, run: apt-get install ${missing[*]}" >&2
    exit 1
  }
  sudo=(sudo)
fi
echo "install-deps: installing ${missing[*]}"
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "install-deps: done"
