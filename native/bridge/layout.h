// What lies where in an index file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bridge {

class OutputFile;

// A Layout describes a file in FAISS's format that holds one of our three types
// of index (L2 only): IndexFlat, IndexIVFFlat, IndexIVFScalarQuantizer of 16-bit
// floats. Of a file that was read, all pointers point into it and all sizes fit.
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

// write_layout writes a file's beginning, up to the vectors of a flat index or
// the first list. It needs all of layout but vectors and codes. A list is its
// codes, then its rows' numbers as 64-bit integers.
void write_layout(OutputFile &file, const Layout &layout);

// read_layout understands the whole file, to its last byte, or throws FX_FORMAT.
Layout read_layout(const uint8_t *file, size_t size);

}  // namespace bridge
