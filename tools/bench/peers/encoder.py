"""Python's encoder: the same model file on the same ONNX Runtime, with Hugging Face's tokenizers."""
import functools
import queue
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from lines import answer, timed

QUERY_PREFIX = "Represent this sentence for searching relevant passages: "
MAX_TOKENS = 512


class Encoder:
    def __init__(self, folder, threads):
        self.tokens = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokens.enable_truncation(MAX_TOKENS)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = ort.InferenceSession(f"{folder}/model.onnx", options, providers=["CPUExecutionProvider"])

    def encode(self, texts):
        """One run for all texts, padded to the longest."""
        if len(texts) == 1:
            self.tokens.no_padding()
        else:
            self.tokens.enable_padding()
        encoded = self.tokens.encode_batch(texts) if len(texts) > 1 else [self.tokens.encode(texts[0])]
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        hidden = self.session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        first = hidden[:, 0]
        return first / np.linalg.norm(first, axis=1, keepdims=True)



def batches(texts, size):
    """The texts' places, those of about the same length together."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    return [order[at : at + size] for at in range(0, len(texts), size)]


def encode_all(texts, batch, threads, workers):
    """All texts in batches, workers of them at a time, each worker with an encoder; the vectors in the order of the texts."""
    vectors = np.empty((len(texts), 384), dtype=np.float32)
    free = queue.SimpleQueue()
    for number in range(workers):
        free.put(encoder(threads, number))

    def encode(rows):
        mine = free.get()
        vectors[rows] = mine.encode([texts[i] for i in rows])
        free.put(mine)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(encode, batches(texts, batch)))
    return vectors


@functools.cache
def encoder(threads, number=0):
    return Encoder(sys.argv[1], threads)


def queries(texts):
    """Seconds of each query, alone, on one thread."""
    one = encoder(1)
    return {"seconds": [timed(one.encode, [QUERY_PREFIX + t])[1] for t in texts]}


def bulk(texts, batch, threads, workers):
    """Seconds for all texts."""
    for number in range(workers):
        encoder(threads, number)
    return {"seconds": timed(encode_all, texts, batch, threads, workers)[1]}


answer(queries=queries, bulk=bulk)
