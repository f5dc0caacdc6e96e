#include "coded.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "half.h"
#include "scan.h"

namespace bridge {
namespace {

// known makes a distance of NaN, which damaged vectors give, one that can be sorted.
float known(float distance) {
  return distance >= 0 ? distance : std::numeric_limits<float>::infinity();
}

// keep_nearest leaves the n nearest, in order.
void keep_nearest(std::vector<Near> &all, size_t n) {
  n = std::min(n, all.size());
  std::partial_sort(all.begin(), all.begin() + n, all.end());
  all.resize(n);
}

void scan_lists(const Layout &layout, const std::vector<Near> &lists, const Estimator &estimator,
                Shortlist &shortlist) {
  constexpr size_t ahead = 4096;
  for (size_t i = 0; i < lists.size(); i++) {
    if (i + 1 < lists.size()) prefetch(layout.codes[lists[i + 1].number], ahead);
    const int64_t l = lists[i].number;
    estimator.scan(layout.codes[l], layout.start[l + 1] - layout.start[l], layout.start[l], shortlist);
  }
}

// refine returns the rows with their true distances.
std::vector<Near> refine(const Layout &layout, const std::vector<uint64_t> &rows, const float *query) {
  constexpr size_t ahead = 8;
  const size_t size = layout.vector_size();
  const auto vector = [&](size_t i) { return layout.vectors + rows[i] * size; };
  std::vector<Near> found(rows.size());
  for (size_t i = 0; i < std::min(ahead, rows.size()); i++) prefetch(vector(i), size);
  for (size_t i = 0; i < rows.size(); i++) {
    if (i + ahead < rows.size()) prefetch(vector(i + ahead), size);
    found[i] = {known(half_distance(query, vector(i), layout.dim)), int64_t(rows[i])};
  }
  return found;
}

faiss::ProductQuantizer read_codec(const Layout &layout) {
  faiss::ProductQuantizer codec(layout.dim, layout.parts, 4);
  std::memcpy(codec.centroids.data(), layout.books, codec.centroids.size() * sizeof(float));
  return codec;
}

}  // namespace

CodedIndex::CodedIndex(const Layout &layout)
    : layout_(layout), codec_(read_codec(layout)), centroids_(layout) {}

int64_t CodedIndex::search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const {
  const Estimator estimator(codec_, query);
  const auto lists = centroids_.nearest(query, nprobe);
  Shortlist shortlist(std::min(k * k_factor, layout_.count));
  scan_lists(layout_, lists, estimator, shortlist);
  auto found = refine(layout_, shortlist.best(), query);
  keep_nearest(found, k);
  std::transform(found.begin(), found.end(), hits, [](const Near &n) { return fx_hit{n.number, n.distance}; });
  return int64_t(found.size());
}

}  // namespace bridge
