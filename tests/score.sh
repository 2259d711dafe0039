#!/usr/bin/env bash
# Scores reap against its own gold, then against the sets that are kept beside the repository, where they are:
# score.sh PROGRAM SHARED [TASK...]
set -u
program=$(realpath "$1")
shared=$2
shift 2
gold=$(dirname "$0")/../corpora/gold
found=$(mktemp)
trap 'rm -f "$found"' EXIT
if [ $# = 0 ]; then
  echo "corpora/gold"
  "$program" run --quiet --from ndjson "$gold/docs.ndjson" >"$found" && "$program" score "$gold/gold.ndjson" "$found"
fi
if [ ! -x "$shared/eval/score" ]; then
  echo "the gold sets of $shared/eval are not here; nothing else was scored" >&2
  exit 0
fi
REAP=$program "$shared/eval/score" "$@"
