#!/usr/bin/env bash
# simulate.sh SEEDS [FIRST]: the sync simulation (tests/simulation/sync) over that many seeds,
#           optimised and without sanitizers; the last line counts what was met
#
# What fails is printed with the words to run it again (KARTEI_ONLY, see sync/options.h), and
# KARTEI_TABLE=1 prints how often each fault has met each style of server.
set -euo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root"

[[ ${1:-} =~ ^[1-9][0-9]*$ ]] || fail 'usage: simulate.sh SEEDS [FIRST]'
build=build/native-release
cmake --preset native-release >/dev/null
cmake --build "$build" --target kartei_sync_simulation >/dev/null
KARTEI_SEEDS=$1 KARTEI_SEED=${2:-$RANDOM$RANDOM} exec "$build/tests/kartei_sync_simulation"
