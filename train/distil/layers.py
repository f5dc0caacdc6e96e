"""Chooses the layers of the encoder that a student starts from: it removes the least important one until enough are left.

    python -m distil.layers --tokenizer tokenizer.json --keep 5

Each step tries to leave out every layer and keeps the student whose vectors are nearest to the teacher's, without training.
"""

import argparse
from pathlib import Path

import torch

from distil import bert, schedule, weights
from distil.paths import Work, default_work, read_texts
from distil.train import HELD_OUT, pad, token_ids, unit, vectors

BATCH = 64


@torch.no_grad()
def cosine(params, layers, batches):
    """Returns the mean cosine to the wanted vectors of a student of some layers. batches has pairs of token ids and vectors."""
    chosen = weights.take_layers(params, layers)
    total, count = 0.0, 0
    for ids, wanted in batches:
        tokens, mask = pad(ids)
        total += (bert.encode(chosen, tokens, mask, len(layers)) * wanted).sum().item()
        count += len(ids)
    return total / count


def eliminate(params, keep, batches):
    """Yields (cosine, layers) after each removal until keep layers are left."""
    layers = list(range(weights.depth(params)))
    while len(layers) > keep:
        tried = ([x for x in layers if x != out] for out in layers)
        value, layers = max((cosine(params, t, batches), t) for t in tried)
        yield value, layers


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--keep", type=int, default=5)
    p.add_argument("--texts", type=int, default=256, help="of the held-out texts")
    a = p.parse_args()
    work = Work(a.work)
    texts = read_texts(work.texts())
    count = min(a.texts, HELD_OUT)
    wanted = unit(vectors(work, texts, count))
    ids = token_ids(a.tokenizer, texts[:count])
    batches = [([ids[i] for i in rows], wanted[rows]) for rows in schedule.of_one_length([len(i) for i in ids], BATCH)]
    params = {n: torch.from_numpy(v) for n, v in weights.load(work.weights()).items()}
    for value, layers in eliminate(params, a.keep, batches):
        print(f"{len(layers)} layers {','.join(map(str, layers))}: cosine {value:.4f}", flush=True)


if __name__ == "__main__":
    main()
