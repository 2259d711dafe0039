#!/usr/bin/env bash
# What `reap sync` of one update file costs over stores of growing size: sync.sh PROGRAM [SIZE...]
# The file: 1,000 new citations, 1,000 revisions and 20 deletions all over the store. One thread; the quickest of three files. The
# stores lie in $TMPDIR (6.5 GB for a million citations), and are removed.
set -eu
program=$(realpath "$1")
REAP_LEXICON=$(realpath "${REAP_LEXICON:?}")
export REAP_LEXICON
shift
[ $# -gt 0 ] || set -- 10000 100000
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir updates
made=0 number=0
seconds() { # runs a command; what it took: wall, processor
  TIMEFORMAT='%R %U %S'
  { time "$@" >&2 2>/dev/null; } 2>&1 | awk '{ print $1, $2 + $3 }'
}
sync_one() { # size: the next update file into the store of that size
  number=$((number + 1))
  name=$(printf 'pubmed26n%04d.xml.gz' $number)
  first=$((50000000 + number * 1000))
  python3 "$bench/citations.py" update $first $((first + 999)) "$1" 1000 $number | gzip -1 >"updates/$name"
  printf 'MD5(%s)= %s\n' "$name" "$(md5sum <"updates/$name" | cut -d ' ' -f 1)" >"updates/$name.md5"
  seconds "$program" sync store.db --into updates --no-fetch -q -t 1
}
printf '%12s %12s %12s %12s\n' citations "wall (s)" "CPU (s)" "store (MB)"
for size in "$@"; do
  python3 "$bench/citations.py" $((made + 1)) "$size" | "$program" run -q -t 1 - -o store.db
  made=$size
  for _ in 1 2 3; do sync_one "$size"; done >times
  printf '%12d %12s %12s %12d\n' "$size" $(sort -n times | sed -n 1p) $(($(stat -c %s store.db) / 1000000))
done
