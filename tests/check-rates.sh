#!/usr/bin/env bash
# How often each arithmetic check is made and fails on real abstracts: check-rates.sh PROGRAM SHARED
set -u
program=$1
file=$2/real/abstracts.ndjson.gz
if [ ! -f "$file" ]; then
  echo "make check-rates needs $file, which is not here; nothing was counted" >&2
  exit 0
fi
"$program" run --quiet --no-text "$file" | python3 -c '
import collections, json, sys
made, failed = collections.Counter(), collections.Counter()
for line in sys.stdin:
    for check in json.loads(line).get("checks", []):
        made[check["rule"]] += 1
        failed[check["rule"]] += not check["ok"]
print("%-24s %8s %8s %8s" % ("check", "made", "failing", "percent"))
for rule in sorted(made):
    print("%-24s %8d %8d %8.1f" % (rule, made[rule], failed[rule], 100 * failed[rule] / made[rule]))'
