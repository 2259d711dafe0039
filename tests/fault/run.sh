#!/usr/bin/env bash
# Fails the n-th read, write, fsync, rename and allocation of a run, of a feed, of a load of AACT's files. Afterwards: an exit status of ours (no signal), one
# line on stderr unless it went well, and under the output's final name either nothing or the whole output.
set -u
reap=$BUILD/reap
inject=$BUILD/tests/fault/inject.so
input=corpora/samples/founding.xml
"$reap" run --quiet --threads 1 "$input" -o "$WORK/whole.ndjson" || echo "not ok the run without faults"
"$reap" load trials -q corpora/samples/registered.json -o "$WORK/trials.db" || echo "not ok the load without faults"
"$reap" changes "$WORK/trials.db" --since 2000-01-01 -q --feed "$WORK/whole.atom" || echo "not ok the feed without faults"
rm -rf "$WORK/aact" && python3 tests/cli/load/aact/make.py corpora/samples/registered.json "$WORK/aact"

# What is tried; the output is the file behind it.
run=("$reap" run --threads 1 "$input" -o)
feed=("$reap" changes "$WORK/trials.db" --since 2000-01-01 -q --feed)
aact=("$reap" load trials "$WORK/aact" -o)
command=("${run[@]}")

try() { # KIND N OUTPUT
  rm -f "$WORK"/fault.*
  REAP_FAULT=$1:$2 LD_PRELOAD=$inject timeout 20 "${command[@]}" "$WORK/$3" >/dev/null 2>"$WORK/fault.err"
  local status=$?
  [ $status -lt 124 ] || { echo "exit status $status: $(tail -n 2 "$WORK/fault.err")"; return 1; }
  [ $status = 0 ] || [ -s "$WORK/fault.err" ] || { echo "status $status without a word"; return 1; }
  if [ "$3" = fault.ndjson ] && [ -e "$WORK/$3" ]; then
    cmp -s "$WORK/$3" "$WORK/whole.ndjson" || [ $status = 1 ] || { echo "status $status, and another output than without faults"; return 1; }
  fi
  if [ "$3" = fault.atom ] && [ -e "$WORK/$3" ]; then
    cmp -s "$WORK/$3" "$WORK/whole.atom" || { echo "status $status, and another feed than without faults"; return 1; }
  fi
  if [ "$3" = fault.aact.db ] && [ -e "$WORK/$3" ] && [ $status -gt 1 ]; then
    echo "status $status, and a store"; return 1
  fi
  [ "$1" = malloc ] && return 0 # out of memory is a crash: NAME.partial may stay
  ls "$WORK" | grep -q '^fault\..*partial' && { echo "a partial file stays behind"; return 1; }
  return 0
}

sweep() { # KIND OUTPUT N...
  local kind=$1 output=$2 n why
  shift 2
  for n in "$@"; do
    if why=$(try "$kind" "$n" "$output"); then echo "ok $kind $n $output"; else echo "not ok $kind $n $output: $why"; fi
  done
}

for output in fault.ndjson fault.db; do
  sweep write $output 1 2 3 5 8
  sweep fsync $output 1 2
  sweep rename $output 1
done
sweep pwrite fault.db 1 2 3 5 8 13 21 34
sweep read fault.ndjson 1 2 3 4
sweep malloc fault.ndjson $(seq 1 40 400) $(seq 401 331 6000)
sweep malloc fault.db $(seq 501 997 9000)

command=("${feed[@]}")
sweep write fault.atom 1 2
sweep fsync fault.atom 1
sweep rename fault.atom 1
sweep malloc fault.atom $(seq 1 97 2000)
command=("${aact[@]}")
sweep pwrite fault.aact.db 1 2 3 5 8 13 21
sweep fsync fault.aact.db 1
sweep rename fault.aact.db 1
sweep read fault.aact.db 1 2 5 10 20
sweep malloc fault.aact.db $(seq 1 211 6000)

# A full disk, where the system lends one (/dev/full), a folder that may not be written, a closed pipe.
"$reap" run "$input" >/dev/full 2>"$WORK/full.err"
[ $? = 2 ] && grep -q . "$WORK/full.err" && echo "ok full disk" || echo "not ok full disk: $(cat "$WORK/full.err")"
"$reap" run "$input" -o /proc/no/such/out.ndjson 2>"$WORK/full.err"
[ $? = 2 ] && grep -q . "$WORK/full.err" && echo "ok no such folder" || echo "not ok no such folder: $(cat "$WORK/full.err")"
"$reap" run "$input" 2>"$WORK/full.err" | true
[ "${PIPESTATUS[0]}" -lt 3 ] && echo "ok closed pipe" || echo "not ok closed pipe"
