// Search in lists of 4-bit codes, refined by the vectors themselves.
#pragma once

#include <cstdint>
#include <vector>

#include <faiss/impl/ProductQuantizer.h>
#include <faiss/utils/AlignedTable.h>

#include "bridge.h"
#include "layout.h"

namespace bridge {

// A CodedIndex searches as FAISS's IndexRefine of an IndexIVFPQFastScan does, in
// the same file with the same parameters, but for one query at a time:
//
//   - the centroids are coded too, so that the query's one table of distances
//     sorts out most of them; exact distances decide among the others;
//   - lists are scanned nearest first, so that the limit falls quickly;
//   - the candidates' vectors are on their way while others are compared.
class CodedIndex {
 public:
  // layout must outlive the index.
  explicit CodedIndex(const Layout &layout);

  // search writes the k nearest of k * k_factor candidates, or what there is, and returns their number.
  int64_t search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const;

 private:
  const Layout &layout_;
  faiss::ProductQuantizer codec_;
  faiss::AlignedTable<uint8_t> centroids_;  // in blocks of codes, as in a list
};

}  // namespace bridge
