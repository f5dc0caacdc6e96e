// Keeps the best of many candidates.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace bridge {

// A Shortlist keeps the candidates with the smallest estimates. Equal estimates are
// ordered by number. It collects twice as many candidates as it keeps, then drops the
// worse half.
class Shortlist {
 public:
  explicit Shortlist(size_t size) : size_(size) { entries_.reserve(2 * size); }

  // limit returns the largest estimate that add accepts.
  uint16_t limit() const { return limit_; }

  // add adds a candidate. Its number must be below 2^48, and its estimate within the limit.
  void add(uint16_t estimate, uint64_t number) {
    if (entries_.size() == 2 * size_) shrink();
    taken_++;
    entries_.push_back(uint64_t(estimate) << 48 | number);
  }

  // taken returns the number of candidates added so far, size the number kept in the end.
  size_t taken() const { return taken_; }
  size_t size() const { return size_; }

  // full reports whether a limit applies.
  bool full() const { return limit_ != UINT16_MAX; }

  // A Candidate is an estimate and, in the lower 48 bits, a number.
  using Candidate = uint64_t;
  static uint16_t estimate(Candidate c) { return uint16_t(c >> 48); }
  static uint64_t number(Candidate c) { return c & ((uint64_t(1) << 48) - 1); }

  // best returns the kept candidates: the best ones, as many as first, and then the others. Neither group is sorted.
  const std::vector<Candidate> &best(size_t first) {
    if (entries_.size() > size_) shrink();
    if (first < entries_.size()) std::nth_element(entries_.begin(), entries_.begin() + first, entries_.end());
    return entries_;
  }

 private:
  void shrink() {
    std::nth_element(entries_.begin(), entries_.begin() + (size_ - 1), entries_.end());
    limit_ = uint16_t(entries_[size_ - 1] >> 48);
    entries_.resize(size_);
  }

  const size_t size_;
  size_t taken_ = 0;
  uint16_t limit_ = UINT16_MAX;
  std::vector<Candidate> entries_;
};

}  // namespace bridge
