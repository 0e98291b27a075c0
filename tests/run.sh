#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests. Needs no other step; safe to run twice.
# Arguments go to CTest: ./tests/run.sh -R cli
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "== 1/3  packages"
./tools/install-deps.sh
echo "== 2/3  build (build/release)"
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build --preset release
echo "== 3/3  tests"
ctest --preset release "$@"
