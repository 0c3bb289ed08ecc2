#!/usr/bin/env bash
# build-wasm.sh [--debug] [--tests] [--bench]: makes web/dist, the only built files that the page
#               needs.
#
#   --debug  with assertions and names, for a debugger (preset wasm-debug)
#   --tests  also the doctest suites for node: build/<preset>/tests/kartei_tests.js
#   --bench  also what scripts/bench.sh measures: build/<preset>/bench
#
# Runs after scripts/setup.sh build. When nothing has changed it only looks.
set -euo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root"

preset=wasm-release
targets=(kartei kartei-sync kartei-check kartei-tables)
for option in "$@"; do
  case $option in
  --debug) preset=wasm-debug ;;
  --tests) targets+=(kartei_tests kartei_phone_oracle) ;;
  --bench) targets+=(kartei_bench kartei_import_parts) ;;
  *) fail "usage: build-wasm.sh [--debug] [--tests] [--bench]" ;;
  esac
done
build=build/$preset

# use_emscripten: the emcc that scripts/toolchain.sh names, and none of another one's settings.
use_emscripten() {
  local folder
  folder=$(scripts/toolchain.sh)
  emcc=$folder/emcc
  PATH=$folder:$PATH
  if [ -e "$folder/.emscripten" ]; then export EM_CONFIG=$folder/.emscripten; fi
}

# A build folder belongs to one compiler and one set of presets: with another it starts anew.
configure() {
  local made_with
  made_with="$emcc $("$emcc" --version | head -1) $(cksum <CMakePresets.json)"
  if [ "$(cat "$build/made-with.txt" 2>/dev/null)" != "$made_with" ]; then
    rm -rf "$build"
    quietly emcmake cmake --preset "$preset" -DKARTEI_TESTS=OFF
    echo "$made_with" >"$build/made-with.txt"
  fi
  if [[ " ${targets[*]} " == *' kartei_tests '* ]]; then
    grep -q '^KARTEI_TESTS:BOOL=ON' "$build/CMakeCache.txt" ||
      quietly cmake -S . -B "$build" -DKARTEI_TESTS=ON
  fi
}

# Emscripten's loaders with short names: a third less.
minify_loaders() {
  local file
  mkdir -p "$build/loaders"
  for file in "$build"/wasm/*.mjs; do
    local short=$build/loaders/$(basename "$file")
    [ "$short" -nt "$file" ] ||
      node_modules/.bin/terser --module --compress passes=2 --mangle -o "$short" "$file"
  done
}

# The two modules of a book have one loader, which asks web/instance.js for the file: a second one
# would only be bytes.
share_loader() {
  local loaders=$build/loaders
  sed 's/kartei-sync\.wasm/kartei.wasm/g' "$loaders/kartei-sync.mjs" |
    cmp - "$loaders/kartei.mjs" ||
    fail 'kartei.wasm and kartei-sync.wasm need loaders of their own'
}

# Copies what differs, and says so: a file that stays the same keeps its time.
copy_changed() {
  local file
  for file in "$build"/loaders/*.mjs "$build"/wasm/*.wasm wasm/types/dist/*; do
    [ "$file" != "$build/loaders/kartei-sync.mjs" ] || continue
    if ! cmp -s "$file" "web/dist/$(basename "$file")"; then
      install -Dm644 "$file" -t web/dist
      changed=yes
    fi
  done
}

start=$SECONDS changed=
use_emscripten
configure
ninja -C "$build" "${targets[@]}" >&2
minify_loaders
share_loader
copy_changed
node scripts/bundle.mjs
node scripts/shell.mjs
finished "wasm${changed:+ (new)}" "$start" "$(size_of web/dist)"
