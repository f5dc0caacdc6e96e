#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <numeric>
#include <omp.h>
#include <vector>

#include <faiss/Clustering.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/index_io.h>

#include "bridge.h"
#include "file.h"
#include "guard.h"
#include "parallel.h"

namespace {

// Rows are worked on in blocks of this many, whatever the number of threads:
// results must not depend on it, and sums depend on how rows are put together.
constexpr int64_t block_rows = 4096;

// ParallelFlat searches blocks of queries side by side. IndexFlatL2 would leave
// most of the work to one thread, since its matrix product has but one.
struct ParallelFlat : faiss::IndexFlatL2 {
  using IndexFlatL2::IndexFlatL2;

  void search(faiss::idx_t n, const float *x, faiss::idx_t k, float *distances, faiss::idx_t *labels,
              const faiss::SearchParameters *params = nullptr) const override {
    bridge::parallel((n + block_rows - 1) / block_rows, [&](int64_t block) {
      const int64_t first = block * block_rows;
      IndexFlatL2::search(std::min(block_rows, n - first), x + first * d, k, distances + first * k,
                          labels + first * k, params);
    });
  }
};

}  // namespace

// An index in memory, on its way to a file.
struct fx_build {
  fx_build(int dim, int64_t lists, bool half, int threads) : dim(dim), threads(threads), centroids(dim) {
    if (lists == 0) return;
    if (half) {
      ivf = std::make_unique<faiss::IndexIVFScalarQuantizer>(&centroids, dim, lists,
                                                             faiss::ScalarQuantizer::QT_fp16);
    } else {
      ivf = std::make_unique<faiss::IndexIVFFlat>(&centroids, dim, lists);
    }
    ivf->is_trained = true;  // neither codec learns anything; the centroids come from train
  }

  void train(const float *sample, int64_t n);
  void fill_flat(const float *vectors, const int64_t *order, int64_t n);
  void fill_list(const float *vectors, const int64_t *order, const int64_t *start, int64_t list);

  const int dim, threads;
  ParallelFlat centroids;                // of ivf
  std::unique_ptr<faiss::IndexIVF> ivf;  // null: flat
  std::unique_ptr<faiss::IndexFlatL2> flat;
};

void fx_build::train(const float *sample, int64_t n) {
  faiss::ClusteringParameters parameters;
  parameters.niter = 1;
  parameters.min_points_per_centroid = 1;
  parameters.max_points_per_centroid = std::numeric_limits<int>::max();
  faiss::Clustering clustering(dim, int(ivf->nlist), parameters);
  const float *begin = centroids.ntotal == 0 ? sample : centroids.get_xb();
  clustering.centroids.assign(begin, begin + ivf->nlist * dim);
  clustering.train(n, sample, centroids);  // leaves the new ones in centroids
}

void fx_build::fill_flat(const float *vectors, const int64_t *order, int64_t n) {
  flat = std::make_unique<faiss::IndexFlatL2>(dim);
  flat->codes.resize(n * flat->code_size);
  for (int64_t row = 0; row < n; row++) {
    std::memcpy(flat->codes.data() + row * flat->code_size, vectors + order[row] * dim, flat->code_size);
  }
  flat->ntotal = n;
}

void fx_build::fill_list(const float *vectors, const int64_t *order, const int64_t *start, int64_t list) {
  const int64_t size = start[list + 1] - start[list];
  const int64_t room = std::min(size, block_rows);
  std::vector<float> rows(room * dim);
  std::vector<uint8_t> codes(room * ivf->code_size);
  std::vector<faiss::idx_t> ids(room), in_list(room, list);
  ivf->invlists->resize(list, size);
  for (int64_t done = 0; done < size; done += block_rows) {
    const int64_t n = std::min(block_rows, size - done), first = start[list] + done;
    for (int64_t i = 0; i < n; i++) {
      std::copy_n(vectors + order[first + i] * dim, dim, rows.data() + i * dim);
    }
    std::iota(ids.begin(), ids.begin() + n, first);
    ivf->encode_vectors(n, rows.data(), in_list.data(), codes.data());
    ivf->invlists->update_entries(list, done, n, ids.data(), codes.data());
  }
}

namespace {

// guard_build is guard for what uses all the threads of the build.
template <class Body>
int guard_build(const fx_build *b, fx_error *err, Body &&body) {
  return bridge::guard(err, [&] {
    omp_set_num_threads(b->threads);  // of this thread
    body();
  });
}

}  // namespace

extern "C" {

int fx_build_new(int32_t dim, int64_t lists, int32_t half, int32_t threads, fx_build **out, fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(dim > 0 && lists >= 0 && lists <= std::numeric_limits<int>::max() && threads > 0,
                    FX_ARGUMENT, "dimension, number of lists or threads is out of range");
    *out = new fx_build(dim, lists, half != 0, threads);
  });
}

int fx_build_train(fx_build *b, const float *sample, int64_t n, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->ivf && n >= int64_t(b->ivf->nlist), FX_ARGUMENT, "fewer vectors than lists, or no lists");
    b->train(sample, n);
  });
}

int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->ivf && b->centroids.ntotal > 0, FX_ARGUMENT, "not trained, or no lists");
    std::vector<float> distances(n);
    b->centroids.search(n, vectors, 1, distances.data(), list);
  });
}

int fx_build_fill(fx_build *b, const float *vectors, const int64_t *order, const int64_t *start,
                  int64_t first, int64_t last, fx_error *err) {
  return guard_build(b, err, [&] {
    if (!b->ivf) {
      b->fill_flat(vectors, order, start[1]);
      return;
    }
    bridge::parallel(last - first, [&](int64_t i) { b->fill_list(vectors, order, start, first + i); });
    b->ivf->ntotal = start[last];
  });
}

int fx_build_write(fx_build *b, int64_t nprobe, const char *path, fx_error *err) {
  return bridge::guard(err, [&] {
    if (b->ivf) {
      bridge::require(nprobe > 0 && nprobe <= int64_t(b->ivf->nlist), FX_ARGUMENT, "nprobe is out of range");
      b->ivf->nprobe = nprobe;
    }
    const faiss::Index *index = b->ivf ? static_cast<faiss::Index *>(b->ivf.get()) : b->flat.get();
    bridge::require(index != nullptr, FX_ARGUMENT, "nothing was filled in");
    bridge::OutputFile file(path);
    faiss::write_index(index, file.stream());
    file.finish();
  });
}

void fx_build_free(fx_build *b) { delete b; }

}  // extern "C"
