// Chooses the lists nearest to a query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layout.h"

namespace bridge {

// A Near is the number and the distance of a list or row. Equal distances are ordered by number.
struct Near {
  float distance;
  int64_t number;
  bool operator<(const Near &o) const {
    return distance != o.distance ? distance < o.distance : number < o.number;
  }
  bool operator>(const Near &o) const { return o < *this; }
};

// NearestLists returns lists, nearest first. It sorts them lazily, because most searches
// end long before the last list.
class NearestLists {
 public:
  explicit NearestLists(std::vector<Near> lists);

  size_t left() const { return heap_.size(); }
  int64_t next();

 private:
  std::vector<Near> heap_;
};

// Centroids are a layout's centroids with 8 bits per element. They take a quarter of
// the memory of floats, and are precise enough to choose lists.
class Centroids {
 public:
  // layout must outlive the centroids.
  explicit Centroids(const Layout &layout);

  // nearest returns the n lists nearest to the query.
  NearestLists nearest(const float *query, size_t n) const;

 private:
  const Layout &layout_;
  const size_t width_;          // dim, rounded up to whole pairs of registers
  float step_;                  // the value of an element is its number times step_
  std::vector<int8_t> numbers_; // lists * width
  std::vector<float> squares_;  // squared lengths
};

}  // namespace bridge
