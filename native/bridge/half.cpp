#include "half.h"

#include <cstring>

#include "simd.h"

namespace bridge {
namespace {

float widen_one(const uint8_t *at) {
  uint16_t half;
  std::memcpy(&half, at, sizeof half);
  return _cvtsh_ss(half);
}

}  // namespace

float half_distance(const float *query, const uint8_t *vector, size_t n) {
  Floats even = all(0), odd = all(0);  // two sums keep the adder busy
  size_t i = 0;
  for (; i + 2 * width <= n; i += 2 * width) {
    even = add_square(even, load(query + i) - load_halves(vector + 2 * i));
    odd = add_square(odd, load(query + i + width) - load_halves(vector + 2 * (i + width)));
  }
  float sum = total(even + odd);
  for (; i < n; i++) {
    const float d = query[i] - widen_one(vector + 2 * i);
    sum += d * d;
  }
  return sum;
}

void widen(const uint8_t *vector, size_t n, float *to) {
  size_t i = 0;
  for (; i + width <= n; i += width) store(to + i, load_halves(vector + 2 * i));
  for (; i < n; i++) to[i] = widen_one(vector + 2 * i);
}

}  // namespace bridge
