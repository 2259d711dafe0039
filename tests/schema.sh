#!/usr/bin/env bash
# Every record of the samples obeys the published JSON Schema, and every text equals its slice.
set -u
"$BUILD/reap" run --quiet corpora/samples/*.xml corpora/samples/*.nbib corpora/samples/*.ndjson >"$WORK/records.ndjson"
python3 tests/schema.py pipeline/8_emit/record.schema.json "$WORK/records.ndjson"
