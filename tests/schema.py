"""Validates records against the JSON Schema and their offsets against their text: schema.py SCHEMA RECORDS.ndjson"""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator_class = jsonschema.validators.validator_for(schema)
validator_class.check_schema(schema)
validator = validator_class(schema)


def wrong_slices(node, text):
    if isinstance(node, dict):
        if "start" in node and "end" in node and "text" in node and text[node["start"]:node["end"]] != node["text"]:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from wrong_slices(child, text)


count = 0
for line in open(sys.argv[2], encoding="utf-8"):
    record = json.loads(line)
    name = "record %s" % (record.get("pmid") or record.get("id"))
    faults = ["%s: %s" % ("/".join(map(str, e.absolute_path)), e.message[:200]) for e in validator.iter_errors(record)]
    rest = {k: v for k, v in record.items() if k != "text"}
    faults += ["not its slice: %r" % n for n in wrong_slices(rest, record.get("text", ""))]
    print(("not ok %s: %s" % (name, "; ".join(faults[:3]))) if faults else "ok " + name)
    count += 1
if not count:
    print("not ok: no records")
