#include <algorithm>
#include <cmath>
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

// The build processes rows in blocks of this size. Floating-point sums depend on how rows are
// grouped, so the size is constant: results must not depend on the number of threads.
constexpr int64_t block_rows = 4096;

// ParallelFlat searches blocks of queries in parallel. IndexFlatL2 would do most of
// the work on one thread, because its matrix product is single-threaded.
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

// A Range is the interval of an element's values that bytes can represent. It ends at
// four standard deviations from the mean, because a few outliers would cost all values
// precision. Measured with 300,000 vectors: a search misses .012 of the 10 nearest
// neighbors if the range includes all outliers, and .005 with this limit.
class Range {
 public:
  void add(float x) {
    min_ = std::min(min_, x);
    max_ = std::max(max_, x);
    sum_ += x;
    squares_ += double(x) * x;
    n_++;
  }

  float least() const { return std::max(min_, float(mean() - reach())); }
  float most() const { return std::min(max_, float(mean() + reach())); }

 private:
  double mean() const { return sum_ / n_; }
  double reach() const { return 4 * std::sqrt(std::max(0., squares_ / n_ - mean() * mean())); }

  float min_ = std::numeric_limits<float>::infinity(), max_ = -min_;
  double sum_ = 0, squares_ = 0, n_ = 0;
};

}  // namespace

// An fx_build builds an index in a file. FAISS computes the centroids and the codes.
struct fx_build {
  using Element = bridge::Layout::Element;

  fx_build(int dim, int64_t lists, Element element, int parts, int threads)
      : threads(threads), centroids(dim),
        rows_codec(dim, element == Element::uint8 ? faiss::ScalarQuantizer::QT_8bit : faiss::ScalarQuantizer::QT_fp16) {
    layout.dim = dim;
    layout.lists = lists;
    layout.element = element;
    layout.parts = parts;
    if (parts > 0) {
      codec = std::make_unique<faiss::ProductQuantizer>(dim, parts, 4);
    } else if (element == Element::float16) {
      residuals = std::make_unique<faiss::IndexIVFScalarQuantizer>(
          &centroids, dim, lists, faiss::ScalarQuantizer::QT_fp16, faiss::METRIC_L2, true, false);
    }
  }

  void train(const float *sample, int64_t n);
  void train_codes(const float *sample, int64_t n);
  void learn_ranges(const float *vectors, int64_t n);
  void create(const char *path, const int64_t *start, int64_t nprobe, int64_t k_factor);
  void append(const float *vectors, const int64_t *order, int64_t first, int64_t last);

  // passes returns how many times the caller appends every list.
  int64_t passes() const { return layout.parts > 0 ? 2 : 1; }
  int64_t parts_of_file() const { return std::max<int64_t>(1, layout.lists); }

  const int threads;
  bridge::Layout layout;
  ParallelFlat centroids;
  std::unique_ptr<faiss::ProductQuantizer> codec;  // of 4-bit codes
  bool codes_trained = false;
  std::unique_ptr<bridge::OutputFile> file;
  int64_t appended = 0;  // lists, over all passes

 private:
  void train_part(const float *sample, int64_t n, int64_t part);
  void shrink_centroids();
  void set_ranges();
  std::vector<uint8_t> encode(const float *vectors, const int64_t *order, int64_t list) const;
  void append_codes(const float *vectors, const int64_t *order, int64_t first, int64_t last);
  void append_list(const float *vectors, const int64_t *order, int64_t list);
  void append_rows(const float *vectors, const int64_t *order, int64_t first, int64_t last, int64_t list);
  void gather(const float *vectors, const int64_t *order, int64_t n);
  void shorten(int64_t n, int64_t list);

  faiss::ScalarQuantizer rows_codec;            // encodes the whole vectors that refine coded lists
  std::vector<Range> ranges;                    // one per element, if bytes represent elements
  std::unique_ptr<faiss::IndexIVF> residuals;   // encodes the residuals of vectors in lists
  std::vector<float> rows;  // of one block
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
  clustering.train(n, sample, centroids);  // stores the new centroids in centroids
}

