"""Measures the time of searches with faiss-cpu, on one thread, with the index file in memory."""
import faiss
import numpy as np

from lines import answer, timed

faiss.omp_set_num_threads(1)
state = {}


def load(path, nprobe, k_factor, queries, dim):
    index = faiss.read_index(path)
    if nprobe:
        faiss.extract_index_ivf(index).nprobe = nprobe
    if k_factor:
        faiss.downcast_index(index).k_factor = k_factor
    state["index"], state["queries"] = index, np.fromfile(queries, dtype=np.float32).reshape(-1, dim)
    return {"rows": index.ntotal}


def search(k, first, count):
    """Returns the seconds of each search."""
    seconds = []
    for i in range(first, first + count):
        query = state["queries"][i % len(state["queries"])][None]
        _, took = timed(state["index"].search, query, k)
        seconds.append(took)
    return {"seconds": seconds}


answer(load=load, search=search)
