# Sourced by the other scripts: says what is being done, what it took and what it weighs.
# Everything goes to stderr, so that a script's stdout is its answer.

kartei_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kartei_cache=${XDG_CACHE_HOME:-$HOME/.cache}/kartei

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename "$0"): $*"
  exit 1
}

# finished NAME SECONDS_AT_START [SIZE]: the closing line of a step.
finished() { printf '  %-14s %3d s   %s\n' "$1" $((SECONDS - $2)) "${3-}" >&2; }

# size_of PATH...: "412 MB", as people count disks.
size_of() {
  du -sc --apparent-size --block-size=1 "$@" | tail -1 | cut -f1 | numfmt --to=si |
    sed -E 's/([0-9])([A-Z]?)$/\1 \2B/'
}

# Runs a command and shows what it printed only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" = 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# Downloads fail for reasons that are gone a moment later.
twice() { "$@" || { say "  failed, trying once more: $1" && sleep 2 && "$@"; }; }
