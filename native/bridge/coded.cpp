#include "coded.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include <faiss/impl/pq4_fast_scan.h>
#include <faiss/utils/distances.h>

#include "half.h"
#include "scan.h"

namespace bridge {
namespace {

// A Near is something at a distance; equally near ones are ordered by number.
struct Near {
  float distance;
  int64_t number;
  bool operator<(const Near &o) const {
    return distance != o.distance ? distance < o.distance : number < o.number;
  }
};

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

// doubtful says how many centroids, nearest by their codes, must be compared
// exactly to find the n nearest: codes are off by some places.
size_t doubtful(size_t n) { return n + n / 2 + 16; }

// nearest_lists returns the nprobe lists whose centroids are nearest, in order.
std::vector<Near> nearest_lists(const Layout &layout, const uint8_t *codes, const Estimator &estimator,
                                const float *query, size_t nprobe) {
  Shortlist shortlist(std::min<size_t>(doubtful(nprobe), layout.lists));
  estimator.scan(codes, layout.lists, 0, shortlist);
  const auto *centroids = reinterpret_cast<const float *>(layout.centroids);
  std::vector<Near> lists;
  lists.reserve(shortlist.best().size());
  for (const uint64_t l : shortlist.best()) {
    lists.push_back({known(faiss::fvec_L2sqr(query, centroids + l * layout.dim, layout.dim)), int64_t(l)});
  }
  keep_nearest(lists, nprobe);
  return lists;
}

void scan_lists(const Layout &layout, const std::vector<Near> &lists, const Estimator &estimator,
                Shortlist &shortlist) {
  for (const Near &near : lists) {
    const int64_t l = near.number;
    estimator.scan(layout.codes[l], layout.start[l + 1] - layout.start[l], layout.start[l], shortlist);
  }
}

// refine returns the rows with their true distances.
std::vector<Near> refine(const Layout &layout, const std::vector<uint64_t> &rows, const float *query) {
  constexpr size_t ahead = 4;
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
    : layout_(layout), codec_(read_codec(layout)), centroids_(layout.list_bytes(layout.lists)) {
  std::vector<uint8_t> codes(layout.lists * codec_.code_size);
  codec_.compute_codes(reinterpret_cast<const float *>(layout.centroids), codes.data(), layout.lists);
  const size_t room = (layout.lists + code_block - 1) / code_block * code_block;
  faiss::pq4_pack_codes(codes.data(), layout.lists, layout.parts, room, code_block, layout.parts, centroids_.get());
}

int64_t CodedIndex::search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const {
  const Estimator estimator(codec_, query);
  const auto lists = nearest_lists(layout_, centroids_.get(), estimator, query, nprobe);
  Shortlist shortlist(std::min(k * k_factor, layout_.count));
  scan_lists(layout_, lists, estimator, shortlist);
  auto found = refine(layout_, shortlist.best(), query);
  keep_nearest(found, k);
  std::transform(found.begin(), found.end(), hits, [](const Near &n) { return fx_hit{n.number, n.distance}; });
  return int64_t(found.size());
}

}  // namespace bridge
