"""Compares the latency of encoders of queries: one thread, one text a run, the encoders in turn in one process.

    python -m distil.latency --model model.onnx --tokenizer tokenizer.json --queries queries.csv --student five-1

The first line is the encoder of the documents with its prefix. Ratios compare medians within this run.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from distil.paths import Work, default_work
from distil.sources import read_csv
from distil.teacher import Teacher


def measure(encoders, queries, rounds):
    """Returns the milliseconds of each encoder: [encoders, rounds, queries]. The first round only warms up."""
    ids = [[e.tokenizer.encode(e.prefix + q).ids for q in queries] for e in encoders]
    took = np.empty((len(encoders), rounds + 1, len(queries)))
    for r in range(rounds + 1):
        for i in range(len(queries)):
            for k in range(len(encoders)):
                k = (k + i + r) % len(encoders)  # no encoder always runs after the same one
                start = time.perf_counter()
                encoders[k].run([ids[k][i]])
                took[k, r, i] = (time.perf_counter() - start) * 1e3
    return took[:, 1:]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--model", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--queries", required=True, type=Path, help="CSV file with a column query")
    p.add_argument("--student", nargs="+", default=[])
    p.add_argument("--rounds", type=int, default=5)
    a = p.parse_args()
    names = ["12 layers, prefix"] + a.student
    encoders = [Teacher(a.model, a.tokenizer)] + [Teacher(Work(a.work).student(s) / "model.onnx", a.tokenizer, prefix="") for s in a.student]
    queries = [r["query"] for r in read_csv(a.queries)]
    took = measure(encoders, queries, a.rounds)
    base = np.median(took[0])
    for name, ms in zip(names, took):
        print(f"{name:24} p50 {np.median(ms):.2f} ms, p99 {np.percentile(ms, 99):.2f} ms, p50 {np.median(ms) / base:.2f} x of the first")


if __name__ == "__main__":
    main()
