// What lies where in an index file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bridge {

// A Layout describes a file that FAISS wrote for one of our three types of
// index (L2 only): IndexFlat, IndexIVFFlat, IndexIVFScalarQuantizer of 16-bit
// floats. All pointers point into the file and all sizes fit into it.
struct Layout {
  int dim = 0;
  int64_t count = 0;
  int64_t lists = 0;   // 0: flat
  int64_t nprobe = 0;  // 1 to lists, 0: flat
  bool half = false;

  const uint8_t *vectors = nullptr;    // flat: count * dim floats
  const uint8_t *centroids = nullptr;  // lists * dim floats
  std::vector<int64_t> start;          // lists+1: list l holds rows start[l] to start[l+1]-1
  std::vector<const uint8_t *> codes;  // lists: a list's codes, behind them its ids

  size_t code_size() const { return dim * (half ? sizeof(uint16_t) : sizeof(float)); }
};

// read_layout understands the whole file, to its last byte, or throws FX_FORMAT.
Layout read_layout(const uint8_t *file, size_t size);

}  // namespace bridge
