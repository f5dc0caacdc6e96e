#include "bytes.h"

#include <cstring>

#include "simd.h"

namespace bridge {

ByteScale::ByteScale(const uint8_t *ranges, size_t n) : least_(n), step_(n) {
  std::memcpy(least_.data(), ranges, n * sizeof(float));
  std::memcpy(step_.data(), ranges + n * sizeof(float), n * sizeof(float));
  for (size_t i = 0; i < n; i++) {
    step_[i] /= 255;
    least_[i] += step_[i] / 2;
  }
}

void ByteScale::widen(const uint8_t *vector, float *to) const {
  for (size_t i = 0; i < least_.size(); i++) to[i] = least_[i] + float(vector[i]) * step_[i];
}

ByteQuery::ByteQuery(const ByteScale &scale, const float *query) : step_(scale.step_), above_(scale.least_.size()) {
  for (size_t i = 0; i < above_.size(); i++) above_[i] = query[i] - scale.least_[i];
}

float ByteQuery::distance(const uint8_t *vector) const {
  const size_t n = above_.size();
  const float *above = above_.data(), *step = step_.data();
  Floats even = all(0), odd = all(0);  // two sums keep the adder busy
  size_t i = 0;
  for (; i + 2 * width <= n; i += 2 * width) {
    even = add_square(even, less_product(load(above + i), load_bytes(vector + i), load(step + i)));
    const size_t j = i + width;
    odd = add_square(odd, less_product(load(above + j), load_bytes(vector + j), load(step + j)));
  }
  float sum = total(even + odd);
  for (; i < n; i++) {
    const float d = above[i] - float(vector[i]) * step[i];
    sum += d * d;
  }
  return sum;
}

}  // namespace bridge
