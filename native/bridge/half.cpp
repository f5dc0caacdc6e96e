#include "half.h"

#include <cstring>
#include <immintrin.h>

namespace bridge {
namespace {

float widen_one(const uint8_t *at) {
  uint16_t half;
  std::memcpy(&half, at, sizeof half);
  return _cvtsh_ss(half);
}

#ifdef __AVX512F__
using Floats = __m512;
inline Floats load(const float *p) { return _mm512_loadu_ps(p); }
inline Floats load(const uint8_t *p) {
  return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline void store(float *to, Floats x) { _mm512_storeu_ps(to, x); }
inline Floats zero() { return _mm512_setzero_ps(); }
inline Floats add_square(Floats sum, Floats x) { return _mm512_fmadd_ps(x, x, sum); }
inline float total(Floats x) { return _mm512_reduce_add_ps(x); }
#else
using Floats = __m256;
inline Floats load(const float *p) { return _mm256_loadu_ps(p); }
inline Floats load(const uint8_t *p) {
  return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
}
inline void store(float *to, Floats x) { _mm256_storeu_ps(to, x); }
inline Floats zero() { return _mm256_setzero_ps(); }
inline Floats add_square(Floats sum, Floats x) { return _mm256_fmadd_ps(x, x, sum); }
inline float total(Floats x) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}
#endif

constexpr size_t width = sizeof(Floats) / sizeof(float);

}  // namespace

float half_distance(const float *query, const uint8_t *vector, size_t n) {
  Floats even = zero(), odd = zero();  // two sums keep the adder busy
  size_t i = 0;
  for (; i + 2 * width <= n; i += 2 * width) {
    even = add_square(even, load(query + i) - load(vector + 2 * i));
    odd = add_square(odd, load(query + i + width) - load(vector + 2 * (i + width)));
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
  for (; i + width <= n; i += width) store(to + i, load(vector + 2 * i));
  for (; i < n; i++) to[i] = widen_one(vector + 2 * i);
}

}  // namespace bridge
