#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Groups words by their surroundings: clusters.tsv for the tagger (README.md). Reads NDJSON documents (text, or title and
sections) from stdin, writes "word coarse fine" lines. Needs numpy."""
import collections
import json
import re
import sys

import numpy as np

COARSE, FINE, DIMENSIONS, LEAST, CONTEXTS = 64, 512, 100, 8, 3000
OFFSETS = (-2, -1, 1, 2)
TOKEN = re.compile(r"[A-Za-z]+|\d+|[^\sA-Za-z\d]")


def texts(lines):
    for line in lines:
        doc = json.loads(line)
        parts = [doc["text"]] if "text" in doc else [doc.get("title", "")] + [s["text"] for s in doc.get("sections", [])]
        for part in parts:
            if part:
                yield ["<n>" if w.isdigit() else w.lower() for w in TOKEN.findall(part)]


def surroundings(docs, index):
    """How often each word stands near each of the commonest words, one column a word and offset."""
    counts = np.zeros((len(index), CONTEXTS * len(OFFSETS)), dtype=np.float32)
    for words in docs:
        row = np.array([-1, -1] + [index.get(w, -1) for w in words] + [-1, -1])
        here = row[2:-2]
        for k, offset in enumerate(OFFSETS):
            there = row[2 + offset:len(row) - 2 + offset]
            both = (here >= 0) & (there >= 0) & (there < CONTEXTS)
            np.add.at(counts, (here[both], there[both] + k * CONTEXTS), 1)
    return counts


def reduced(counts):
    """Positive pointwise mutual information, and its main directions by randomized SVD."""
    shares = counts.sum(0, keepdims=True) ** 0.75
    shares /= shares.sum()
    weights = np.log(np.maximum(counts / (counts.sum(1, keepdims=True) + 1e-9) / (shares + 1e-12), 1)) * (counts > 0)
    y = weights @ np.random.RandomState(1).randn(weights.shape[1], DIMENSIONS + 20).astype(np.float32)
    for _ in range(3):
        q, _ = np.linalg.qr(y)
        y = weights @ (weights.T @ q)
    q, _ = np.linalg.qr(y)
    u, s, _ = np.linalg.svd(q.T @ weights, full_matrices=False)
    x = (q @ u)[:, :DIMENSIONS] * (s[:DIMENSIONS] ** 0.5)
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-9)


def groups(x, weights, count):
    """k-means over the cosine."""
    centres = x[np.random.RandomState(2).choice(len(x), count, replace=False, p=weights / weights.sum())].copy()
    for _ in range(25):
        nearest = (x @ centres.T).argmax(1)
        for k in range(count):
            mine = nearest == k
            if mine.any():
                centre = (x[mine] * weights[mine, None]).sum(0)
                centres[k] = centre / (np.linalg.norm(centre) + 1e-9)
    return nearest


def main():
    docs = list(texts(sys.stdin))
    count = collections.Counter(w for words in docs for w in words)
    vocabulary = sorted((w for w, c in count.items() if c >= LEAST), key=lambda w: (-count[w], w))
    x = reduced(surroundings(docs, {w: i for i, w in enumerate(vocabulary)}))
    weights = np.array([count[w] for w in vocabulary]) ** 0.5
    coarse, fine = groups(x, weights, COARSE), groups(x, weights, FINE)
    print("# word, coarse and fine group: corpora/phrases/README.md")
    for i, word in enumerate(vocabulary):
        if word.isalpha() and len(word) > 1:
            print(word, coarse[i] + 1, fine[i] + 1)


main()
