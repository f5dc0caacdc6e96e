"""Computes the vectors of the documents among which a student learns to rank: products, and texts as short as titles.

    python -m distil.documents --data DATA --model model.onnx --tokenizer tokenizer.json

The texts are those of products as the shop embeds them (Product.Text in Go), and the generator's first texts, all without
the query prefix. The result is one file, which is skipped if it exists.
"""

import argparse
from pathlib import Path

import numpy as np

from distil import sources
from distil.paths import Work, default_work, read_texts, replace
from distil.teacher import Teacher

SHORT = 8192  # texts of the generator


def text(p):
    """Returns what the shop embeds of a product: title, brand, color and categories, each only if it says something new."""
    kept, seen = [], ""
    for s in [p.title, p.brand, p.color, *p.category]:
        s = s.strip()
        if s and s.lower() not in seen:
            kept.append(s)
            seen += " " + s.lower()
    return ", ".join(kept)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--data", required=True, help="folder of the data sets")
    p.add_argument("--model", required=True)
    p.add_argument("--tokenizer", required=True)
    a = p.parse_args()
    work = Work(a.work)
    if work.documents().exists():
        return
    texts = [text(x) for x in sources.read(a.data, a.tokenizer).products] + read_texts(work.texts())[:SHORT]
    vectors = Teacher(a.model, a.tokenizer, prefix="").encode(texts).astype(np.float16)

    def write(path):
        with open(path, "wb") as f:
            np.savez(f, vectors=vectors)

    replace(work.documents(), write)
    print(f"{len(texts)} documents", flush=True)


if __name__ == "__main__":
    main()
