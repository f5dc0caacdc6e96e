"""Computes the vectors of the texts with the encoder of the documents, int8 with its query prefix, in shards.

    python -m distil.teacher --model model.onnx --tokenizer tokenizer.json --part 0/2

Each shard is a file with the vectors of SHARD texts as 16-bit floats and a hash of the texts. A shard that exists is
skipped, so the program resumes after a stop, and several of them with different parts share the work.
Texts of one length form a batch: padding would only cost time.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from distil import schedule
from distil.paths import DIM, PREFIX, Work, default_work, read_texts, replace, sha256

SHARD = 4096  # texts
BATCH = 64  # texts of a run
MAX_TOKENS = 64


def digest(texts):
    """Identifies the texts of a shard."""
    return sha256("\n".join(texts).encode())


def shard_texts(texts, shard):
    return texts[shard * SHARD : (shard + 1) * SHARD]


def load_shard(work, texts, shard):
    """Returns the vectors of a shard, or None if it is missing or belongs to other texts."""
    path = work.vectors(shard)
    if not path.exists():
        return None
    with np.load(path) as f:
        return f["vectors"] if str(f["digest"]) == digest(shard_texts(texts, shard)) else None


class Teacher:
    """Encodes queries with an ONNX model."""

    def __init__(self, model, tokenizer, prefix=PREFIX, threads=1):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.prefix = prefix

    def run(self, ids):
        """Returns the unit vectors of texts of equal length."""
        ids = np.array(ids, dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        cls = self.session.run(None, inputs)[0][:, 0]
        return cls / np.linalg.norm(cls, axis=1, keepdims=True)

    def encode(self, texts, batch=BATCH):
        """Returns the vectors of texts, in their order. A batch of 1 gives the vectors of the product."""
        ids = [e.ids for e in self.tokenizer.encode_batch([self.prefix + t for t in texts])]
        vectors = np.empty((len(texts), DIM), np.float32)
        for rows in schedule.of_one_length([len(i) for i in ids], batch):
            vectors[rows] = self.run([ids[r] for r in rows])
        return vectors


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--model", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--part", default="0/1", help="this program's share, such as 1/2")
    p.add_argument("--texts", type=int, default=1_000_000, help="compute the vectors of the first texts only")
    p.add_argument("--seconds", type=float, default=float("inf"), help="start no shard after this time")
    a = p.parse_args()
    work, start, done = Work(a.work), time.monotonic(), 0
    part, parts = map(int, a.part.split("/"))
    texts = read_texts(work.texts())
    teacher = Teacher(a.model, a.tokenizer)
    for shard in range(part, -(-min(a.texts, len(texts)) // SHARD), parts):
        if time.monotonic() - start > a.seconds:
            break
        if load_shard(work, texts, shard) is not None:
            continue
        mine = shard_texts(texts, shard)
        vectors = teacher.encode(mine).astype(np.float16)

        def write(path, vectors=vectors, mine=mine):
            with open(path, "wb") as f:
                np.savez(f, vectors=vectors, digest=digest(mine))

        replace(work.vectors(shard), write)
        done += len(mine)
        print(f"shard {shard}: {done / (time.monotonic() - start):.0f} texts/s, {done / time.process_time():.0f} per CPU second", flush=True)


if __name__ == "__main__":
    main()
