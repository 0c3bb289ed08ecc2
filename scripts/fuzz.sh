#!/usr/bin/env bash
# fuzz.sh [SECONDS] [TARGET...]: runs the fuzz targets (tests/fuzz) under AddressSanitizer and
#         UndefinedBehaviorSanitizer, each for so many seconds (60), all of them or those named
#         ("phone"). What they have learnt is kept in the cache for the next run.
#
#   fuzz.sh --changed   as the tests do: 20 seconds for a target whose module was changed in the
#                       last commits of the last day or is not committed, 5 for the others
#
# A finding is shown with the input that makes it, and the exit status is then not zero.
set -uo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root" || exit 1

is_changed_only=false seconds=60
if [ "${1-}" = --changed ]; then
  is_changed_only=true seconds=20
  shift
elif [[ ${1-} =~ ^[1-9][0-9]*$ ]]; then
  seconds=$1
  shift
fi
build=build/native-debug
quietly cmake --preset native-debug && quietly cmake --build "$build" --target kartei_fuzz ||
  fail 'the fuzz targets could not be built'

# The files that a target is about: those of its name in core/, and itself.
is_changed() {
  local since
  since=$(git log --since='1 day ago' --format=%H | tail -1)
  [ -n "$since" ] || since=HEAD
  # Not grep -q: whom it stops listening to has failed, and with it the pipe.
  { git diff --name-only "$since^" 2>/dev/null || git diff --name-only "$since"; } |
    grep -E "^(core/[a-z]+/$1|core/$1/|tests/fuzz/$1_fuzz)" >/dev/null
}

[ $# -gt 0 ] || set -- $(ls tests/fuzz/*_fuzz.cpp | sed -E 's|.*/(.*)_fuzz\.cpp|\1|')
# run TARGET: prints how it went; a target that runs on one core leaves the others to the next ones.
run() {
  local target=$1 budget=$seconds log runs
  local corpus=$kartei_cache/fuzz/$target
  log=$(mktemp)
  mkdir -p "$corpus"
  if $is_changed_only && ! is_changed "$target"; then budget=5; fi
  if "$build/tests/fuzz/${target}_fuzz" -max_total_time="$budget" -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$corpus.finding-" -print_final_stats=1 "$corpus" >"$log" 2>&1 </dev/null; then
    runs=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+).*/\1/p' "$log")
    printf 'ok    %-10s %3d s   %s runs\n' "$target" "$budget" "${runs:-?}"
    rm -f "$log"
  else
    printf '%s\nFAIL  %s\n' "$(tail -n 40 "$log")" "$target"
    rm -f "$log"
    return 1
  fi
}

failed=0
cores=$(nproc)
for target in "$@"; do
  while [ "$(jobs -rp | wc -l)" -ge "$cores" ]; do sleep 0.2; done
  run "$target" &
  jobs+=($!)
done
for job in "${jobs[@]}"; do wait "$job" || failed=$((failed + 1)); done
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" = 0 ]
