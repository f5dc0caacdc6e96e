"""Times searches and builds with faiss-cpu. A search uses one thread and the index file in memory."""
import time

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


def build(vectors, dim, spec, sample, nlist, path, threads):
    """Returns the seconds to train, add and write. It trains with a random sample as large as ours."""
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
    return {"seconds": time.perf_counter() - begun}


answer(load=load, search=search, build=build)
