// SIMD registers, as wide as the CPUs of this variant support. Only this file depends on the width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace bridge {

#ifdef __AVX512BW__

constexpr int registers = 32;

using Floats = __m512;
inline Floats load(const float *p) { return _mm512_loadu_ps(p); }
inline Floats load_halves(const uint8_t *p) {
  return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline Floats load_bytes(const uint8_t *p) {
  return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p))));
}
inline Floats all(float x) { return _mm512_set1_ps(x); }
inline void store(float *to, Floats x) { _mm512_storeu_ps(to, x); }
inline Floats add_product(Floats sum, Floats x, Floats y) { return _mm512_fmadd_ps(x, y, sum); }
inline Floats less_product(Floats from, Floats x, Floats y) { return _mm512_fnmadd_ps(x, y, from); }
inline float total(Floats x) { return _mm512_reduce_add_ps(x); }

// Ints contains integers of 8, 16 or 32 bits.
using Ints = __m512i;
inline Ints no_ints() { return _mm512_setzero_si512(); }
inline Ints load(const uint8_t *p) { return _mm512_loadu_si512(p); }
inline Ints load(const int16_t *p) { return _mm512_loadu_si512(p); }
inline Ints load(const int8_t *p) {
  return _mm512_cvtepi8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline Ints load_32(const uint8_t *p) {
  return _mm512_zextsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)));
}
inline Ints low_bits(Ints x) { return _mm512_and_si512(x, _mm512_set1_epi8(15)); }
inline Ints high_bits(Ints x) { return low_bits(_mm512_srli_epi16(x, 4)); }
inline Ints odd_bytes(Ints x) { return _mm512_srli_epi16(x, 8); }
inline Ints look_up(Ints table, Ints at) { return _mm512_shuffle_epi8(table, at); }
inline Ints add_words(Ints x, Ints y) { return _mm512_add_epi16(x, y); }
inline Ints add_ints(Ints x, Ints y) { return _mm512_add_epi32(x, y); }
inline Ints products(Ints x, Ints y) { return _mm512_madd_epi16(x, y); }
inline int32_t total(Ints x) { return _mm512_reduce_add_epi32(x); }
inline __m256i fold_words(Ints x) {
  return _mm256_add_epi16(_mm512_castsi512_si256(x), _mm512_extracti64x4_epi64(x, 1));
}

#else

constexpr int registers = 16;

using Floats = __m256;
inline Floats load(const float *p) { return _mm256_loadu_ps(p); }
inline Floats load_halves(const uint8_t *p) {
  return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
}
inline Floats load_bytes(const uint8_t *p) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i *>(p))));
}
inline Floats all(float x) { return _mm256_set1_ps(x); }
inline void store(float *to, Floats x) { _mm256_storeu_ps(to, x); }
inline Floats add_product(Floats sum, Floats x, Floats y) { return _mm256_fmadd_ps(x, y, sum); }
inline Floats less_product(Floats from, Floats x, Floats y) { return _mm256_fnmadd_ps(x, y, from); }
inline float total(Floats x) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

// Ints contains integers of 8, 16 or 32 bits.
using Ints = __m256i;
inline Ints no_ints() { return _mm256_setzero_si256(); }
inline Ints load(const uint8_t *p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)); }
inline Ints load(const int16_t *p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)); }
inline Ints load(const int8_t *p) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
}
inline Ints load_32(const uint8_t *p) { return load(p); }
inline Ints low_bits(Ints x) { return _mm256_and_si256(x, _mm256_set1_epi8(15)); }
inline Ints high_bits(Ints x) { return low_bits(_mm256_srli_epi16(x, 4)); }
inline Ints odd_bytes(Ints x) { return _mm256_srli_epi16(x, 8); }
inline Ints look_up(Ints table, Ints at) { return _mm256_shuffle_epi8(table, at); }
inline Ints add_words(Ints x, Ints y) { return _mm256_add_epi16(x, y); }
inline Ints add_ints(Ints x, Ints y) { return _mm256_add_epi32(x, y); }
inline Ints products(Ints x, Ints y) { return _mm256_madd_epi16(x, y); }
inline int32_t total(Ints x) {
  __m128i s = _mm_add_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
  s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1)));
}
inline __m256i fold_words(Ints x) { return x; }

#endif

// The functions above:
//
//   load(int8_t *)  widens bytes to words of 16 bits
//   load_32         loads 32 bytes, the rest of the register is 0
//   load_halves     widens 16-bit floats, load_bytes converts bytes to floats
//   low_bits        returns the lower four bits of each byte, high_bits the upper four
//   odd_bytes       returns every second byte as a word
//   look_up         replaces each byte by an entry of the 16-byte table of its lane
//   products        multiplies words and adds adjacent products, which are ints of 32 bits
//   fold_words      adds both halves of a wide register

inline Floats add_square(Floats sum, Floats x) { return add_product(sum, x, x); }

constexpr size_t width = sizeof(Floats) / sizeof(float);

}  // namespace bridge
