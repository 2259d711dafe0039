#!/usr/bin/env bash
# What `make demo` shows: the chain on the sample abstracts, and the evidence as a table.
set -eu
cd "$(dirname "$0")/.."
reap=$1
out=build/demo
mkdir -p "$out"
rm -f "$out"/evidence.*
samples=$(ls corpora/samples/*.xml)
"$reap" run --quiet $samples -o "$out/evidence.ndjson"
"$reap" run --quiet $samples -o "$out/evidence.csv"
"$reap" run --quiet $samples -o "$out/evidence.db"
"$reap" explain corpora/samples/founding.xml
echo
echo "All of it: $out/evidence.ndjson (records), evidence.csv (one row a finding), evidence.db (SQLite: table view 'evidence')."
echo "$(wc -l <"$out/evidence.ndjson") citations, $(($(wc -l <"$out/evidence.csv") - 1)) findings. Try: build/reap explain corpora/samples/trials.xml"
