#!/usr/bin/env bash
# toolchain.sh            prints the folder of an emcc that is new enough; makes one if need be
# toolchain.sh --present  the same for one that the machine has (PATH, $EMSDK); exits 1 without one
#
# Debian 12 has LLVM 19 but an Emscripten that is too old. So Emscripten 3.1.69 and binaryen come
# out of Debian 13's packages, signed by Debian's keys and unpacked in the cache folder: no root, no
# chroot. binaryen wants Debian 13's C library, and is started with that library's own loader.
# What Kartei never links (threads, LTO and position-independent variants, sanitizers: 1.5 GB) is
# left out; Emscripten would compile it from its sources if asked.
set -euo pipefail
. "$(dirname "$0")/steps.sh"

oldest=3.1.69
llvm=/usr/lib/llvm-19/bin
target=$kartei_cache/emscripten-3.1.69-1

# present_emcc: the folder of the first emcc on PATH or in $EMSDK that is new enough.
present_emcc() {
  local emcc version
  for emcc in "$(command -v emcc || true)" "${EMSDK:+$EMSDK/upstream/emscripten/emcc}"; do
    [ -x "$emcc" ] || continue
    version=$("$emcc" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+(\.[0-9]+)+).*/\1/p')
    if [ "$(printf '%s\n' "$oldest" "$version" | sort -V | head -1)" = "$oldest" ]; then
      dirname "$emcc"
      return
    fi
    say "toolchain: $emcc is version ${version:-unknown}, older than $oldest: not used"
  done
  return 1
}

# The Debian mirrors of this machine, whichever way its sources are written down.
mirrors() {
  [ -z "${KARTEI_DEBIAN_MIRROR-}" ] || { echo "$KARTEI_DEBIAN_MIRROR" && return; }
  # A mirror says that it is Debian's only once apt-get update has run; until then all are tried.
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
    sort -u | sed -nE 's/^(Debian\|Debian|\|)\|//p' | grep -v -e security
}

# apt with its own sources, lists and state: nothing of the machine's is read or changed but its
# network settings.
trixie() {
  apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::Etc::preferences=- -o Dir::Etc::preferencesparts=- -o APT::Default-Release=trixie \
    -o Dir::State="$work/state" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" \
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=2 "$@"
}

fetch_packages() {
  local mirror keys=/usr/share/keyrings/debian-archive-keyring.gpg
  mkdir -p "$work"/{state/lists/partial,cache/archives/partial,debs}
  : >"$work/status"
  for mirror in $(mirrors); do
    echo "deb [signed-by=$keys] $mirror trixie main" >"$work/sources.list"
    if quietly trixie --error-on=any update; then
      (cd "$work/debs" && quietly trixie download "$@")
      return
    fi
  done
  say "toolchain: no mirror among this machine's apt sources has Debian 13 (trixie)."
  return 1
}

unpack() { dpkg-deb --fsys-tarfile "$work/debs/$1"_*.deb | tar -x -C "$work" "${@:2}"; }

unpack_packages() {
  local libraries='*/emscripten/cache/sysroot/lib/wasm32-emscripten'
  unpack emscripten --exclude="$libraries/*/*" --exclude="$libraries/*-mt*" \
    --exclude="$libraries/*-ww*" --exclude="$libraries/lib*san*" --exclude='*/emscripten/test/*'
  unpack node-acorn
  unpack binaryen
  mkdir -p "$made/glibc" "$made/binaryen/bin" "$made/node_modules"
  mv "$work/usr/share/emscripten" "$made/emscripten"
  mv "$work/usr/share/nodejs/acorn" "$made/node_modules/acorn"
  for part in emscripten node-acorn binaryen; do
    mv "$work/usr/share/doc/$part/copyright" "$made/$part.copyright"
  done
  mv "$work"/usr/lib/*/libbinaryen.so* "$made/glibc/"
  mv "$work/usr/bin" "$work/binaryen-tools"
  for part in libc6 libstdc++6 libgcc-s1; do unpack "$part"; done
  cp -a "$work"/usr/lib/*/{ld-linux-*.so.*,lib{c,m,pthread,dl,rt,stdc++,gcc_s}.so.*} "$made/glibc/"
}

