#include "scan.h"

#include <algorithm>
#include <cmath>
#include <immintrin.h>
#include <vector>

#include "layout.h"

namespace bridge {
namespace {

// finite limits a distance to 1e30. A damaged file may cause NaN or infinity.
float finite(float x) { return x < 1e30f ? x : 1e30f; }

// Bytes is a register with the codes of four parts (AVX-512) or two parts (AVX2), or
// with their table entries. Even and odd bytes have separate sums of 16 bits. The
// even bytes are added together with the adjacent odd ones, which store subtracts.
#ifdef __AVX512BW__
using Bytes = __m512i;
inline Bytes load(const uint8_t *p) { return _mm512_loadu_si512(p); }
inline Bytes low(Bytes x) { return _mm512_and_si512(x, _mm512_set1_epi8(15)); }
inline Bytes high(Bytes x) { return low(_mm512_srli_epi16(x, 4)); }
inline Bytes look_up(Bytes table, Bytes at) { return _mm512_shuffle_epi8(table, at); }
inline Bytes add(Bytes x, Bytes y) { return _mm512_add_epi16(x, y); }
inline Bytes odd(Bytes x) { return _mm512_srli_epi16(x, 8); }
inline Bytes zero() { return _mm512_setzero_si512(); }
inline __m256i halves(Bytes x) {
  return _mm256_add_epi16(_mm512_castsi512_si256(x), _mm512_extracti64x4_epi64(x, 1));
}
#else
using Bytes = __m256i;
inline Bytes load(const uint8_t *p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(p)); }
inline Bytes low(Bytes x) { return _mm256_and_si256(x, _mm256_set1_epi8(15)); }
inline Bytes high(Bytes x) { return low(_mm256_srli_epi16(x, 4)); }
inline Bytes look_up(Bytes table, Bytes at) { return _mm256_shuffle_epi8(table, at); }
inline Bytes add(Bytes x, Bytes y) { return _mm256_add_epi16(x, y); }
inline Bytes odd(Bytes x) { return _mm256_srli_epi16(x, 8); }
inline Bytes zero() { return _mm256_setzero_si256(); }
inline __m256i halves(Bytes x) { return x; }
#endif

// store writes the sums of 16 vectors. all contains the sums of even bytes with the
// adjacent odd ones, odds the sums of odd bytes.
inline void store(Bytes all, Bytes odds, uint16_t *to) {
  const __m256i o = halves(odds);
  const __m256i e = _mm256_sub_epi16(halves(all), _mm256_slli_epi16(o, 8));
  const __m128i even = _mm_add_epi16(_mm256_castsi256_si128(e), _mm256_extracti128_si256(e, 1));
  const __m128i odd = _mm_add_epi16(_mm256_castsi256_si128(o), _mm256_extracti128_si256(o, 1));
  // In a block, FAISS stores the first eight vectors in the even bytes.
  _mm_storeu_si128(reinterpret_cast<__m128i *>(to), even);
  _mm_storeu_si128(reinterpret_cast<__m128i *>(to + 8), odd);
}

// within returns a bit mask of the 32 estimates that are at most limit.
inline uint32_t within(const uint16_t *estimates, uint16_t limit) {
  const __m256i most = _mm256_set1_epi16(short(limit));
  const auto *at = reinterpret_cast<const __m256i *>(estimates);
  const __m256i a = _mm256_loadu_si256(at), b = _mm256_loadu_si256(at + 1);
  const __m256i bytes = _mm256_packs_epi16(_mm256_cmpeq_epi16(_mm256_min_epu16(a, most), a),
                                           _mm256_cmpeq_epi16(_mm256_min_epu16(b, most), b));
  return uint32_t(_mm256_movemask_epi8(_mm256_permute4x64_epi64(bytes, 0xd8)));
}

}  // namespace

Estimator::Estimator(const faiss::ProductQuantizer &codec, const float *query)
    : parts_(codec.M), table_((codec.M + 3) / 4 * 4 * code_values) {
  std::vector<float> distances(parts_ * code_values);
  codec.compute_distance_table(query, distances.data());
  std::vector<float> least(parts_);
  float widest = 1e-30f, all = 1e-30f;
  for (size_t p = 0; p < parts_; p++) {
    float *d = distances.data() + p * code_values, *end = d + code_values;
    std::transform(d, end, d, finite);
    const auto [min, max] = std::minmax_element(d, end);
    least[p] = *min;
    widest = std::max(widest, *max - *min);
    all += *max - *min;
  }
  const float scale = std::min(255 / widest, (UINT16_MAX - parts_) / all);  // sums stay below 2^16
  unit_ = 1 / scale;
  table_.clear();
  for (size_t i = 0; i < distances.size(); i++) {
    table_[i] = uint8_t((distances[i] - least[i / code_values]) * scale + .5f);
  }
}

void Estimator::estimate_block(const uint8_t *codes, uint16_t *estimates) const {
  Bytes all0 = zero(), odds0 = zero(), all1 = zero(), odds1 = zero();
  const uint8_t *table = table_.get();
  const size_t size = parts_ * code_values;  // of the block and of the table
  size_t i = 0;
  for (; i + sizeof(Bytes) <= size; i += sizeof(Bytes)) {
    const Bytes c = load(codes + i), t = load(table + i);
    const Bytes x = look_up(t, low(c)), y = look_up(t, high(c));
    all0 = add(all0, x);
    odds0 = add(odds0, odd(x));
    all1 = add(all1, y);
    odds1 = add(odds1, odd(y));
  }
#ifdef __AVX512BW__
  if (i < size) {  // half a register; the table is padded with zeros
    const Bytes c = _mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(codes + i)));
    const Bytes t = _mm512_zextsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(table + i)));
    const Bytes x = look_up(t, low(c)), y = look_up(t, high(c));
    all0 = add(all0, x);
    odds0 = add(odds0, odd(x));
    all1 = add(all1, y);
    odds1 = add(odds1, odd(y));
  }
#endif
  store(all0, odds0, estimates);
  store(all1, odds1, estimates + 16);
}

void Estimator::scan(const uint8_t *codes, size_t n, uint64_t first, Shortlist &list) const {
  const size_t size = parts_ * code_values;
  uint16_t estimates[code_block];
  for (size_t at = 0; at < n; at += code_block, codes += size) {
    estimate_block(codes, estimates);
    uint32_t good = within(estimates, list.limit());
    if (n - at < code_block) good &= (uint32_t(1) << (n - at)) - 1;  // the last block is padded
    for (; good != 0; good &= good - 1) {
      const int i = __builtin_ctz(good);
      if (estimates[i] <= list.limit()) list.add(estimates[i], first + at + i);
    }
  }
}

}  // namespace bridge
