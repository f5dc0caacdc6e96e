// A SIMD register of floats, as wide as the CPUs of this variant support.
#pragma once

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace bridge {

#ifdef __AVX512F__
using Floats = __m512;
inline Floats load(const float *p) { return _mm512_loadu_ps(p); }
inline Floats load_halves(const uint8_t *p) {
  return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline Floats load_bytes(const uint8_t *p) {
  return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p))));
}
inline void store(float *to, Floats x) { _mm512_storeu_ps(to, x); }
inline Floats zero() { return _mm512_setzero_ps(); }
inline Floats add_square(Floats sum, Floats x) { return _mm512_fmadd_ps(x, x, sum); }
inline Floats less_product(Floats from, Floats x, Floats y) { return _mm512_fnmadd_ps(x, y, from); }
inline float total(Floats x) { return _mm512_reduce_add_ps(x); }
#else
using Floats = __m256;
inline Floats load(const float *p) { return _mm256_loadu_ps(p); }
inline Floats load_halves(const uint8_t *p) {
  return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
}
inline Floats load_bytes(const uint8_t *p) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i *>(p))));
}
inline void store(float *to, Floats x) { _mm256_storeu_ps(to, x); }
inline Floats zero() { return _mm256_setzero_ps(); }
inline Floats add_square(Floats sum, Floats x) { return _mm256_fmadd_ps(x, x, sum); }
inline Floats less_product(Floats from, Floats x, Floats y) { return _mm256_fnmadd_ps(x, y, from); }
inline float total(Floats x) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}
#endif

constexpr size_t width = sizeof(Floats) / sizeof(float);

}  // namespace bridge