# Each tool of binaryen behind two lines that start it with the loader it was linked for.
wrap_binaryen() {
  local tool name loader
  loader=$(basename "$made"/glibc/ld-linux-*)
  for tool in "$work"/binaryen-tools/wasm*; do
    name=$(basename "$tool")
    mv "$tool" "$made/binaryen/$name"
    cat >"$made/binaryen/bin/$name" <<WRAPPER
#!/bin/sh
d=\${0%/*}/../.. && exec "\$d/glibc/$loader" --library-path "\$d/glibc" "\$d/binaryen/$name" "\$@"
WRAPPER
    chmod +x "$made/binaryen/bin/$name"
  done
}

# Emscripten reads this file beside emcc.py and evaluates it as Python; it names no absolute path of
# its own, so that the folder may be made under one name and used under another.
configure_emscripten() {
  cat >"$made/emscripten/.emscripten" <<CONFIG
import os, shutil
home = os.path.dirname(os.path.dirname(os.path.realpath(os.environ['EM_CONFIG'])))
LLVM_ROOT = '$llvm'
BINARYEN_ROOT = home + '/binaryen'
NODE_JS = shutil.which('node')
CACHE = home + '/emscripten/cache'
FROZEN_CACHE = False
CONFIG
}

# A toolchain counts only when a C++ program has gone through all of it.
prove() {
  local emcc=$made/emscripten/emcc
  echo '#include <expected>
    #include <string>
    int main() { return std::expected<std::string, int>("ok")->size() - 2; }' >"$work/proof.cpp"
  (cd "$work" && quietly "$emcc" -std=c++23 -O2 -fwasm-exceptions proof.cpp -o proof.mjs &&
    quietly node proof.mjs) || return
  [[ $("$emcc" --version) = *" $oldest "* ]] || fail "Debian 13 has another Emscripten than $oldest"
}

make_toolchain() {
  local start=$SECONDS free
  made=$target.part work=$target.part/work
  rm -rf "$made"
  mkdir -p "$work"
  trap 'rm -rf "$made"' EXIT
  trap 'exit 130' INT TERM HUP
  free=$(df -P --block-size=1M "$kartei_cache" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge 2000 ] || fail "2 GB must be free in $kartei_cache, there are $free MB"
  for tool in clang wasm-ld llvm-ar; do
    [ -x "$llvm/$tool" ] || fail "$llvm/$tool is missing: run scripts/setup.sh build"
  done
  say "toolchain: Emscripten $oldest for Debian's LLVM 19, into $target"
  twice fetch_packages emscripten binaryen node-acorn libc6 libstdc++6 libgcc-s1 ||
    fail "put an emcc of version $oldest or newer on PATH, or name a Debian mirror in" \
      "KARTEI_DEBIAN_MIRROR"
  unpack_packages
  wrap_binaryen
  configure_emscripten
  prove || fail "the toolchain that was made does not work"
  rm -rf "$work"
  mv -T "$made" "$target"
  finished toolchain "$start" "$(size_of "$target")"
}

if present_emcc; then exit; fi
[ "${1-}" != --present ] || exit 1
unset EM_CONFIG EM_CACHE EM_LLVM_ROOT EM_BINARYEN_ROOT
if [ ! -d "$target" ]; then
  mkdir -p "$kartei_cache"
  if [ "${KARTEI_TOOLCHAIN_LOCK-}" != held ]; then
    # The lock is held by flock itself and by none of the processes started here.
    exec env KARTEI_TOOLCHAIN_LOCK=held flock --close "$kartei_cache/toolchain.lock" "$0" "$@"
  fi
  make_toolchain
fi
echo "$target/emscripten"
