// Searches lists of 4-bit codes and compares the vectors of the best candidates.
#pragma once

#include <cstdint>
#include <optional>

#include <faiss/impl/ProductQuantizer.h>

#include "bridge.h"
#include "bytes.h"
#include "centroids.h"
#include "layout.h"

namespace bridge {

// A CodedIndex searches like FAISS's IndexRefine of an IndexIVFPQFastScan, in the
// same file with the same parameters. It differs in these points:
//
//   - It searches for one query at a time.
//   - It chooses lists by centroids with 8 bits per element.
//   - It scans lists nearest first, so that the limit falls quickly, and stops when
//     the remaining lists are unlikely to contain hits. nprobe is the maximum.
//   - It compares the best candidates first. They show how much the estimates err,
//     and so which other candidates to skip. A large k_factor is therefore cheap.
//   - It loads vectors ahead, from memory or disk, while it compares others.
class CodedIndex {
 public:
  // layout must outlive the index.
  explicit CodedIndex(const Layout &layout);

  // search writes the k nearest of at most k * k_factor candidates to hits, and returns the number of hits.
  int64_t search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const;

  // vector writes the vector of a row as floats.
  void vector(int64_t row, float *to) const;

 private:
  const Layout &layout_;
  std::optional<ByteScale> scale_;  // only for 8-bit elements
  faiss::ProductQuantizer codec_;
  Centroids centroids_;
};

}  // namespace bridge
