#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Joins marks that stand off (real.marks) and the abstracts that they are of: join.py ABSTRACTS.ndjson.gz MARKS prints
marked abstracts as the trainer reads them (README.md). A line of marks is an id, the CRC-32 of the abstract's text and
LABEL:start-end in code points of it; the text is `text`, or the title and the sections with line feeds between."""
import gzip
import json
import re
import sys
import zlib

TOKENISED = re.compile(r" [.,](?=\s|$)")
SENTENCE_END = re.compile(r"\w\w[.?](?= [A-Z])")
SENTENCE_END_TOKENISED = re.compile(r" (?:\.(?= [^a-z])|\?(?= [A-Z](?:[a-z ]|[A-Z]{3})))")
# The blanks that a tokeniser put in, by what stands before and behind.
PUT_IN = re.compile("|".join("(?<=%s) +(?=%s)" % sides for sides in (
    (r"\S", r"[,;:)\]%]|\.(?!\d)"),
    (r"\S", r"\?(?: :| [A-Z](?:[a-z ]|[A-Z]{3})|\s*$)"),  # a sign that got lost is printed "?" as well
    (r"[(\[`$#]", r"\S"),
    (r"\S", r"'(?:'|s\b|\s)"),
    (r"\b[a-z]|[A-Z]", r"\( \d \)"), (r"\w", r"\( (?:-1|-2|[-+]) \)"), (r"\)", r"[-+][a-z]"),  # FEV(1), kg(-1)
    (r"[\d)]", r"/"), (r"\w", r"/ \w"), (r"\w /", r"\w"),
    (r"\+", r"/ ?-"), (r"\+ /", r"-"), (r">", r"/ ?="), (r"> /", r"="),
    (r"\b\d :", r"(?:\d|00)\b"), (r"http :", r"//"))))
HYPHENS = re.compile(r"(?<=\w) +(?=- \w)|(?<=\w -) +(?=\w)")


def fail(what, why):
    sys.exit("join.py: %s: %s" % (what, why))


def text_of(doc):
    return doc["text"] if "text" in doc else "\n".join([doc.get("title") or ""] + [s["text"] for s in doc["sections"]])


def read_marks(path):
    """{id: (checksum, [(label, start, end)])}"""
    marks = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                name, checksum, *spans = line.split()
                marks[name] = checksum, [(s[0], *map(int, s[2:].split("-"))) for s in spans]
    return marks


def read_texts(path, wanted):
    texts = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            if doc["id"] in wanted:
                texts[doc["id"]] = text_of(doc)
    return texts


def title_end(text, tokenised, spans):
    """Where the title ends, or the first sentence when there is none: outside of marks, a line of the result each."""
    if "\n" in text:
        return text.index("\n")
    ends = [m.end() for m in (SENTENCE_END_TOKENISED if tokenised else SENTENCE_END).finditer(text)]
    return next((e for e in ends if not any(start < e < end for _, start, end in spans)), None)


def joined(text, spans):
    """The title's line and the abstract's, marked, without the blanks of a tokeniser."""
    tokenised = len(TOKENISED.findall(text)) > 3
    cut = title_end(text, tokenised, spans)
    dropped = set()
    if tokenised:
        apart = len(re.findall(r"\w - \w", text)) > len(re.findall(r"\w-\w", text))
        dropped = {i for rule in [PUT_IN] + [HYPHENS] * apart for m in rule.finditer(text) for i in range(*m.span())}
    before = {start: "{%s " % label for label, start, _ in spans}
    behind = {end for _, _, end in spans}
    out = []
    for i, c in enumerate(text):
        out.append("}" * (i in behind) + "\n" * (i == cut) + before.get(i, ""))
        out.append("" if i in dropped else " " if c.isspace() else c)
    out.append("}" * (len(text) in behind))
    return "\n".join(" ".join(line.split()) for line in "".join(out).split("\n"))


def labels(marked):
    """The letters without blanks, each with its label, as the trainer reads them."""
    label, letters = "", []
    for part in re.findall(r"\{[PIO] |\}|\S", marked):
        if len(part) == 1 and part != "}":
            letters.append((part, label))
        else:
            label = part[1:2]
    return letters


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: join.py ABSTRACTS.ndjson.gz MARKS")
    try:
        marks = read_marks(sys.argv[2])
        texts = read_texts(sys.argv[1], marks)
    except OSError as e:
        fail(e.filename or sys.argv[1], e.strerror or e)
    for name, (checksum, spans) in marks.items():
        if name not in texts:
            fail(name, "marked, but not among the abstracts")
        text = texts[name]
        if checksum != "%08x" % zlib.crc32(text.encode()):
            fail(name, "the text is another than the one that was marked")
        wanted = [""] * len(text)
        for label, start, end in spans:
            wanted[start:end] = label * (end - start)
        marked = joined(text, spans)
        if marked.count("\n") != 1 or labels(marked) != [(c, l) for c, l in zip(text, wanted) if not c.isspace()]:
            fail(name, "the marks do not fit the text")
        print(marked, end="\n\n")


main()
