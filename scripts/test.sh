#!/usr/bin/env bash
# test.sh [lint|native|wasm|web|engines|package|backends]...: installs what the tests need and runs
#           all groups, or some
#
#   lint    tsc, clang-format, prettier, the tidy test
#   native  the doctest suites under AddressSanitizer and UndefinedBehaviorSanitizer, and a short
#           run of crashes and faults on simulated files; the fuzz targets
#   wasm    the same suites as wasm in node, the built module in node, the scripts themselves
#   web     the dashboard in headless Chromium
#   engines storage and several tabs in Chromium and in Firefox, and browsers that are killed
#   package what npm pack writes, and applications that have it installed (docs/embedding.md)
#   backends real REST servers, behind a proxy that disturbs what is said to them; the page in
#            flight mode, with one of them
#
# Everything runs even where something fails; what failed is shown, and the last line sums up.
# Third-party corpora are read from $KARTEI_SHARED, else from ../shared, where one of them is there.
set -uo pipefail
shopt -s nullglob extglob
. "$(dirname "$0")/steps.sh"
. "$(dirname "$0")/tally.sh"
cd "$kartei_root" || exit 1

shared=$(realpath -m "${KARTEI_SHARED:-../shared}")
if [ -d "$shared" ]; then export KARTEI_SHARED=$shared; else unset KARTEI_SHARED; fi

# run_node NAME FILE...: one file after the other, or as many at once as $at_once says.
run_node() {
  # Without a file node would look for tests by itself.
  [ $# -gt 1 ] || set -- "$1" 'no such test'
  run "$1" count_node node --test --test-concurrency="${at_once:-1}" --test-reporter=spec \
    "${@:2}"
}

# --- groups --------------------------------------------------------------------------------------

lint() {
  local bin=node_modules/.bin sources
  mapfile -t sources < <(find core wasm tests bench -name '*.c' -o -name '*.cpp' -o -name '*.h')
  run 'tsc: page' count_check "$bin/tsc" -p jsconfig.json
  run 'tsc: node' count_check "$bin/tsc" -p tests/jsconfig.json
  run 'clang-format' count_check clang-format-19 --dry-run -Werror "${sources[@]}"
  run 'prettier' count_check "$bin/prettier" --check --log-level=warn .
  run_node 'tidy' tests/tidy.test.js
}

native() {
  local build=build/native-debug
  run 'native: configure' count_nothing cmake --preset native-debug || return
  local targets=(kartei_tests kartei_phone_oracle)
  [ ! -d tests/simulation ] || targets+=(kartei_simulation kartei_sync_simulation)
  run 'native: build' count_nothing cmake --build "$build" --target "${targets[@]}" || return
  run 'native: fuzz' count_sum scripts/fuzz.sh --changed
  # Each of them is busy on one core.
  start 'native: phone oracle' count_doctest "$build/tests/kartei_phone_oracle" --no-colors=true
  [ ! -d tests/simulation ] ||
    start 'native: faults' count_doctest "$build/tests/kartei_simulation" --no-colors=true
  start 'native: suites' count_doctest env UBSAN_OPTIONS=print_stacktrace=1 \
    ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 \
    ASAN_SYMBOLIZER_PATH="$(command -v llvm-symbolizer-19)" \
    "$build/tests/kartei_tests" --no-colors=true
  [ ! -d tests/simulation/sync ] ||
    start 'native: sync' count_doctest "$build/tests/kartei_sync_simulation" --no-colors=true
  settle
}

wasm() {
  local suites=build/wasm-release/tests/kartei_tests.js
  run 'wasm: build' count_nothing scripts/build-wasm.sh --tests || return
  run 'wasm: suites' count_doctest node "$suites" --no-colors=true
  run 'wasm: phone oracle' count_doctest node "${suites/kartei_tests/kartei_phone_oracle}" \
    --no-colors=true
  run_node 'wasm: node' tests/!(tidy).test.js tests/@(wasm|scripts)/*.test.js
}

web() {
  run 'web: build' count_nothing scripts/build-wasm.sh || return
  # A page that waits for its browser leaves a quarter of two cores idle.
  at_once=2 CHROMIUM=$(command -v "${CHROMIUM:-chromium}") run_node 'web: Chromium' \
    tests/web/!(sync).spec.js
}

engines() {
  run 'engines: build' count_nothing scripts/build-wasm.sh || return
  run_node 'engines' tests/engines/*.spec.js
}

package() {
  run 'package: pack' count_nothing scripts/package.sh || return
  CHROMIUM=$(command -v "${CHROMIUM:-chromium}") run_node 'package: consumers' \
    tests/package/*.@(test|spec).js
}

backends() {
  run 'backends' count_node scripts/test-backends.sh
  # The page in flight mode, with one of these servers.
  CHROMIUM=$(command -v "${CHROMIUM:-chromium}") run_node 'backends: page' tests/web/sync.spec.js
}

for group in "$@"; do
  [[ $group = @(lint|native|wasm|web|engines|package|backends) ]] ||
    fail 'usage: test.sh [lint|native|wasm|web|engines|package|backends]...'
done
if scripts/setup.sh test; then
  [ $# -gt 0 ] || set -- lint native wasm web engines package backends
  for group in "$@"; do "$group"; done
else
  failed=1
fi
summary