void fx_build::train_codes(const float *sample, int64_t n) {
  bridge::parallel(layout.parts, [&](int64_t part) { train_part(sample, n, part); });
  codes_trained = true;
}

void fx_build::train_part(const float *sample, int64_t n, int64_t part) {
  const size_t size = codec->dsub;
  std::vector<float> cut(n * size);
  for (int64_t i = 0; i < n; i++) std::copy_n(sample + i * layout.dim + part * size, size, cut.data() + i * size);
  faiss::ClusteringParameters parameters;
  parameters.min_points_per_centroid = 1;
  parameters.max_points_per_centroid = std::numeric_limits<int>::max();
  faiss::Clustering clustering(int(size), bridge::code_values, parameters);
  faiss::IndexFlatL2 assigner{faiss::idx_t(size)};
  clustering.train(n, cut.data(), assigner);
  codec->set_params(clustering.centroids.data(), int(part));
}

void fx_build::create(const char *path, const int64_t *start, int64_t nprobe, int64_t k_factor) {
  layout.start.assign(start, start + parts_of_file() + 1);
  layout.count = layout.start.back();
  layout.nprobe = nprobe;
  layout.k_factor = int(k_factor);
  if (codec) shrink_centroids();
  layout.centroids = centroids.codes.data();
  if (codec) layout.books = reinterpret_cast<const uint8_t *>(codec->centroids.data());
  set_ranges();
  file = std::make_unique<bridge::OutputFile>(path);
  bridge::write_beginning(*file, layout);
}

// shrink_centroids makes searches choose better lists. The mean squared distance of a
// query to the vectors of a list is its squared distance to the centroid plus the
// variance of the list. But only the nearest vectors matter, and the larger the
// variance, the farther below the mean they are. In experiments, adding half of the
// variance worked best. The variance of vectors of length 1 is 1-|c|². Adding half of it to |q-c|²
// orders lists like the distance to c/2. The codes do not depend on the centroids.
void fx_build::shrink_centroids() {
  auto *values = reinterpret_cast<float *>(centroids.codes.data());
  for (int64_t i = 0; i < layout.lists * layout.dim; i++) values[i] *= .5f;
}

void fx_build::learn_ranges(const float *vectors, int64_t n) {
  ranges.resize(layout.dim);
  for (int64_t row = 0; row < n; row++) {
    for (int i = 0; i < layout.dim; i++) ranges[i].add(vectors[row * layout.dim + i]);
  }
}

// set_ranges copies the ranges to the codec and the layout.
void fx_build::set_ranges() {
  if (layout.element != Element::uint8) return;
  bridge::require(!ranges.empty(), FX_ARGUMENT, "no vector was assigned");
  for (const Range &r : ranges) rows_codec.trained.push_back(r.least());
  for (const Range &r : ranges) rows_codec.trained.push_back(r.most() - r.least());
  layout.ranges = reinterpret_cast<const uint8_t *>(rows_codec.trained.data());
}

void fx_build::append(const float *vectors, const int64_t *order, int64_t first, int64_t last) {
  if (layout.parts == 0) {
    for (int64_t list = first; list < last; list++) append_list(vectors, order, list);
  } else if (appended < layout.lists) {
    append_codes(vectors, order, first, last);
  } else {
    if (first == 0) bridge::write_middle(*file, layout);
    append_rows(vectors, order, layout.start[first], layout.start[last], -1);
  }
}

// append_codes encodes many lists in parallel: one list cannot use all threads.
void fx_build::append_codes(const float *vectors, const int64_t *order, int64_t first, int64_t last) {
  std::vector<std::vector<uint8_t>> blocks(last - first);
  bridge::parallel(last - first, [&](int64_t i) { blocks[i] = encode(vectors, order, first + i); });
  for (int64_t i = 0; i < last - first; i++) bridge::write_codes(*file, layout, first + i, blocks[i].data());
}

