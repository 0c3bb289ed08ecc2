#!/usr/bin/env bash
# test.sh [lint|native|wasm|web]...: installs what the tests need and runs all groups, or some
#
#   lint    tsc, clang-format, prettier, the tidy test
#   native  the doctest suites under AddressSanitizer and UndefinedBehaviorSanitizer
#   wasm    the same suites as wasm in node, the built module in node, the scripts themselves
#   web     the dashboard in headless Chromium
#
# Everything runs even where something fails; what failed is shown, and the last line sums up.
# Third-party corpora are read from $KARTEI_SHARED, else from ../shared, where one of them is there.
set -uo pipefail
shopt -s nullglob extglob
. "$(dirname "$0")/steps.sh"
cd "$kartei_root" || exit 1

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM HUP
shared=$(realpath -m "${KARTEI_SHARED:-../shared}")
if [ -d "$shared" ]; then export KARTEI_SHARED=$shared; else unset KARTEI_SHARED; fi

# --- what a log says: passed, failed, skipped ----------------------------------------------------

count_nothing() { echo 0 0 0; }

# count_check STATUS: a check without cases of its own counts as one.
count_check() { [ "$1" = 0 ] && echo 1 0 0 || echo 0 1 0; }

# "[doctest] test cases: 61 | 61 passed | 0 failed | 0 skipped", and a line for each corpus that was
# not there.
count_doctest() {
  local absent
  absent=$(grep '^skipped: ' "$log" | sort -u | wc -l)
  sed -nE '/^\[doctest\] test cases:/ { s/[^0-9]+/ /g; p }' "$log" |
    awk -v absent="$absent" '{ print $2, $3, $4 + absent }' | tail -1
}

# Node's closing lines: "ℹ pass 12". What was cancelled has failed.
count_node() {
  awk '$1 == "ℹ" && NF == 3 { n[$2] = $3 }
    END {
      if ("pass" in n) print n["pass"], n["fail"] + n["cancelled"], n["skipped"] + n["todo"]
    }' "$log"
}

# --- running -------------------------------------------------------------------------------------

# run NAME COUNT COMMAND...: adds up what the command counted, and shows its output if it failed. A
# runner that ends without counts, or that ran no test, has failed; one that hangs is ended.
run() {
  local name=$1 count=$2 status=0 start=$SECONDS p= f= s= counts=
  timeout --foreground --kill-after=10 1200 "${@:3}" >"$log" 2>&1 </dev/null || status=$?
  read -r p f s < <("$count" "$status")
  if [ -z "$s" ] || { [ "$count" != count_nothing ] && [ $((p + f + s)) = 0 ]; }; then
    p=0 f=1 s=0
  fi
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || f=1
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  [ $((p + f + s)) = 0 ] || counts="$p passed, $f failed, $s skipped"
  printf '%-4s  %-18s %4d s   %s\n' "$([ "$f" = 0 ] && echo ok || echo FAIL)" "$name" \
    $((SECONDS - start)) "$counts"
  grep '^skipped: ' "$log" | sort -u | sed 's/^/      /'
  [ "$f" = 0 ] || show_log "$status"
  [ "$f" = 0 ]
}

# What passed is left out; set in, so that no count of a runner is taken for the closing line.
show_log() {
  grep -v '^ *✔' "$log" | tail -n 400 | sed 's/^/    | /'
  echo "    | (exit status $1)"
}

# run_node NAME FILE...: one file after the other; two cores are soon busy with a browser.
run_node() {
  # Without a file node would look for tests by itself.
  [ $# -gt 1 ] || set -- "$1" 'no such test'
  run "$1" count_node node --test --test-concurrency=1 --test-reporter=spec "${@:2}"
}

# --- groups --------------------------------------------------------------------------------------

lint() {
  local bin=node_modules/.bin sources
  mapfile -t sources < <(find core wasm tests -name '*.cpp' -o -name '*.h')
  run 'tsc: page' count_check "$bin/tsc" -p jsconfig.json
  run 'tsc: node' count_check "$bin/tsc" -p tests/jsconfig.json
  run 'clang-format' count_check clang-format-19 --dry-run -Werror "${sources[@]}"
  run 'prettier' count_check "$bin/prettier" --check --log-level=warn .
  run_node 'tidy' tests/tidy.test.js
}

native() {
  local build=build/native-debug
  run 'native: configure' count_nothing cmake --preset native-debug || return
  run 'native: build' count_nothing cmake --build "$build" --target kartei_tests || return
  run 'native: suites' count_doctest env UBSAN_OPTIONS=print_stacktrace=1 \
    ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 \
    ASAN_SYMBOLIZER_PATH="$(command -v llvm-symbolizer-19)" \
    "$build/tests/kartei_tests" --no-colors=true
}

wasm() {
  local suites=build/wasm-release/tests/kartei_tests.js
  run 'wasm: build' count_nothing scripts/build-wasm.sh --tests || return
  run 'wasm: suites' count_doctest node "$suites" --no-colors=true
  run_node 'wasm: node' tests/!(tidy).test.js tests/@(wasm|scripts)/*.test.js
}

web() {
  run 'web: build' count_nothing scripts/build-wasm.sh || return
  CHROMIUM=$(command -v "${CHROMIUM:-chromium}") run_node 'web: Chromium' tests/web/*.spec.js
}

for group in "$@"; do
  [[ $group = @(lint|native|wasm|web) ]] || fail 'usage: test.sh [lint|native|wasm|web]...'
done
if scripts/setup.sh test; then
  [ $# -gt 0 ] || set -- lint native wasm web
  for group in "$@"; do "$group"; done
else
  failed=1
fi
if [ "$skipped" = 0 ]; then
  echo "$passed passed, $failed failed"
else
  echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
