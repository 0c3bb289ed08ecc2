#!/usr/bin/env bash
# bench.sh validation [ROWS [ROUNDS]]: e-mail and phone against libphonenumber-js and validator.js,
#                     as wasm in node; medians and ranges
# bench.sh import [ROWS [ROUNDS]]: a CSV file into a book, against uDSV, validator.js,
#                     libphonenumber-js and SQLite's own WebAssembly, in Chromium; ratios of time
#                     and memory. 1,000,000 rows and 3 rounds take a quarter of an hour.
# bench.sh query [ROWS]: typed searches, against SQLite's own WebAssembly with indexes and with
#                     trigrams and against JavaScript arrays, in Chromium
# bench.sh sync [CONTACTS [CHANGES]]: what a write costs with sync, in Chromium; the first pull, and
#                     many changes, one by one and in bulk, in node
. "$(dirname "$0")/steps.sh"
set -euo pipefail
cd "$kartei_root"

case ${1-} in
validation) script=(bench/validation.mjs "$PWD/build/wasm-release/bench/kartei_bench.mjs") ;;
import) script=(bench/import.mjs) ;;
query) script=(bench/query.mjs) ;;
sync) script=(bench/sync.mjs) ;;
*) fail 'usage: bench.sh validation|import|query|sync [ROWS [ROUNDS]]' ;;
esac
scripts/setup.sh test
[ "$1" != sync ] || scripts/setup.sh backends
quietly scripts/build-wasm.sh --bench
node "${script[@]}" "${@:2}"
