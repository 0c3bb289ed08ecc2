#!/usr/bin/env bash
# package.sh            writes the npm package, build/package/kartei-VERSION.tgz, and says where
# package.sh --prepare  only what npm pack needs first: the wasm, and the types of what is exported
#
# Installs what is missing. The sources are shipped as they are; only web/dist is built. The types
# are read from the comments by tsc.
set -euo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root"

types=web/dist/types
folder=build/package

# tsc leaves what it does not write: a declaration of a file that is gone would be packed.
emit_types() {
  local start=$SECONDS
  rm -rf "$types"
  node_modules/.bin/tsc -p wasm/types/tsconfig.json
  cp wasm/types/elements/*.d.ts "$types/elements"
  finished types "$start" "$(size_of "$types")"
}

prepare() {
  scripts/setup.sh build
  scripts/build-wasm.sh
  emit_types
}

pack() {
  local start=$SECONDS name
  rm -rf "$folder"
  mkdir -p "$folder"
  name=$(npm pack --ignore-scripts --silent --pack-destination "$folder")
  finished package "$start" "$(size_of "$folder/$name")"
  echo "$folder/$name"
}

case ${1-} in
'')
  prepare
  pack
  ;;
--prepare) prepare ;;
*) fail "usage: package.sh [--prepare]" ;;
esac
