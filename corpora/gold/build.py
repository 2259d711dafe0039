"""Turns the hand-marked abstracts of marked/*.txt into docs.ndjson (what reap reads) and gold.ndjson (what is right).

    python3 corpora/gold/build.py            writes both files
    python3 corpora/gold/build.py --list     prints every claim, to be read against the text

The marking is explained in README.md. Python 3, standard library only; stops at the first mistake."""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
KINDS = {"p": "p_value", "n": "sample_size", "k": "count", "pc": "percent", "m": "mean", "md": "median", "chg": "change",
         "iq": "quartiles", "rg": "range", "ci": "confidence_interval", "sd": "sd", "se": "se", "rate": "rate", "age": "age",
         "dur": "duration", "dose": "dose", "oth": "other", "st": "statistic"}
MEASURES = {"OR", "RR", "HR", "IRR", "RD", "ARR", "MD", "SMD", "ROM", "NNT", "beta", "r", "other"}
ROLES = {"total", "arm", "screened", "analyzed", "completed", "lost", "male", "female", "events", "followup", "timepoint",
         "baseline", "margin"}
ARM_ROLES = {"exp": "experimental", "act": "active comparator", "pla": "placebo", "std": "standard care",
             "none": "no treatment", "single": "single"}
FLAGS = {"adjusted", "derived", "one_sided", "trend", "interaction", "noninferiority"}
QUALIFIERS = {"sd", "se", "quartiles", "range", "confidence_interval"}
QUALIFIED = {"mean", "median", "effect", "percent", "age", "change", "rate", "other", "duration", "count"}
DIRECTIONS = {"+": "higher", "-": "lower", "0": "no difference", "?": "not stated"}
UNITS = {"minute": "minutes?|min", "hour": "hours?|h", "day": "days?", "week": "weeks?|wk", "month": "months?|mo",
         "year": "years?|yr?"}
SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
         "eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class Mistake(Exception):
    pass


def number(printed):
    words = printed.lower().strip()
    if words in SMALL:
        return SMALL.index(words)
    if words in ("no", "none"):
        return 0
    parts = re.split(r"[- ]", words)
    if parts[0] in TENS:
        return 20 + 10 * TENS.index(parts[0]) + (SMALL.index(parts[1]) if len(parts) > 1 else 0)
    if words in ("one hundred", "hundred"):
        return 100
    plain = words.replace("·", ".").replace("−", "-").replace("–", "-").lstrip("+")
    power = re.match(r"^(-?[\d.]+)\s?[×x]\s?10\^?\s?(-\s?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)$", plain)
    if power:
        return float("%se%s" % (power[1], power[2].translate(SUPERSCRIPTS).replace(" ", "")))
    value = float(re.sub(r"(?<=\d)[, \u00a0\u2009\u202f](?=\d{3})", "", plain))
    return int(value) if value == int(value) and "." not in plain and "e" not in plain else value


def numerals(content):
    """(start, end, value) of every numeral in it: digits, else number words."""
    found = []
    position = 0
    pattern = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)?(?:[.·]?\d+)?"
                         r"(?:\s?[×x]\s?10(?:\^?\s?[-−–]\s?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|E-\d+)?")
    while position < len(content):
        match = pattern.match(content, position)
        if not match or not match[0] or not re.search(r"\d", match[0]):
            position += 1
            continue
        start, end = match.span()
        if start > 0 and re.match(r"[A-Za-zχ]", content[start - 1]):  # cm2
            position = end
            continue
        sign = start > 0 and content[start - 1] in "-−–+" and not (start > 1 and re.match(r"[\w%.)]", content[start - 2]))
        found.append((start - sign, end, number(content[start - sign:end])))
        position = end
    if found:
        return found
    names = r"\b(?:one hundred|(?:%s)(?:[- ](?:%s))?|%s|no|none)\b" % ("|".join(TENS), "|".join(SMALL[1:10]), "|".join(SMALL))
    return [(m.start(), m.end(), number(m[0])) for m in re.finditer(names, content, re.I)]


