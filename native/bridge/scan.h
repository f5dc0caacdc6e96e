// Distances to vectors in 4-bit codes, estimated.
#pragma once

#include <cstddef>
#include <cstdint>

#include <faiss/impl/ProductQuantizer.h>
#include <faiss/utils/AlignedTable.h>

#include "shortlist.h"

namespace bridge {

// An Estimator holds what a query's parts are away from what the codes stand
// for, in 8 bits. Its estimates are whole numbers that order vectors as their
// distances to the query do, roughly.
class Estimator {
 public:
  Estimator(const faiss::ProductQuantizer &codec, const float *query);

  // scan offers n vectors in FAISS's blocks of codes to the list, numbered from first.
  void scan(const uint8_t *codes, size_t n, uint64_t first, Shortlist &list) const;

  // unit is what a difference of one between estimates is in squared distance.
  float unit() const { return unit_; }

 private:
  // estimate_block writes the estimates of a block of 32 vectors.
  void estimate_block(const uint8_t *codes, uint16_t *estimates) const;

  const size_t parts_;  // a multiple of two
  float unit_;
  faiss::AlignedTable<uint8_t, 64> table_;  // parts * 16
};

}  // namespace bridge
