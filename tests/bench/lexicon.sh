#!/usr/bin/env bash
# How the lexicon scales: compiling, opening and matching 10,000, 100,000 and 1,000,000 names, and the default lexicon.
#   tests/bench/lexicon.sh PROGRAM SHARED     needs SHARED/bench/names_1M.txt.gz and SHARED/real/abstracts.ndjson.gz
set -eu
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-build/reap}")
shared=${2:-../shared}
names=$shared/bench/names_1M.txt.gz
texts=$shared/real/abstracts.ndjson.gz
for file in "$names" "$texts"; do
  if [ ! -f "$file" ]; then
    echo "the scale benchmark needs $file, which is not here; nothing was measured" >&2
    exit 0
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=$(sed -n 's/^LIBRARIES := //p' Makefile)
gcc -O2 -std=c11 -D_GNU_SOURCE -pthread -Isrc -Ipipeline -I. tests/bench/lexicon.c "$(dirname "$program")/libreap.a" \
  $(pkg-config --cflags --libs $libraries) -lm -o "$work/lexicon"
zcat "$texts" | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    parts = [document.get("title") or ""] + [section["text"] for section in document.get("sections", [])]
    print(" ".join(" ".join(parts).split()))' >"$work/texts"

for count in 10000 100000 1000000; do
  mkdir -p "$work/$count"
  { printf 'id\ttype\tname\n'; zcat "$names" | head -n "$count" | awk '{ print "N:" NR "\tcondition\t" $0 }'; } \
    >"$work/$count/concepts.tsv"
  /usr/bin/env time -f "compiled in %e s with %M KB at the most" \
    "$program" lexicon build "$work/$count" -o "$work/$count.lex"
  "$work/lexicon" "$work/$count.lex" "$work/texts"
done
bench=$shared/bench/bench.xml.gz
if [ -f "$bench" ]; then
  zcat "$bench" >"$work/bench.xml"
  python3 - "$program" "$work" <<'END'
import os, subprocess, sys
program, work = sys.argv[1:]

def seconds(count):
    before = os.times()
    subprocess.run([program, "run", "--quiet", "--threads", "1", "--lexicon-image", f"{work}/{count}.lex",
                    f"{work}/bench.xml"], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system

few, many = (min(times) for times in zip(*((seconds(10000), seconds(1000000)) for _ in range(5))))
print(f"whole chain: {few:.2f} s with 10,000 names, {many:.2f} s with 1,000,000: {few / many:.2f} of the speed")
END
fi
default=$(dirname "$program")/lexicons/default.lex
[ -f "$default" ] && { echo "$default"; "$work/lexicon" "$default" "$work/texts"; }
