#!/usr/bin/env bash
# What reap reads in corpora/gold against what is marked there: the gold is sound, and no F1 lies below its floor.
set -u
gold=corpora/gold
python3 tests/schema.py pipeline/8_emit/record.schema.json $gold/gold.ndjson
cp -r $gold "$WORK/gold" && python3 "$WORK/gold/build.py" && cmp $gold/docs.ndjson "$WORK/gold/docs.ndjson" &&
  cmp $gold/gold.ndjson "$WORK/gold/gold.ndjson"
case $? in
  0) echo "ok the gold is what its marking says" ;;
  *) echo "not ok the gold is what its marking says: run corpora/gold/build.py" ;;
esac
"$BUILD/reap" run --quiet --from ndjson $gold/docs.ndjson >"$WORK/found.ndjson" || echo "not ok reap run over the gold"
if "$BUILD/reap" score --floors $gold/floors.tsv $gold/gold.ndjson "$WORK/found.ndjson" >"$WORK/score.txt"; then
  echo "ok every F1 reaches its floor"
else
  echo "not ok every F1 reaches its floor"
  grep "below its floor" "$WORK/score.txt"
fi
if corpora/gold/confidence.sh "$BUILD/reap" --check; then
  echo "ok the confidence of the rules is what they earn here"
else
  echo "not ok the confidence of the rules is what they earn here"
fi
