#!/usr/bin/env bash
# Scores reap against the gold sets that are kept beside the repository: score.sh PROGRAM SHARED [TASK...]
set -u
program=$(realpath "$1")
shared=$2
shift 2
if [ ! -x "$shared/eval/score" ]; then
  echo "make score needs the gold sets of $shared/eval, which are not here; nothing was scored" >&2
  exit 0
fi
REAP=$program "$shared/eval/score" "$@"
