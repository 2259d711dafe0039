#!/usr/bin/env bash
# The output's bytes depend neither on threads nor on the size of batches, for each format; BUILD and WORK come from tests/run.
set -u
reap=$BUILD/reap
inputs=$(ls corpora/samples/*.xml corpora/samples/*.nbib corpora/samples/*.ndjson 2>/dev/null)
digest() { # FORMAT ARGUMENTS...
  local format=$1
  shift
  rm -f "$WORK/order.out" "$WORK/order.db"
  if [ "$format" = sqlite ]; then
    "$reap" run --quiet "$@" -o "$WORK/order.db" $inputs >/dev/null 2>"$WORK/order.err"
    python3 - "$WORK/order.db" <<'PY' | sha256sum
import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump():
    print(line)
PY
  else
    "$reap" run --quiet "$@" -f "$format" $inputs 2>"$WORK/order.err" | sha256sum
  fi
}
for format in ndjson csv tsv sqlite; do
  want=$(digest $format --threads 1 --batch 256)
  for arguments in "--threads 1 --batch 1" "--threads 2 --batch 1" "--threads 4 --batch 3" "--threads 8 --batch 7"; do
    have=$(digest $format $arguments)
    if [ "$have" = "$want" ] && [ ! -s "$WORK/order.err" ]; then
      echo "ok $format $arguments"
    else
      echo "not ok $format $arguments"
      head -n 30 "$WORK/order.err"
    fi
  done
done
