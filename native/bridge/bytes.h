// Vectors of 8-bit elements, as FAISS's QT_8bit keeps them: byte b of element i stands
// for the middle of the b-th of 255 equal steps from the element's least value up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bridge {

// A ByteScale says what the bytes of each element stand for: least + b * step.
class ByteScale {
 public:
  // ByteScale reads n floats, the least values, and n more, how far the largest are above them.
  ByteScale(const uint8_t *ranges, size_t n);

  // widen writes a vector as floats.
  void widen(const uint8_t *vector, float *to) const;

 private:
  friend class ByteQuery;
  std::vector<float> least_, step_;
};

// A ByteQuery compares one query with many vectors.
class ByteQuery {
 public:
  // scale must live as long.
  ByteQuery(const ByteScale &scale, const float *query);

  // distance returns the squared L2 distance of the query and a vector.
  float distance(const uint8_t *vector) const;

 private:
  const std::vector<float> &step_;
  std::vector<float> above_;  // how far the query is above the least values
};

}  // namespace bridge