std::vector<uint8_t> fx_build::encode(const float *vectors, const int64_t *order, int64_t list) const {
  const int64_t first = layout.start[list], n = layout.start[list + 1] - first;
  std::vector<uint8_t> single(n * codec->code_size), blocks(layout.list_bytes(n));
  for (int64_t i = 0; i < n; i++) {
    codec->compute_code(vectors + order[first + i] * layout.dim, single.data() + i * codec->code_size);
  }
  const int64_t room = (n + bridge::code_block - 1) / bridge::code_block * bridge::code_block;
  faiss::pq4_pack_codes(single.data(), n, layout.parts, room, bridge::code_block, layout.parts, blocks.data());
  return blocks;
}

void fx_build::append_list(const float *vectors, const int64_t *order, int64_t list) {
  append_rows(vectors, order, layout.start[list], layout.start[list + 1], list);
  if (layout.lists > 0) bridge::write_numbers(*file, layout, list);
}

// append_rows writes the vectors of rows first to last-1. Unless vectors have codes, the rows belong to list.
void fx_build::append_rows(const float *vectors, const int64_t *order, int64_t first, int64_t last, int64_t list) {
  for (int64_t row = first; row < last; row += block_rows) {
    const int64_t some = std::min(block_rows, last - row);
    gather(vectors, order + row, some);
    if (layout.element == Element::float32) {
      file->write(rows.data(), rows.size() * sizeof(float));
      continue;
    }
    shorten(some, list);
    file->write(codes.data(), codes.size());
  }
}

// shorten encodes the first n elements of rows, which belong to list, with fewer bits.
void fx_build::shorten(int64_t n, int64_t list) {
  codes.resize(n * layout.vector_size());
  if (residuals) {
    const std::vector<faiss::idx_t> lists(n, list);
    residuals->encode_vectors(n, rows.data(), lists.data(), codes.data());
  } else {
    rows_codec.compute_codes(rows.data(), codes.data(), n);
  }
}

// gather copies the vectors with indices order[0] to order[n-1] into rows.
void fx_build::gather(const float *vectors, const int64_t *order, int64_t n) {
  rows.resize(n * layout.dim);
  for (int64_t i = 0; i < n; i++) {
    std::copy_n(vectors + order[i] * layout.dim, layout.dim, rows.data() + i * layout.dim);
  }
}

namespace {

// guard_build is guard for functions that use all threads of the build.
template <class Body>
int guard_build(const fx_build *b, fx_error *err, Body &&body) {
  return bridge::guard(err, [&] {
    omp_set_num_threads(b->threads);  // for loops of the calling thread
    body();
  });
}

}  // namespace

extern "C" {

int fx_build_new(int32_t dim, int64_t lists, int32_t element, int32_t parts, int32_t threads, fx_build **out,
                 fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(dim > 0 && lists >= 0 && lists <= std::numeric_limits<int>::max() && threads > 0,
                    FX_ARGUMENT, "dimension, number of lists or threads is out of range");
    bridge::require(element >= FX_FLOAT32 && element <= FX_UINT8, FX_ARGUMENT, "unknown type of element");
    bridge::require(element == FX_FLOAT32 || lists > 0, FX_ARGUMENT, "elements of 16 or 8 bits need lists");
    bridge::require(element != FX_UINT8 || parts > 0, FX_ARGUMENT, "elements of 8 bits need codes");
    bridge::require(parts == 0 || (element != FX_FLOAT32 && parts > 0 && parts % 2 == 0 && dim % parts == 0), FX_ARGUMENT,
                    "codes need elements of 16 or 8 bits, and an even number of parts that divides the dimension");
    *out = new fx_build(dim, lists, bridge::Layout::Element(element), parts, threads);
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
    bridge::require(b->codec && n >= bridge::code_values, FX_ARGUMENT, "fewer vectors than code values, or no codes");
    b->train_codes(sample, n);
  });
}

int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err) {
  return guard_build(b, err, [&] {
    bridge::require(b->centroids.ntotal > 0, FX_ARGUMENT, "not trained");
    std::vector<float> distances(n);
    b->centroids.search(n, vectors, 1, distances.data(), list);
    if (b->layout.element == fx_build::Element::uint8) b->learn_ranges(vectors, n);
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
                    FX_ARGUMENT, "lists are appended out of order, or before the file was created");
    b->append(vectors, order, first, last);
    b->appended += last - first;
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
