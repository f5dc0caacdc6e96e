#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <omp.h>
#include <vector>

#include <faiss/Clustering.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexScalarQuantizer.h>

#include "bridge.h"
#include "file.h"
#include "guard.h"
#include "layout.h"
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

// An index on its way into a file: FAISS finds the centroids and makes the codes.
struct fx_build {
  fx_build(int dim, int64_t lists, bool half, int threads) : threads(threads), centroids(dim) {
    layout.dim = dim;
    layout.lists = lists;
    layout.half = half;
    if (half) codec = std::make_unique<faiss::IndexIVFScalarQuantizer>(
        &centroids, dim, lists, faiss::ScalarQuantizer::QT_fp16, faiss::METRIC_L2, true, false);
  }

  void train(const float *sample, int64_t n);
  void create(const char *path, const int64_t *start, int64_t nprobe);
  void append(const float *vectors, const int64_t *order, int64_t list);

  const int threads;
  bridge::Layout layout;
  ParallelFlat centroids;
  std::unique_ptr<bridge::OutputFile> file;
  int64_t appended = 0;  // lists

 private:
  void append_codes(const float *vectors, const int64_t *order, int64_t n, int64_t list);

  std::unique_ptr<faiss::IndexIVF> codec;  // null: codes are the vectors
  std::vector<float> rows;                 // of one block
  std::vector<uint8_t> codes;
};

void fx_build::train(const float *sample, int64_t n) {
  faiss::ClusteringParameters parameters;
  parameters.niter = 1;
  parameters.min_points_per_centroid = 1;
  parameters.max_points_per_centroid = std::numeric_limits<int>::max();
  faiss::Clustering clustering(layout.dim, int(layout.lists), parameters);
  const float *begin = centroids.ntotal == 0 ? sample : centroids.get_xb();
  clustering.centroids.assign(begin, begin + layout.lists * layout.dim);
  clustering.train(n, sample, centroids);  // leaves the new ones in centroids
}

void fx_build::create(const char *path, const int64_t *start, int64_t nprobe) {
  const int64_t parts = std::max<int64_t>(1, layout.lists);
  layout.start.assign(start, start + parts + 1);
  layout.count = layout.start.back();
  layout.nprobe = nprobe;
  layout.centroids = centroids.codes.data();
  file = std::make_unique<bridge::OutputFile>(path);
  bridge::write_layout(*file, layout);
}

void fx_build::append(const float *vectors, const int64_t *order, int64_t list) {
  const int64_t first = layout.start[list], last = layout.start[list + 1];
  for (int64_t row = first; row < last; row += block_rows) {
    append_codes(vectors, order + row, std::min(block_rows, last - row), list);
  }
  if (layout.lists == 0) return;
  std::vector<int64_t> numbers(last - first);
  std::iota(numbers.begin(), numbers.end(), first);
  file->write(numbers.data(), numbers.size() * sizeof(int64_t));
}

void fx_build::append_codes(const float *vectors, const int64_t *order, int64_t n, int64_t list) {
  rows.resize(n * layout.dim);
  for (int64_t i = 0; i < n; i++) {
    std::copy_n(vectors + order[i] * layout.dim, layout.dim, rows.data() + i * layout.dim);
  }
  if (!codec) {
    file->write(rows.data(), rows.size() * sizeof(float));
    return;
  }
  const std::vector<faiss::idx_t> lists(n, list);
  codes.resize(n * layout.code_size());
  codec->encode_vectors(n, rows.data(), lists.data(), codes.data());
  file->write(codes.data(), codes.size());
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
    bridge::require(!half || lists > 0, FX_ARGUMENT, "16-bit floats need lists");
    *out = new fx_build(dim, lists, half != 0, threads);
  });
}

int fx_build_train(fx_build *b, const float *sample, int64_t n, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->layout.lists > 0 && n >= b->layout.lists, FX_ARGUMENT,
                    "fewer vectors than lists, or no lists");
    b->train(sample, n);
  });
}

int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->centroids.ntotal > 0, FX_ARGUMENT, "not trained");
    std::vector<float> distances(n);
    b->centroids.search(n, vectors, 1, distances.data(), list);
  });
}

int fx_build_create(fx_build *b, const char *path, const int64_t *start, int64_t nprobe, fx_error *err) {
  return guard_build(b, err, [&] {
    const int64_t lists = b->layout.lists;
    bridge::require(b->centroids.ntotal == lists, FX_ARGUMENT, "not trained");
    bridge::require(lists == 0 || (nprobe > 0 && nprobe <= lists), FX_ARGUMENT, "nprobe is out of range");
    b->create(path, start, nprobe);
  });
}

int fx_build_append(fx_build *b, const float *vectors, const int64_t *order, int64_t first, int64_t last,
                    fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->file && first == b->appended && last < int64_t(b->layout.start.size()), FX_ARGUMENT,
                    "lists are not appended in their order, or before there is a file");
    for (; b->appended < last; b->appended++) b->append(vectors, order, b->appended);
  });
}

int fx_build_finish(fx_build *b, fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(b->file && b->appended + 1 == int64_t(b->layout.start.size()), FX_ARGUMENT,
                    "lists are missing");
    b->file->finish();
  });
}

void fx_build_free(fx_build *b) { delete b; }

}  // extern "C"
