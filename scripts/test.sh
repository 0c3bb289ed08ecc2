#!/usr/bin/env bash
# test.sh [lint|native|wasm|web]...: installs what the tests need and runs them: all, or those named.
#
#   lint    tsc, clang-format, prettier, the tidy test
#   native  the doctest suites under AddressSanitizer and UndefinedBehaviorSanitizer
#   wasm    the same suites as wasm in node, the built module in node, the scripts themselves
#   web     the dashboard in headless Chromium
#
# Everything runs even where something fails; what failed is shown, and the last line sums up. Third-
# party corpora are read from $KARTEI_SHARED, else from ../shared, where one of them is there.
set -uo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root" || exit 1

passed=0 failed=0 skipped=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM HUP
shared=$(realpath -m "${KARTEI_SHARED:-../shared}")
if [ -d "$shared" ]; then export KARTEI_SHARED=$shared; else unset KARTEI_SHARED; fi
# A hanging test must not hang the run.
limit=(timeout --kill-after=10 1200)

# --- what a log says: passed, failed, skipped ------------------------------------------------------

count_nothing() { echo 0 0 0; }

count_one() { [ "$2" = 0 ] && echo 1 0 0 || echo 0 1 0; }

# [doctest] test cases: 61 | 61 passed | 0 failed | 0 skipped; and each corpus that was not there.
count_doctest() {
  local absent
  absent=$(grep '^skipped: ' "$1" | sort -u | wc -l)
  sed -nE 's/^\[doctest\] test cases: .*\| *([0-9]+) passed \| *([0-9]+) failed \| *([0-9]+) skipped.*/\1 \2 \3/p' \
    "$1" | tail -1 | awk -v absent="$absent" '{ print $1, $2, $3 + absent }'
}

# Node's own closing lines: "ℹ pass 12". What was cancelled has failed.
count_node() {
  awk '$1 == "ℹ" && NF == 3 { n[$2] = $3; seen = 1 }
    END { if (seen) print n["pass"] + 0, n["fail"] + n["cancelled"], n["skipped"] + n["todo"] }' "$1"
}

# --- running ---------------------------------------------------------------------------------------

# run NAME COUNT COMMAND...: runs it, adds up what it counted and shows its output if it failed.
# A runner that ends without counts, or that ran no test, has failed.
run() {
  local name=$1 count=$2 log status=0 start=$SECONDS p=0 f=0 s=0 verdict='ok  '
  log=$logs/log
  "${limit[@]}" "${@:3}" >"$log" 2>&1 </dev/null || status=$?
  read -r p f s < <("$count" "$log" "$status") || status=1
  p=${p:-0} f=${f:-0} s=${s:-0}
  [ "$count" = count_nothing ] || [ $((p + f + s)) -gt 0 ] || status=1
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || f=1
  [ "$f" = 0 ] || verdict=FAIL
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%s  %-20s %5d s  %s\n' "$verdict" "$name" $((SECONDS - start)) \
    "$(counts "$p" "$f" "$s" "$count")"
  grep '^skipped: ' "$log" | sort -u | sed 's/^/      /'
  [ "$f" = 0 ] || show "$log" "$status"
  [ "$f" = 0 ]
}

counts() { [ "$4" = count_nothing ] || printf '%d passed, %d failed, %d skipped' "$1" "$2" "$3"; }

# The end of a log, set in: a count that a runner prints must not be taken for the closing line.
show() {
  local limit_lines=400
  [ "$(wc -l <"$1")" -le "$limit_lines" ] || echo "    | …"
  tail -n "$limit_lines" "$1" | sed 's/^/    | /'
  echo "    | exit status $2"
}

# run_node NAME FILE...: node's test runner, one file after the other (this machine has two cores).
run_node() {
  # Without a file node would look for tests by itself.
  [ $# -gt 1 ] || set -- "$1" 'no such test'
  run "$1" count_node node --test --test-concurrency=1 --test-reporter=spec "${@:2}"
}

# files GLOB...: what git has or would have; a glob that fits nothing gives nothing.
files() { git ls-files --cached --others --exclude-standard -- "$@" | xargs -r ls -d 2>/dev/null; }

# --- groups ----------------------------------------------------------------------------------------

lint() {
  run 'tsc: the page' count_one node_modules/.bin/tsc -p jsconfig.json
  run 'tsc: for node' count_one node_modules/.bin/tsc -p tests/jsconfig.json
  run 'clang-format' count_one sh -c 'clang-format-19 --dry-run -Werror "$@"' clang-format \
    $(files '*.cpp' '*.h')
  run 'prettier' count_one node_modules/.bin/prettier --check --log-level=warn .
  run_node 'tidy' tests/tidy.test.js
}

native() {
  local build=build/native-debug
  run 'native: configure' count_nothing cmake --preset native-debug || return
  run 'native: build' count_nothing cmake --build "$build" --target kartei_tests || return
  UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 \
    ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer-19) \
    run 'native: suites' count_doctest "$build/tests/kartei_tests" --no-colors=true
}

wasm() {
  run 'wasm: build' count_nothing scripts/build-wasm.sh --tests || return
  run 'wasm: suites' count_doctest node build/wasm-release/tests/kartei_tests.js --no-colors=true
  run_node 'wasm: in node' $(files 'tests/*.test.js' 'tests/wasm/*.test.js' 'tests/scripts/*.test.js' |
    grep -v tidy.test.js)
}

web() {
  run 'web: build' count_nothing scripts/build-wasm.sh || return
  CHROMIUM=$(command -v "${CHROMIUM:-chromium}") run_node 'web: in Chromium' $(files 'tests/web/*.spec.js')
}

for group in "$@"; do
  case $group in
  lint | native | wasm | web) ;;
  *) fail "usage: test.sh [lint|native|wasm|web]..." ;;
  esac
done
if scripts/setup.sh test; then
  for group in ${@:-lint native wasm web}; do "$group"; done
else
  failed=1
fi
if [ "$skipped" = 0 ]; then
  echo "$passed passed, $failed failed"
else
  echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
