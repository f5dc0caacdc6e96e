"""Python's faiss-cpu: the same index file read into memory, the same queries, one thread; and a build of the same type."""
import time

import faiss
import numpy as np

from lines import answer, peak_bytes, timed

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
    """Seconds of each search, and its rows."""
    seconds, rows = [], []
    for i in range(first, first + count):
        query = state["queries"][i % len(state["queries"])][None]
        (_, found), took = timed(state["index"].search, query, k)
        seconds.append(took)
        rows.append(found[0].tolist())
    return {"seconds": seconds, "rows": rows}


def build(vectors, dim, spec, sample, nlist, path, threads):
    """Seconds to train, add and write; train takes as many vectors of a list as ours does, drawn at random."""
    faiss.omp_set_num_threads(threads)
    x = np.fromfile(vectors, dtype=np.float32).reshape(-1, dim)
    begun = time.perf_counter()
    index = faiss.index_factory(dim, spec)
    if nlist:
        ivf = faiss.extract_index_ivf(index)
        ivf.cp.max_points_per_centroid = sample
        drawn = np.random.default_rng(1).choice(len(x), min(len(x), sample * nlist), replace=False)
        index.train(x[np.sort(drawn)])
    else:
        index.train(x)
    index.add(x)
    faiss.write_index(index, path)
    return {"seconds": time.perf_counter() - begun, "peakBytes": peak_bytes()}


def exact(vectors, dim, queries, places, k, threads):
    """The k nearest of some queries, which the vectors are compared with a block at a time: they may be more than memory holds."""
    faiss.omp_set_num_threads(threads)
    x = np.memmap(vectors, dtype=np.float32, mode="r").reshape(-1, dim)
    q = np.fromfile(queries, dtype=np.float32).reshape(-1, dim)[places]
    best = faiss.ResultHeap(len(q), k)
    for first in range(0, len(x), 1 << 16):
        distances, rows = faiss.knn(q, np.ascontiguousarray(x[first : first + (1 << 16)]), k)
        best.add_result(distances, rows + first)
    best.finalize()
    return {"rows": best.I.tolist(), "distances": best.D.tolist()}


answer(load=load, search=search, build=build, exact=exact)
