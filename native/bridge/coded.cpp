#include "coded.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "file.h"
#include "half.h"
#include "scan.h"

namespace bridge {
namespace {

using Candidate = Shortlist::Candidate;

// surest is the number of candidates per hit that a search always compares.
constexpr int64_t surest = 16;

// known replaces NaN, the distance of damaged vectors, with infinity, which can be sorted.
float known(float distance) {
  return distance >= 0 ? distance : std::numeric_limits<float>::infinity();
}

// keep_nearest keeps only the n nearest, in order.
void keep_nearest(std::vector<Near> &all, size_t n) {
  n = std::min(n, all.size());
  std::partial_sort(all.begin(), all.begin() + n, all.end());
  all.resize(n);
}

// promising reports whether the remaining lists may still contain hits. rate is the number of candidates that each
// of the latest lists added. The rate falls, because lists come nearest first. If all remaining lists would add less than a
// tenth of the shortlist, they contain almost no hits. No fixed number of lists suits all queries: the neighbors of a
// product are in a few lists, those of a sentence in many.
bool promising(double rate, size_t left, const Shortlist &shortlist) {
  constexpr double tenth = .1;
  return !shortlist.full() || rate * double(left) >= tenth * double(shortlist.size());
}

void scan_lists(const Layout &layout, NearestLists lists, const Estimator &estimator, Shortlist &shortlist) {
  constexpr double latest = 16;  // lists in the moving average
  double rate = 0;               // candidates per list
  while (lists.left() > 0 && promising(rate, lists.left(), shortlist)) {
    const int64_t l = lists.next();
    const size_t before = shortlist.taken();
    estimator.scan(layout.codes[l], layout.start[l + 1] - layout.start[l], layout.start[l], shortlist);
    rate += (double(shortlist.taken() - before) - rate) / latest;
  }
}

// A Refiner compares the vectors of candidates with the query.
class Refiner {
 public:
  // scale is empty unless vectors have 8-bit elements.
  Refiner(const Layout &layout, const std::optional<ByteScale> &scale, const float *query, float unit)
      : layout_(layout), query_(query), unit_(unit) {
    if (scale) bytes_.emplace(*scale, query);
  }

  // nearest returns the k nearest candidates. The first ones must have the best estimates.
  std::vector<Near> nearest(const std::vector<Candidate> &all, size_t first, size_t k) {
    first = std::min(first, all.size());
    compare(all.data(), first);
    keep_nearest(found_, std::max(k, size_t(1)));
    if (first < all.size()) {
      const auto rest = hopeful(all, first);
      compare(rest.data(), rest.size());
      keep_nearest(found_, k);
    }
    return std::move(found_);
  }

 private:
  // compare adds candidates and their distances to found_. It prefetches their vectors.
  void compare(const Candidate *candidates, size_t n) {
    constexpr size_t ahead = 8;
    if (n > 0 && cold(candidates, n)) {
      for (size_t i = 0; i < n; i++) fetch(vector(candidates[i]), layout_.vector_size());
    }
    for (size_t i = 0; i < std::min(ahead, n); i++) prefetch(vector(candidates[i]), layout_.vector_size());
    for (size_t i = 0; i < n; i++) {
      if (i + ahead < n) prefetch(vector(candidates[i + ahead]), layout_.vector_size());
      const float distance = known(distance_of(vector(candidates[i])));
      found_.push_back({distance, int64_t(Shortlist::number(candidates[i]))});
      const float error = distance - Shortlist::estimate(candidates[i]) * unit_;
      errors_ += error;
      squares_ += double(error) * error;
      compared_++;
    }
  }

  float distance_of(const uint8_t *vector) const {
    return bytes_ ? bytes_->distance(vector) : half_distance(query_, vector, layout_.dim);
  }

  // cold samples the vectors and reports whether some are not in memory. The caller then
  // requests all from the disk at once: one by one takes ten times as long.
  bool cold(const Candidate *candidates, size_t n) const {
    for (size_t i = 0; i < n; i += n / 8 + 1) {
      if (!in_memory(vector(candidates[i]))) return true;
    }
    return false;
  }

  // hopeful returns the candidates after the first ones that could be nearer than the
  // farthest one found. It assumes that their estimates have the same distribution of
  // errors as the compared ones, and skips a candidate only beyond 3.5 standard deviations.
  std::vector<Candidate> hopeful(const std::vector<Candidate> &all, size_t first) const {
    constexpr double deviations = 3.5;
    const double mean = errors_ / compared_;
    const double deviation = std::sqrt(std::max(0., squares_ / compared_ - mean * mean));
    const double limit = (found_.back().distance - mean + deviations * deviation) / unit_;
    std::vector<Candidate> rest;
    for (size_t i = first; i < all.size(); i++) {
      if (!(Shortlist::estimate(all[i]) > limit)) rest.push_back(all[i]);
    }
    return rest;
  }

  const uint8_t *vector(Candidate c) const { return layout_.vectors + Shortlist::number(c) * layout_.vector_size(); }

  const Layout &layout_;
  const float *query_;
  const float unit_;
  std::optional<ByteQuery> bytes_;
  std::vector<Near> found_;
  double errors_ = 0, squares_ = 0, compared_ = 0;
};

faiss::ProductQuantizer read_codec(const Layout &layout) {
  faiss::ProductQuantizer codec(layout.dim, layout.parts, 4);
  std::memcpy(codec.centroids.data(), layout.books, codec.centroids.size() * sizeof(float));
  return codec;
}

}  // namespace

CodedIndex::CodedIndex(const Layout &layout)
    : layout_(layout), codec_(read_codec(layout)), centroids_(layout) {
  if (layout.element == Layout::Element::uint8) scale_.emplace(layout.ranges, layout.dim);
}

void CodedIndex::vector(int64_t row, float *to) const {
  const uint8_t *kept = layout_.vectors + row * layout_.vector_size();
  if (scale_) {
    scale_->widen(kept, to);
  } else {
    widen(kept, layout_.dim, to);
  }
}

int64_t CodedIndex::search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const {
  const Estimator estimator(codec_, query);
  Shortlist shortlist(std::min(k * k_factor, layout_.count));
  scan_lists(layout_, centroids_.nearest(query, nprobe), estimator, shortlist);
  const size_t first = std::max<size_t>(k * surest, 64);
  const auto found = Refiner(layout_, scale_, query, estimator.unit()).nearest(shortlist.best(first), first, k);
  std::transform(found.begin(), found.end(), hits, [](const Near &n) { return fx_hit{n.number, n.distance}; });
  return int64_t(found.size());
}

}  // namespace bridge
