#include <algorithm>
#include <limits>
#include <memory>
#include <omp.h>
#include <vector>

#include <faiss/Clustering.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/ProductQuantizer.h>
#include <faiss/impl/pq4_fast_scan.h>

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
  fx_build(int dim, int64_t lists, bool half, int parts, int threads)
      : threads(threads), centroids(dim), halves(dim, faiss::ScalarQuantizer::QT_fp16) {
    layout.dim = dim;
    layout.lists = lists;
    layout.half = half;
    layout.parts = parts;
    if (parts > 0) {
      codec = std::make_unique<faiss::ProductQuantizer>(dim, parts, 4);
    } else if (half) {
      residuals = std::make_unique<faiss::IndexIVFScalarQuantizer>(
          &centroids, dim, lists, faiss::ScalarQuantizer::QT_fp16, faiss::METRIC_L2, true, false);
    }
  }

  void train(const float *sample, int64_t n);
  void train_codes(const float *sample, int64_t n);
  void create(const char *path, const int64_t *start, int64_t nprobe, int64_t k_factor);
  void append(const float *vectors, const int64_t *order, int64_t list);

  // passes is how many times all lists are appended.
  int64_t passes() const { return layout.parts > 0 ? 2 : 1; }
  int64_t parts_of_file() const { return std::max<int64_t>(1, layout.lists); }

  const int threads;
  bridge::Layout layout;
  ParallelFlat centroids;
  std::unique_ptr<faiss::ProductQuantizer> codec;  // of 4-bit codes
  bool codes_trained = false;
  std::unique_ptr<bridge::OutputFile> file;
  int64_t appended = 0;  // lists, in all passes

 private:
  void append_codes(const float *vectors, const int64_t *order, int64_t list);
  void append_vectors(const float *vectors, const int64_t *order, int64_t list);
  void gather(const float *vectors, const int64_t *order, int64_t n);
  void halve(int64_t n, int64_t list);

  faiss::ScalarQuantizer halves;                // of whole vectors, behind coded lists
  std::unique_ptr<faiss::IndexIVF> residuals;   // of what centroids leave of vectors, in lists
  std::vector<float> rows;  // of one block
  std::vector<uint8_t> codes, blocks;
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

void fx_build::train_codes(const float *sample, int64_t n) {
  codec->cp.min_points_per_centroid = 1;
  codec->cp.max_points_per_centroid = std::numeric_limits<int>::max();
  codec->train(n, sample);
  codes_trained = true;
}

void fx_build::create(const char *path, const int64_t *start, int64_t nprobe, int64_t k_factor) {
  layout.start.assign(start, start + parts_of_file() + 1);
  layout.count = layout.start.back();
  layout.nprobe = nprobe;
  layout.k_factor = int(k_factor);
  layout.centroids = centroids.codes.data();
  if (codec) layout.books = reinterpret_cast<const uint8_t *>(codec->centroids.data());
  file = std::make_unique<bridge::OutputFile>(path);
  bridge::write_beginning(*file, layout);
}

void fx_build::append(const float *vectors, const int64_t *order, int64_t list) {
  if (layout.parts == 0) {
    append_vectors(vectors, order, list);
    if (layout.lists > 0) bridge::write_numbers(*file, layout, list);
    return;
  }
  if (appended < layout.lists) {
    append_codes(vectors, order, list);
    return;
  }
  if (appended == layout.lists) bridge::write_middle(*file, layout);
  append_vectors(vectors, order, list);
}

void fx_build::append_codes(const float *vectors, const int64_t *order, int64_t list) {
  const int64_t first = layout.start[list], n = layout.start[list + 1] - first;
  codes.resize(n * codec->code_size);
  for (int64_t at = 0; at < n; at += block_rows) {
    const int64_t some = std::min(block_rows, n - at);
    gather(vectors, order + first + at, some);
    codec->compute_codes(rows.data(), codes.data() + at * codec->code_size, some);
  }
  blocks.resize(layout.list_bytes(n));
  const int64_t room = (n + bridge::code_block - 1) / bridge::code_block * bridge::code_block;
  faiss::pq4_pack_codes(codes.data(), n, layout.parts, room, bridge::code_block, layout.parts, blocks.data());
  bridge::write_codes(*file, layout, list, blocks.data());
}

