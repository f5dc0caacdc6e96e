// Vectors of 8-bit elements in the format of FAISS's QT_8bit. The range of each element
// is divided into 255 equal steps, and byte b represents the middle of step b.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bridge {

// A ByteScale converts the bytes of each element to values: least + b * step.
class ByteScale {
 public:
  // ByteScale reads the least values of n elements, then the widths of their ranges, as floats.
  ByteScale(const uint8_t *ranges, size_t n);

  // widen converts a vector to floats.
  void widen(const uint8_t *vector, float *to) const;

 private:
  friend class ByteQuery;
  std::vector<float> least_, step_;
};

// A ByteQuery compares one query with many vectors.
class ByteQuery {
 public:
  // scale must outlive the ByteQuery.
  ByteQuery(const ByteScale &scale, const float *query);

  // distance returns the squared L2 distance of the query and a vector.
  float distance(const uint8_t *vector) const;

 private:
  const std::vector<float> &step_;
  std::vector<float> above_;  // the query minus the least values
};

}  // namespace bridge
