// Estimates distances to vectors from their 4-bit codes.
#pragma once

#include <cstddef>
#include <cstdint>

#include <faiss/impl/ProductQuantizer.h>
#include <faiss/utils/AlignedTable.h>

#include "shortlist.h"

namespace bridge {

// An Estimator contains the distances of a query's parts to the values of the codes,
// in 8 bits. Its estimates are integers that order vectors roughly like their
// distances to the query.
class Estimator {
 public:
  Estimator(const faiss::ProductQuantizer &codec, const float *query);

  // scan adds vectors with low estimates to the list. codes contains n vectors in FAISS's blocks, numbered from first.
  void scan(const uint8_t *codes, size_t n, uint64_t first, Shortlist &list) const;

  // unit returns the squared distance that corresponds to a difference of 1 between estimates.
  float unit() const { return unit_; }

 private:
  // estimate_block writes the estimates of a block of 32 vectors.
  void estimate_block(const uint8_t *codes, uint16_t *estimates) const;

  const size_t parts_;  // a multiple of two
  float unit_;
  faiss::AlignedTable<uint8_t, 64> table_;  // parts * 16
};

}  // namespace bridge
