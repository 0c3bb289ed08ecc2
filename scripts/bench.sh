#!/usr/bin/env bash
# bench.sh validation [ROWS [ROUNDS]]: e-mail and phone against libphonenumber-js and validator.js,
#                     as wasm in node; medians and ranges
. "$(dirname "$0")/steps.sh"
set -euo pipefail
cd "$kartei_root"

[ "${1-}" = validation ] || fail 'usage: bench.sh validation [ROWS [ROUNDS]]'
scripts/setup.sh test
quietly scripts/build-wasm.sh --bench
node bench/validation.mjs "$PWD/build/wasm-release/bench/kartei_bench.mjs" "${@:2}"