void fx_build::append_vectors(const float *vectors, const int64_t *order, int64_t list) {
  const int64_t last = layout.start[list + 1];
  for (int64_t row = layout.start[list]; row < last; row += block_rows) {
    const int64_t some = std::min(block_rows, last - row);
    gather(vectors, order + row, some);
    if (!layout.half) {
      file->write(rows.data(), rows.size() * sizeof(float));
      continue;
    }
    halve(some, list);
    file->write(codes.data(), codes.size());
  }
}

// halve makes codes of the first n rows, which belong to a list.
void fx_build::halve(int64_t n, int64_t list) {
  codes.resize(n * layout.vector_size());
  if (residuals) {
    const std::vector<faiss::idx_t> lists(n, list);
    residuals->encode_vectors(n, rows.data(), lists.data(), codes.data());
  } else {
    halves.compute_codes(rows.data(), codes.data(), n);
  }
}

// gather copies n vectors into rows.
void fx_build::gather(const float *vectors, const int64_t *order, int64_t n) {
  rows.resize(n * layout.dim);
  for (int64_t i = 0; i < n; i++) {
    std::copy_n(vectors + order[i] * layout.dim, layout.dim, rows.data() + i * layout.dim);
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

int fx_build_new(int32_t dim, int64_t lists, int32_t half, int32_t parts, int32_t threads, fx_build **out,
                 fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(dim > 0 && lists >= 0 && lists <= std::numeric_limits<int>::max() && threads > 0,
                    FX_ARGUMENT, "dimension, number of lists or threads is out of range");
    bridge::require(!half || lists > 0, FX_ARGUMENT, "16-bit floats need lists");
    bridge::require(parts == 0 || (half && parts > 0 && parts % 2 == 0 && dim % parts == 0), FX_ARGUMENT,
                    "codes need 16-bit floats, and an even number of parts that divides the dimension");
    *out = new fx_build(dim, lists, half != 0, parts, threads);
  });
}

int fx_build_train(fx_build *b, const float *sample, int64_t n, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->layout.lists > 0 && n >= b->layout.lists, FX_ARGUMENT,
                    "fewer vectors than lists, or no lists");
    b->train(sample, n);
  });
}

int fx_build_train_codes(fx_build *b, const float *sample, int64_t n, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->codec && n >= bridge::code_values, FX_ARGUMENT, "fewer vectors than codes, or no codes");
    b->train_codes(sample, n);
  });
}

int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->centroids.ntotal > 0, FX_ARGUMENT, "not trained");
    std::vector<float> distances(n);
    b->centroids.search(n, vectors, 1, distances.data(), list);
  });
}

int fx_build_create(fx_build *b, const char *path, const int64_t *start, int64_t nprobe, int64_t k_factor,
                    fx_error *err) {
  return guard_build(b, err, [&] {
    const int64_t lists = b->layout.lists;
    bridge::require(b->centroids.ntotal == lists && b->codes_trained == (b->codec != nullptr), FX_ARGUMENT,
                    "not trained");
    bridge::require(!b->codec || (k_factor > 0 && k_factor <= bridge::max_k_factor), FX_ARGUMENT,
                    "k_factor is out of range");
    bridge::require(lists == 0 || (nprobe > 0 && nprobe <= lists), FX_ARGUMENT, "nprobe is out of range");
    b->create(path, start, nprobe, k_factor);
  });
}

int fx_build_append(fx_build *b, const float *vectors, const int64_t *order, int64_t first, int64_t last,
                    fx_error *err) {
  return guard_build(b, err, [&] {
    const int64_t lists = b->parts_of_file();
    bridge::require(b->file && b->appended < b->passes() * lists && first == b->appended % lists && last <= lists,
                    FX_ARGUMENT, "lists are not appended in their order, or before there is a file");
    for (int64_t list = first; list < last; list++, b->appended++) b->append(vectors, order, list);
  });
}

int fx_build_finish(fx_build *b, fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(b->file && b->appended == b->passes() * b->parts_of_file(), FX_ARGUMENT, "lists are missing");
    if (b->codec) bridge::write_end(*b->file, b->layout);
    b->file->finish();
  });
}

void fx_build_free(fx_build *b) { delete b; }

}  // extern "C"
