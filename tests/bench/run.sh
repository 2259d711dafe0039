#!/usr/bin/env bash
# Speed and memory on the bench file, beside EDirect's xtract extracting four fields: run.sh PROGRAM SHARED
set -u
program=$1
shared=$2
bench=$shared/bench
if [ ! -f "$bench/bench.xml.gz" ]; then
  echo "make bench needs $bench, which is not here; nothing was measured" >&2
  exit 0
fi
file=$bench/bench.xml.gz
echo "one thread, all stages, default lexicon:"
"$program" run --quiet --stats --threads 1 "$file" 2>&1 >/dev/null
if command -v xtract >/dev/null; then
  python3 "$bench/bench.py" "$program run --quiet --threads 1 $file" \
    "gunzip -c $file | xtract -strict -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle AbstractText AccessionNumber"
else
  echo "xtract (package ncbi-entrez-direct) is not installed: no comparison"
  python3 "$bench/bench.py" "$program run --quiet --threads 1 $file"
fi
echo "all processors, one file and two:"
python3 "$bench/bench.py" "$program run --quiet $file" "$program run --quiet $file $file"
echo "size of the lexicon:"
"$(dirname "$0")/lexicon.sh" "$program" "$shared"
