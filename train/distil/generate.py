"""Writes distinct texts as shoppers type them, one a line: kind, tab, text. Equal inputs give an equal file.

    python -m distil.generate --data DATA --tokenizer tokenizer.json --count 1000000 --out texts.tsv
"""

import argparse
import hashlib
import os
import random
from collections import Counter
from pathlib import Path

from distil import sources
from distil.grammar import Grammar, tidy

LENGTH = (2, 120)  # characters of a text
OWN = 0.18  # share of the sources' own texts while there are any
MAX_REPEATS = 200  # draws in a row that add nothing; the sources are then exhausted


def seeds(s):
    """The texts that the sources contain as they are. They come before made-up ones."""
    for p in s.products:
        yield "title", p.title
        yield "title", p.title.lower()
        if p.brand:
            yield "brand", p.brand
            yield "branded", f"{p.brand} {p.category[-1]}"
        for c in p.category:
            yield "category", c
    for r in s.requests:
        yield "request", r
    for r in s.searches:
        yield "request", r
    for d in s.departments:
        for noun in d.products:
            yield "thing", noun
    for b in s.brands:
        yield "brand", b
    for w in s.rare:
        yield "rare", w


def generate(s, count, seed, excluded=frozenset()):
    """Returns at most count distinct (kind, text). It never returns a text of excluded, in any case.

    A smaller count gives the beginning of a larger one, so vectors that exist stay useful when the set grows.
    """
    rng = random.Random(seed)
    grammar = Grammar(s, rng)
    own = [(kind, tidy(text)) for kind, text in seeds(s)]
    rng.shuffle(own)
    found, repeats = {}, 0
    while len(found) < count and repeats < MAX_REPEATS:
        kind, text = own.pop() if own and rng.random() < OWN else grammar.text()
        if LENGTH[0] <= len(text) <= LENGTH[1] and text.lower() not in excluded and text not in found:
            found[text] = kind
            repeats = 0
        else:
            repeats += 1
    return [(kind, text) for text, kind in found.items()]


def write(pairs, path):
    """Writes the texts to a new file and returns its SHA-256."""
    content = "".join(f"{kind}\t{text}\n" for kind, text in pairs).encode()
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)
    return hashlib.sha256(content).hexdigest()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True, help="folder of the data sets")
    p.add_argument("--tokenizer", required=True, help="tokenizer.json of the encoder")
    p.add_argument("--count", type=int, default=1_000_000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--out", required=True, type=Path)
    a = p.parse_args()
    pairs = generate(sources.read(a.data, a.tokenizer), a.count, a.seed, sources.judged(a.data))
    digest = write(pairs, a.out)
    print(f"{len(pairs)} texts, sha256 {digest}")
    for kind, n in sorted(Counter(kind for kind, _ in pairs).items()):
        print(f"{kind:12} {n}")


if __name__ == "__main__":
    main()
