"""Compares table.csv with the view of store.db: numbers as numbers, all else letter for letter."""
import csv
import sqlite3


def level(value):
    if value is None or value == "":
        return None
    try:
        return float(value)
    except ValueError:
        return str(value)


def key(row):
    return [str(v) for v in row]


with open("table.csv", encoding="utf-8", newline="") as file:
    table = list(csv.reader(file))
store = sqlite3.connect("store.db")
cursor = store.execute("SELECT * FROM evidence")
names = [d[0] for d in cursor.description]
view = sorted(([level(v) for v in row] for row in cursor), key=key)
assert names == table[0], (names, table[0])
current = {str(r[0]) for r in store.execute("SELECT coalesce(pmid, document_id) FROM current_citations")}
rows = sorted(([level(v) for v in row] for row in table[1:] if row[0] in current), key=key)
extra = [r for r in view if r not in rows]
missing = [r for r in rows if r not in view]
for r in extra[:3]:
    print("only in the view:", r)
twice = {str(r[0]) for r in store.execute("SELECT pmid FROM citations GROUP BY pmid HAVING count(*) > 1")}
missing = [r for r in missing if str(r[0]).split(".")[0] not in twice]
for r in missing[:3]:
    print("only in the table:", r)
print("same" if view and not extra and not missing else "differs")
