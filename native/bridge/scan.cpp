#include "scan.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "layout.h"
#include "simd.h"

namespace bridge {
namespace {

// finite limits a distance to 1e30. A damaged file may cause NaN or infinity.
float finite(float x) { return x < 1e30f ? x : 1e30f; }

// Sums are the sums of the table entries of 16 vectors. A register contains the entries of four parts (AVX-512) or two
// parts (AVX2). Even and odd bytes have separate sums of 16 bits. The even bytes are added together with the adjacent
// odd ones, which store subtracts.
struct Sums {
  Ints all = no_ints(), odds = no_ints();

  void add(Ints entries) {
    all = add_words(all, entries);
    odds = add_words(odds, odd_bytes(entries));
  }
  void store(uint16_t *to) const;
};

void Sums::store(uint16_t *to) const {
  const __m256i o = fold_words(odds);
  const __m256i e = _mm256_sub_epi16(fold_words(all), _mm256_slli_epi16(o, 8));
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
  Sums first, second;
  const auto add = [&](Ints c, Ints table) {
    first.add(look_up(table, low_bits(c)));
    second.add(look_up(table, high_bits(c)));
  };
  const uint8_t *table = table_.get();
  const size_t size = parts_ * code_values;  // of the block and of the table
  size_t i = 0;
  for (; i + sizeof(Ints) <= size; i += sizeof(Ints)) add(load(codes + i), load(table + i));
  if (i < size) add(load_32(codes + i), load_32(table + i));  // half of a wide register
  first.store(estimates);
  second.store(estimates + 16);
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
