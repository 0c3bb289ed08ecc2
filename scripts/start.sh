#!/usr/bin/env bash
# start.sh [PORT]: from a bare machine to the dashboard. Installs what is missing, builds what has
# changed, and serves web/ at the address it prints, until Ctrl+C.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build
scripts/build-wasm.sh
exec node scripts/serve.mjs "$@"
