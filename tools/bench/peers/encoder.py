"""Times Python's encoder: encoder.py MODEL_FOLDER"""
import functools
import queue
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from encode import QUERY_PREFIX, Encoder
from lines import answer, timed


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


def drift(texts, batch):
    """How many vectors a batch makes other than the text alone has, and the lowest cosine of the two."""
    alone = encode_all(texts, 1, 1, 1)
    cosines = np.sum(alone * encode_all(texts, batch, 1, 1), axis=1)
    return {"differing": int(np.sum(cosines < 0.99999)), "lowestCosine": float(cosines.min())}


answer(queries=queries, bulk=bulk, drift=drift)
