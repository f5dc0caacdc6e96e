// The lists nearest to a query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layout.h"

namespace bridge {

// A Near is something at a distance; equally near ones are ordered by number.
struct Near {
  float distance;
  int64_t number;
  bool operator<(const Near &o) const {
    return distance != o.distance ? distance < o.distance : number < o.number;
  }
};

// Centroids are a layout's centroids in 8 bits an element: a quarter of what a
// search must read, and near enough to tell which lists to search.
class Centroids {
 public:
  // layout must outlive the centroids.
  explicit Centroids(const Layout &layout);

  // nearest returns the n nearest, nearest first.
  std::vector<Near> nearest(const float *query, size_t n) const;

 private:
  const Layout &layout_;
  const size_t width_;          // dim, rounded up to whole registers
  float step_;                  // an element's value is its number times this
  std::vector<int8_t> numbers_; // lists * width
  std::vector<float> squares_;  // of lengths
};

}  // namespace bridge
