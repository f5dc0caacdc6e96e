#include "centroids.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <immintrin.h>
#include <utility>

namespace bridge {
namespace {

// finite returns x, or 0 if x is NaN or huge. Damaged files may contain such values.
float finite(float x) { return std::fabs(x) < 1e15f ? x : 0; }

// round_to converts n floats to integer multiples of step, -127 to 127.
template <class Number>
void round_to(Number *to, const float *from, size_t n, float step) {
  const float per = step > 0 ? 1 / step : 0;
  for (size_t i = 0; i < n; i++) to[i] = Number(std::lrintf(finite(from[i]) * per));
}

// step_of returns the smallest step at which no float is larger than 127 steps.
float step_of(const float *values, size_t n) {
  float most = 0;
  for (size_t i = 0; i < n; i++) most = std::max(most, std::fabs(finite(values[i])));
  return most > 1e-15f ? most / 127 : 0;
}

#ifdef __AVX512BW__
constexpr size_t register_numbers = 32;
using Words = __m512i;
inline Words zero() { return _mm512_setzero_si512(); }
inline Words load(const int16_t *p) { return _mm512_loadu_si512(p); }
inline Words load(const int8_t *p) {
  return _mm512_cvtepi8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline Words add(Words x, Words y) { return _mm512_add_epi32(x, y); }
inline Words products(Words x, Words y) { return _mm512_madd_epi16(x, y); }
inline int32_t total(Words x) { return _mm512_reduce_add_epi32(x); }
#else
constexpr size_t register_numbers = 16;
using Words = __m256i;
inline Words zero() { return _mm256_setzero_si256(); }
inline Words load(const int16_t *p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)); }
inline Words load(const int8_t *p) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
}
inline Words add(Words x, Words y) { return _mm256_add_epi32(x, y); }
inline Words products(Words x, Words y) { return _mm256_madd_epi16(x, y); }
inline int32_t total(Words x) {
  __m128i s = _mm_add_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
  s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1)));
}
#endif

constexpr size_t at_once = 2 * register_numbers;  // two sums keep the adder busy

// product returns the inner product of n 8-bit numbers and n 16-bit numbers. n is a multiple of at_once.
int32_t product(const int8_t *bytes, const int16_t *words, size_t n) {
  Words even = zero(), odd = zero();
  for (size_t i = 0; i < n; i += at_once) {
    even = add(even, products(load(bytes + i), load(words + i)));
    odd = add(odd, products(load(bytes + i + register_numbers), load(words + i + register_numbers)));
  }
  return total(add(even, odd));
}

}  // namespace

NearestLists::NearestLists(std::vector<Near> lists) : heap_(std::move(lists)) {
  std::make_heap(heap_.begin(), heap_.end(), std::greater<>());
}

int64_t NearestLists::next() {
  std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
  const int64_t number = heap_.back().number;
  heap_.pop_back();
  return number;
}

Centroids::Centroids(const Layout &layout)
    : layout_(layout), width_((layout.dim + at_once - 1) / at_once * at_once),
      numbers_(layout.lists * width_), squares_(layout.lists) {
  const auto *values = reinterpret_cast<const float *>(layout.centroids);
  const size_t dim = layout.dim;
  step_ = step_of(values, layout.lists * dim);
  for (int64_t l = 0; l < layout.lists; l++) {
    int8_t *numbers = numbers_.data() + l * width_;
    round_to(numbers, values + l * dim, dim, step_);
    float sum = 0;
    for (size_t i = 0; i < dim; i++) sum += float(numbers[i]) * float(numbers[i]);
    squares_[l] = sum * step_ * step_;
  }
}

NearestLists Centroids::nearest(const float *query, size_t n) const {
  std::vector<int16_t> words(width_);
  const float step = step_of(query, layout_.dim);
  round_to(words.data(), query, layout_.dim, step);
  std::vector<Near> all(layout_.lists);
  for (int64_t l = 0; l < layout_.lists; l++) {
    const auto inner = float(product(numbers_.data() + l * width_, words.data(), width_));
    all[l] = {squares_[l] - 2 * step * step_ * inner, l};
  }
  if (n < all.size()) std::nth_element(all.begin(), all.begin() + n, all.end());
  all.resize(n);
  return NearestLists(std::move(all));
}

}  // namespace bridge
