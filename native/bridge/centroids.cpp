#include "centroids.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "simd.h"

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

constexpr size_t register_words = sizeof(Ints) / sizeof(int16_t);
constexpr size_t at_once = 2 * register_words;  // two sums keep the adder busy

// product returns the inner product of n 8-bit numbers and n 16-bit numbers. n is a multiple of at_once.
int32_t product(const int8_t *bytes, const int16_t *words, size_t n) {
  Ints even = no_ints(), odd = no_ints();
  for (size_t i = 0; i < n; i += at_once) {
    even = add_ints(even, products(load(bytes + i), load(words + i)));
    odd = add_ints(odd, products(load(bytes + i + register_words), load(words + i + register_words)));
  }
  return total(add_ints(even, odd));
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
