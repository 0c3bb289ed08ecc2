# Sourced by test.sh: runs commands, adds up what they counted, and says so at the end.
# A run must never look green by accident: a runner that crashes, hangs or runs no test has failed.
# tests/scripts/tally.test.js holds it to that.

passed=0 failed=0 skipped=0 started=()
log=$(mktemp)
trap 'kill $(jobs -p) 2>/dev/null; rm -f "$log"*' EXIT
trap 'exit 130' INT TERM HUP

# --- what a log says: passed, failed, skipped ----------------------------------------------------

count_nothing() { echo 0 0 0; }

# count_check STATUS: a check without cases of its own counts as one.
count_check() { [ "$1" = 0 ] && echo 1 0 0 || echo 0 1 0; }

# "[doctest] test cases: 61 | 61 passed | 0 failed | 0 skipped", and a line for each corpus that was
# not there.
count_doctest() {
  local absent
  absent=$(grep '^skipped: ' "$log" | sort -u | wc -l)
  sed -nE '/^\[doctest\] test cases:/ { s/[^0-9]+/ /g; p }' "$log" |
    awk -v absent="$absent" '{ print $2, $3, $4 + absent }' | tail -1
}

# The last line of a script that sums up by itself: "5 passed, 0 failed".
count_sum() {
  sed -nE '$ s/^([0-9]+) passed, ([0-9]+) failed$/\1 \2 0/p' "$log"
}

# Node's closing lines: "ℹ pass 12". What was cancelled has failed.
count_node() {
  awk '$1 == "ℹ" && NF == 3 { n[$2] = $3 }
    END {
      if ("pass" in n) print n["pass"], n["fail"] + n["cancelled"], n["skipped"] + n["todo"]
    }' "$log"
}

# --- running -------------------------------------------------------------------------------------

# A command that hangs is ended.
limit=(timeout --foreground --kill-after=10 2400)

# run NAME COUNT COMMAND...: adds up what the command counted, and shows its output if it failed.
run() {
  local status=0 start=$SECONDS
  "${limit[@]}" "${@:3}" >"$log" 2>&1 </dev/null || status=$?
  account "$1" "$2" $((SECONDS - start)) "$status"
}

# start NAME COUNT COMMAND...: the same beside what comes after it, until settle waits for all that
# were started, one after the other: the quickest is started first. Only for what no clock judges.
start() {
  "${limit[@]}" "${@:3}" >"$log.${#started[@]}" 2>&1 </dev/null &
  started+=("$! $SECONDS $2 $1")
}

settle() {
  local i pid start count name status
  for i in "${!started[@]}"; do
    read -r pid start count name <<<"${started[i]}"
    status=0
    wait "$pid" || status=$?
    mv "$log.$i" "$log"
    account "$name" "$count" $((SECONDS - start)) "$status"
  done
  started=()
}

# account NAME COUNT SECONDS STATUS: adds up what the log says. A runner that ends without counts,
# or that ran no test, has failed.
account() {
  local name=$1 count=$2 status=$4 p= f= s= counts=
  read -r p f s < <("$count" "$status")
  if [ -z "$s" ] || { [ "$count" != count_nothing ] && [ $((p + f)) = 0 ]; }; then
    p=0 f=1 s=0
  fi
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || f=1
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  [ $((p + f + s)) = 0 ] || counts="$p passed, $f failed, $s skipped"
  printf '%-4s  %-18s %4d s   %s\n' "$([ "$f" = 0 ] && echo ok || echo FAIL)" "$name" "$3" \
    "$counts"
  grep '^skipped: ' "$log" | sort -u | sed 's/^/      /'
  [ "$f" = 0 ] || show_log "$status"
  [ "$f" = 0 ]
}

# What passed is left out; set in, so that no count of a runner is taken for the closing line.
show_log() {
  grep -v '^ *✔' "$log" | tail -n 400 | sed 's/^/    | /'
  echo "    | (exit status $1)"
}

# The closing line, alone on its line; fails where anything has failed.
summary() {
  local skips=
  settle
  [ "$skipped" = 0 ] || skips=", $skipped skipped"
  echo "$passed passed, $failed failed$skips"
  [ "$failed" = 0 ]
}
