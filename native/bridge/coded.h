// Search in lists of 4-bit codes, refined by the vectors themselves.
#pragma once

#include <cstdint>
#include <optional>

#include <faiss/impl/ProductQuantizer.h>

#include "bridge.h"
#include "bytes.h"
#include "centroids.h"
#include "layout.h"

namespace bridge {

// A CodedIndex searches as FAISS's IndexRefine of an IndexIVFPQFastScan does, in
// the same file with the same parameters, but for one query at a time:
//
//   - lists are chosen by centroids in 8 bits an element;
//   - lists are scanned nearest first, so that the limit falls quickly, and only
//     while they promise something: nprobe is the most that are;
//   - the best candidates tell which of the others need not be compared, and by
//     how much estimates err, so that k_factor may be generous;
//   - the candidates' vectors are on their way while others are compared, also
//     those on the disk.
class CodedIndex {
 public:
  // layout must outlive the index.
  explicit CodedIndex(const Layout &layout);

  // search writes the k nearest of at most k * k_factor candidates, or what there is, and returns their number.
  int64_t search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const;

  // vector writes a row as floats.
  void vector(int64_t row, float *to) const;

 private:
  const Layout &layout_;
  std::optional<ByteScale> scale_;  // of 8-bit vectors
  faiss::ProductQuantizer codec_;
  Centroids centroids_;
};

}  // namespace bridge
