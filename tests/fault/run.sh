#!/usr/bin/env bash
# Fails the n-th read, write, fsync, rename and allocation of a run. Afterwards: an exit status of ours (no signal), one
# line on stderr unless it went well, and under the output's final name either nothing or the whole output.
set -u
reap=$BUILD/reap
inject=$BUILD/tests/fault/inject.so
input=corpora/samples/founding.xml
"$reap" run --quiet --threads 1 "$input" -o "$WORK/whole.ndjson" || echo "not ok the run without faults"

try() { # KIND N OUTPUT
  rm -f "$WORK"/fault.*
  REAP_FAULT=$1:$2 LD_PRELOAD=$inject timeout 20 "$reap" run --threads 1 "$input" -o "$WORK/$3" >/dev/null 2>"$WORK/fault.err"
  local status=$?
  [ $status -lt 124 ] || { echo "exit status $status: $(tail -n 2 "$WORK/fault.err")"; return 1; }
  [ $status = 0 ] || [ -s "$WORK/fault.err" ] || { echo "status $status without a word"; return 1; }
  if [ "$3" = fault.ndjson ] && [ -e "$WORK/$3" ]; then
    cmp -s "$WORK/$3" "$WORK/whole.ndjson" || [ $status = 1 ] || { echo "status $status, and another output than without faults"; return 1; }
  fi
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

# A full disk, where the system lends one (/dev/full), a folder that may not be written, a closed pipe.
"$reap" run "$input" >/dev/full 2>"$WORK/full.err"
[ $? = 2 ] && grep -q . "$WORK/full.err" && echo "ok full disk" || echo "not ok full disk: $(cat "$WORK/full.err")"
"$reap" run "$input" -o /proc/no/such/out.ndjson 2>"$WORK/full.err"
[ $? = 2 ] && grep -q . "$WORK/full.err" && echo "ok no such folder" || echo "not ok no such folder: $(cat "$WORK/full.err")"
"$reap" run "$input" 2>"$WORK/full.err" | true
[ "${PIPESTATUS[0]}" -lt 3 ] && echo "ok closed pipe" || echo "not ok closed pipe"