def relation(content):
    for sign, name in (("<=", "<="), (">=", ">="), ("≤", "<="), ("≥", ">="), ("<", "<"), (">", ">"), ("=", "=")):
        if sign in content:
            return name
    return None


class Document:
    def __init__(self, name):
        self.name, self.title, self.sections, self.whole = name, None, [], None
        self.text, self.marks, self.lines = "", [], []

    def fail(self, message):
        raise Mistake("%s: %s" % (self.name, message))

    def add(self, label, source):
        """Appends a title, section or whole text, taking its marks out."""
        if self.text:
            self.text += "\n"
        begin, open_marks, i = len(self.text), [], 0
        while i < len(source):
            if source[i] == "{":
                bar = source.index("|", i)
                open_marks.append((source[i + 1:bar].split(), len(self.text)))
                i = bar + 1
                continue
            if source[i] == "}":
                if not open_marks:
                    self.fail("unopened }")
                head, start = open_marks.pop()
                self.marks.append((start, len(self.text), head))
            else:
                self.text += source[i]
            i += 1
        if open_marks:
            self.fail("unclosed { in " + label)
        plain = self.text[begin:]
        if label == "T":
            self.title = plain
        elif label == "X":
            self.whole = plain
        else:
            self.sections.append({"text": plain} if label == "-" else {"label": label, "text": plain})

    def source_record(self):
        if self.whole is not None:
            return {"id": self.name, "text": self.whole}
        return {"id": self.name, **({"title": self.title} if self.title else {}), "sections": self.sections}

    # ---- the claims ----

    def span(self, start, end):
        return {"start": start, "end": end, "text": self.text[start:end]}

    def build(self):
        self.arms, self.outcomes, self.quantities, self.labels = {}, {}, [], {}
        for start, end, head in sorted(self.marks, key=lambda m: (m[0], -m[1])):
            if re.match(r"^A\d$", head[0]):
                self.mark_arm(start, end, head)
            elif re.match(r"^O\d+$", head[0]):
                self.mark_outcome(start, end, head)
            else:
                self.mark_quantity(start, end, head)
        self.number_quantities()
        findings = [self.finding(i + 1, line) for i, line in enumerate(self.lines)]
        self.add_denominators()
        for arm in self.arms.values():
            if "label" not in arm:
                self.fail("arm %s has no role" % arm["id"])
        record = {"op": "put", "id": self.name, "source": {"file": "docs.ndjson", "ordinal": self.ordinal}, "text": self.text,
                  "arms": [self.arms[k] for k in sorted(self.arms)],
                  "outcomes": [self.outcomes[k] for k in sorted(self.outcomes, key=lambda k: int(k[1:]))],
                  "quantities": [{k: v for k, v in q.items() if k[0] != "_"} for q in self.quantities], "findings": findings}
        return {k: v for k, v in record.items() if v != []}

    def mark_arm(self, start, end, head):
        arm = self.arms.setdefault(head[0], {"id": head[0], "names": []})
        span = self.span(start, end)
        arm["names"].append(span)
        for option in head[1:]:
            if option in ARM_ROLES:
                arm.update(label=span["text"], start=start, end=end, role=ARM_ROLES[option])
            elif option.startswith("n="):
                arm["n"] = int(option[2:])
            else:
                self.fail("arm option " + option)

    def mark_outcome(self, start, end, head):
        if head[0] in self.outcomes:
            self.fail(head[0] + " is marked twice")
        self.outcomes[head[0]] = {"id": head[0], **self.span(start, end)}
        if "primary" in head[1:]:
            self.outcomes[head[0]]["primary"] = True

    def mark_quantity(self, start, end, head):
        q = self.span(start, end)
        content, name = q["text"], head[0]
        options = {}
        for option in head[1:]:
            if "=" in option:
                key, value = option.split("=", 1)
                options[key] = value
            elif option in ROLES:
                q["role"] = option
            elif option in FLAGS:
                q.setdefault("flags", []).append(option)
            elif re.match(r"^A\d$", option) or option == "baseline":
                q["arm"] = option
            elif option in ("se", "rg"):
                options[option] = True
            elif re.match(r"^[a-z]+\d*$", option):
                if option in self.labels:
                    self.fail("label %s is used twice" % option)
                self.labels[option] = q
            else:
                self.fail("option " + option)
        base, _, measure = name.partition(":")
        if base in MEASURES:
            q["kind"], q["measure"] = "effect", base
        elif base in KINDS:
            q["kind"] = KINDS[base]
            if measure:
                q["measure"] = measure
        else:
            self.fail("kind " + name)
        if re.search(r"\w hundred|thousand", content) and "v" not in options:
            self.fail("say v= for %r" % content)
        self.quantities.append(q)
        self.read_value(q, content, options)
        for key in ("value", "low", "high", "level", "count", "of", "df1", "df2"):
            if key in options:
                q[key] = number(options[key])
        if "v" in options:
            q["value"] = number(options["v"])
        if "rel" in options:
            q["relation"] = options["rel"]
        if "unit" in options:
            q["unit"] = options["unit"]
        if q["kind"] == "sample_size" and "arm" in q:
            q.setdefault("role", "arm")
            self.arms_n(q)
        if q["kind"] in QUALIFIERS and options.get("about") != "none":
            q["_about"] = self.labels[options["about"]] if "about" in options else self.last_qualified(q)

    def arms_n(self, q):
        self.sized = getattr(self, "sized", {})
        self.sized.setdefault(q["arm"], q["value"])

    def last_qualified(self, q):
        for other in reversed(self.quantities[:-1]):
            if other["kind"] in QUALIFIED:
                return other
        self.fail("nothing that %r qualifies" % q["text"])

    def read_value(self, q, content, options):
        kind, found = q["kind"], numerals(content)
        if kind == "p_value" and not found:  # "p = NS"
            return
        if not found and "v" not in options:
            self.fail("no number in %r" % content)
        values = [f[2] for f in found]
        if relation(content) and kind in ("p_value", "effect", "statistic"):
            q["relation"] = relation(content)
        elif relation(content) not in (None, "="):
            q["relation"] = relation(content)
        if kind in ("quartiles", "range", "confidence_interval"):
            level = re.search(r"(\d+(?:\.\d+)?)\s?(?:%|per cent|percent)\s?(?:CI|confidence|Cl)", content)
            if level:
                q["level"] = number(level[1])
            q["low"], q["high"] = values[-2:]
            if len(values) > 2 and level and values[-1] == q["level"]:
                q["low"], q["high"] = values[-3:-1]
        elif kind in ("p_value", "effect"):
            q["value"] = values[-1] if values else None
            if kind == "p_value":
                q.setdefault("relation", "=")
        elif kind == "statistic":
            self.read_statistic(q, content)
        elif kind == "percent":
            self.read_percent(q, content, found)
        elif kind == "count":
            q["value"] = q["count"] = values[0]
            if len(values) > 1:
                q["of"] = values[1]
        elif values:
            q["value"] = values[0]
        unit = next((u for u, names in UNITS.items() if re.search(r"\b(?:%s)\b" % names, content, re.I)), None)
        if kind in ("age", "dose", "change") and "low" in options:
            q.pop("value", None)
        if kind in ("duration", "age", "median", "mean") and unit:
            q["unit"] = unit
        if kind in ("mean", "change", "age", "other", "percent", "rate") and len(found) > 1 and re.search("±|\\+/-", content):
            after = [f for f in found if f[0] > re.search("±|\\+/-", content).start()]
            self.add_spread(q, after[0], "se" if options.get("se") else "sd")

    def add_spread(self, q, place, kind):
        start = q["start"] + place[0]
        self.quantities.append({**self.span(start, q["start"] + place[1]), "kind": kind, "value": place[2], "_about": q})

    def read_statistic(self, q, content):
        head, _, tail = content.partition("=")
        q["value"] = numerals(tail)[0][2]
        freedom = re.search(r"df\s?=\s?(\d+)", content) or re.search(r"\[?\(?(\d+)(?:, ?(\d+))?\)?\]?\s*$", head)
        if freedom and not (q["measure"] == "chi2" and freedom[0].strip() == "2"):
            q["df1"] = int(freedom[1])
            if freedom.lastindex == 2:
                q["df2"] = int(freedom[2])

    def read_percent(self, q, content, found):
        rest = []
        for start, end, value in found:
            if "value" not in q and re.match(r"\s?(?:%|per ?cent)", content[end:]):
                q["value"] = value
            else:
                rest.append(value)
        if "value" not in q:
            q["value"] = rest.pop(0)
        if "±" in content:
            return
        for key, value in zip(("count", "of"), rest):
            q[key] = value
        if "of" in q and abs(100 * q["count"] / q["of"] - q["value"]) > 0.51:
            self.fail("%r does not agree with itself" % content)

    def number_quantities(self):
        self.quantities.sort(key=lambda q: (q["start"], -q["end"]))
        for i, q in enumerate(self.quantities):
            q_id = {"id": "Q%d" % (i + 1)}
            rest = dict(q)
            q.clear()
            q.update(q_id)
            q.update(rest)
        for q in self.quantities:
            target = q.pop("_about", None)
            if target is None:
                continue
            q["about"] = target["id"]
            if target["kind"] == "effect" and q["kind"] == "confidence_interval":
                target.update(low=q["low"], high=q["high"], **({"level": q["level"]} if "level" in q else {}))
        for arm, n in getattr(self, "sized", {}).items():
            self.arms[arm].setdefault("n", n)

    def add_denominators(self):
        """The N of k/N is a printed group size too."""
        extra = []
        for q in self.quantities:
            if "of" not in q:
                continue
            for start, end, value in numerals(q["text"]):
                if value == q["of"] and start > 0 and not re.match(r"\s?%", q["text"][end:]):
                    size = self.span(q["start"] + start, q["start"] + end)
                    arm = self.arms.get(q.get("arm"))
                    whole = arm is not None and arm.get("n") == value
                    extra.append({"id": "", **size, "kind": "sample_size", "value": value,
                                  "role": "arm" if whole else "analyzed",
                                  **({"arm": q["arm"]} if "arm" in q else {}), "about": q["id"]})
        for q in extra:
            q["id"] = "Q%d" % (len(self.quantities) + 1)
            self.quantities.append(q)

    def quantity(self, label):
        if label not in self.labels:
            self.fail("no quantity has the label " + label)
        return self.labels[label]

    def arm_or_fail(self, name):
        if name != "baseline" and name not in self.arms:
            self.fail("no arm " + name)
        return name

    def finding(self, ordinal, line):
        words = line.split()
        out = {"id": "F%d" % ordinal, "outcome": words[0]}
        if words[0] not in self.outcomes:
            self.fail("no outcome " + words[0])
        arm, _, comparator = words[1].partition("/")
        for key, name in (("arm", arm), ("comparator", "baseline" if comparator == "base" else comparator)):
            if name and name != "-":
                out[key] = self.arm_or_fail(name)
        data, used = [], [self.outcomes[words[0]]]
        for word in words[2:]:
            label = word[1:] if word[0] == "@" else word.partition("=")[2]
            if label in self.labels:
                used.append(self.labels[label])
            if word.startswith("@"):
                q = self.quantity(word[1:])
                out["timepoint"] = {"value": q["value"], "unit": q.get("unit", ""), "quantity": q["id"]}
                q.setdefault("role", "timepoint")
            elif word in DIRECTIONS:
                out["direction"] = DIRECTIONS[word]
            elif word in ("sig", "ns"):
                out["significant"] = word == "sig"
            elif word.startswith("sub="):
                out["subgroup"] = self.words_at(word[4:].replace("_", " "))
            elif word.startswith("e="):
                q = self.quantity(word[2:])
                q["outcome"] = words[0]
                out["effect"] = {k: q[k] for k in ("measure", "value", "low", "high", "level") if k in q}
                out["effect"]["quantity"] = q["id"]
            elif word.startswith("p="):
                self.put_p(out, self.quantity(word[2:]))
            else:
                data.append(self.datum(word, words[0], arm))
        if data:
            out["data"] = data
        out["start"], out["end"] = min(u["start"] for u in used), max(u["end"] for u in used)
        if "direction" not in out:
            self.fail("no direction: " + line)
        return out

    @staticmethod
    def put_p(out, q):
        out["p"] = {"relation": q["relation"], "value": q["value"], "quantity": q["id"]}
        if "significant" in out or "noninferiority" in q.get("flags", []):
            return
        if q["value"] < 0.05 and q["relation"] in ("=", "<", "<="):
            out["significant"] = True
        elif q["value"] >= 0.05 and q["relation"] in ("=", ">", ">="):
            out["significant"] = False
        elif q["value"] <= 0.05 and q["relation"] == "<":
            out["significant"] = True

    def words_at(self, words):
        if words not in self.text:
            self.fail("not in the text: " + words)
        return words

    def datum(self, word, outcome, finding_arm):
        arm, _, label = word.partition("=")
        arm = "baseline" if arm == "base" else arm
        out = {} if arm == "-" else {"arm": self.arm_or_fail(arm)}
        if label == "0":
            return {**out, "kind": "count", "value": 0, "count": 0, "derived": True}
        q = self.quantity(label)
        out.update({"quantity": q["id"], "kind": q["kind"]})
        for key in ("relation", "value", "low", "high", "count", "of", "unit"):
            if key in q:
                out[key] = q[key]
        for other in self.quantities:
            if other.get("about") != q["id"]:
                continue
            if other["kind"] in ("sd", "se"):
                out[other["kind"]] = other["value"]
            elif other["kind"] in QUALIFIERS:
                out["low"], out["high"] = other["low"], other["high"]
            other.setdefault("outcome", outcome)
            if "arm" in out:
                other.setdefault("arm", arm)
        q.setdefault("outcome", outcome)
        if "arm" in out:
            q.setdefault("arm", arm)
        return out


