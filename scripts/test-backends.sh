#!/usr/bin/env bash
# test-backends.sh [SERVER]...: starts real servers on this machine and runs tests/backends on them:
#                  json-server, django-rest-framework, feathersjs and couchdb, or some
#
# What goes wrong by chance follows a seed, which is printed: KARTEI_SEED=7 repeats a run.
set -euo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root"

scripts/setup.sh backends
scripts/build-wasm.sh
[ $# = 0 ] || export KARTEI_BACKENDS="$*"
exec node --test --test-concurrency=1 --test-reporter=spec tests/backends/*.test.js
