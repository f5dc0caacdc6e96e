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
  bool operator>(const Near &o) const { return o < *this; }
};

// NearestLists gives out lists, nearest first. Most searches end long before the last
// one, so that they are put in order only as they are asked for.
class NearestLists {
 public:
  explicit NearestLists(std::vector<Near> lists);

  size_t left() const { return heap_.size(); }
  int64_t next();

 private:
  std::vector<Near> heap_;
};

// Centroids are a layout's centroids in 8 bits an element: a quarter of what a
// search must read, and near enough to tell which lists to search.
class Centroids {
 public:
  // layout must outlive the centroids.
  explicit Centroids(const Layout &layout);

  // nearest returns the n nearest.
  NearestLists nearest(const float *query, size_t n) const;

 private:
  const Layout &layout_;
  const size_t width_;          // dim, rounded up to whole pairs of registers
  float step_;                  // an element's value is its number times this
  std::vector<int8_t> numbers_; // lists * width
  std::vector<float> squares_;  // of lengths
};

}  // namespace bridge