def read_documents():
    documents = []
    for path in sorted((HERE / "marked").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("=== "):
                documents.append(Document(line[4:].strip()))
                documents[-1].ordinal = len(documents)
            elif line.startswith("> "):
                documents[-1].lines.append(line[2:])
            elif line.strip() and not line.startswith("#"):
                label, _, text = line.partition(": ")
                documents[-1].add(label, text)
    return documents


def check(record):
    """Every text equals its slice."""
    for node in record.get("arms", []) + record.get("outcomes", []) + record.get("quantities", []):
        words = node.get("text", node.get("label"))
        if record["text"][node["start"]:node["end"]] != words:
            raise Mistake("%s: %r is not its slice" % (record["id"], words))


def show(record):
    print("##", record["id"], "\n" + record["text"])
    for name in ("arms", "outcomes", "quantities", "findings"):
        for item in record.get(name, []):
            kept = {k: v for k, v in item.items() if k not in ("start", "end", "names")}
            print("   ", json.dumps(kept, ensure_ascii=False))


def main():
    documents = read_documents()
    records = [d.build() for d in documents]
    if len({d.name for d in documents}) != len(documents):
        raise Mistake("an id is used twice")
    for record in records:
        check(record)
        if "--list" in sys.argv:
            show(record)
    for name, rows in (("docs.ndjson", [d.source_record() for d in documents]), ("gold.ndjson", records)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (HERE / name).write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except Mistake as mistake:
        sys.exit("build.py: %s" % mistake)
