#!/usr/bin/env bash
# torture.sh MINUTES [SEED]: the long runs behind docs/durability.md, for so many minutes:
#
#   a third   crashes and faults on simulated files, natively (tests/simulation)
#   the rest  Chromium killed in the middle of imports, edits and deletes (crash.spec.js), and one
#           of
#             three tabs killed or closed while all of them write, in Chromium and in Firefox
#             (kills.spec.js), in turn
#
# Prints its seed and how many kills, faults and takeovers were survived. The first violation ends
# it, with the seed that shows it again; the exit status is then not zero.
set -uo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root" || exit 1

[[ ${1-} =~ ^[1-9][0-9]*$ && ${2-1} =~ ^[0-9]{1,9}$ ]] || fail 'usage: torture.sh MINUTES [SEED]'
minutes=$1
seed=${2:-$((RANDOM * 32768 + RANDOM))}
chromium_kills=10 tab_kills=20

scripts/setup.sh test || exit 1
simulator=build/native-release/tests/kartei_simulation
quietly scripts/build-wasm.sh || fail 'the wasm could not be built'
quietly cmake --preset native-release &&
  quietly cmake --build build/native-release --target kartei_simulation ||
  fail 'the simulation could not be built'
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM HUP

violation() {
  tail -n 100 "$log"
  echo "violation: $1"
  exit 1
}

# The sum of the numbers before some words in what was survived: "sum 'kills of Chromium'".
sum() { grep -oE "[0-9]+ $1" "$log" | awk '{ n += $1 } END { print n + 0 }'; }

# spec FILE SEED KILLS
spec() {
  env KARTEI_SEED="$2" KARTEI_KILLS="$3" \
    node --test --test-reporter=spec "tests/engines/$1.spec.js" >>"$log" 2>&1 </dev/null ||
    violation "KARTEI_SEED=$2 KARTEI_KILLS=$3 node --test tests/engines/$1.spec.js"
}

simulation() {
  env KARTEI_SEED="$seed" KARTEI_MINUTES="$(awk "BEGIN { print $minutes / 3 }")" \
    "$simulator" --no-colors=true >>"$log" 2>&1 </dev/null ||
    violation "KARTEI_SEED=$seed KARTEI_MINUTES=$minutes $simulator"
  grep '^simulation: ' "$log"
}

echo "seed $seed, $minutes minutes"
end=$((SECONDS + minutes * 60))
simulation
for ((round = 0; SECONDS < end || round == 0; ++round)); do
  spec crash $((seed + round)) "$chromium_kills"
  spec kills $((seed + round)) "$tab_kills"
done
echo "browsers: $(sum 'kills of Chromium') kills of Chromium," \
  "$(sum 'kills of a tab') kills of a tab, $(sum takeovers) takeovers (slowest" \
  "$(grep -oE 'slowest [0-9]+' "$log" | sort -k2n | tail -1 | cut -d' ' -f2) ms)," \
  "$(sum writes) writes acknowledged and found, 0 violations"
echo "survived: seed $seed, $minutes minutes"
