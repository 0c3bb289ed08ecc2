#!/usr/bin/env bash
# start.sh [PORT]: from a bare machine to the dashboard in a browser. Installs what is missing, builds
# what has changed, and serves web/ until Ctrl+C.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build
scripts/build-wasm.sh
exec node scripts/serve.mjs "$@"
