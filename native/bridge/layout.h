// What lies where in an index file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bridge {

class OutputFile;

// A Layout describes a file in FAISS's format that holds one of our four types
// of index (L2 only): IndexFlat; IndexIVFFlat; IndexIVFScalarQuantizer of 16-bit
// floats; and the coded one, IndexRefine of an IndexIVFPQFastScan, whose lists
// hold 4-bit codes, by an IndexScalarQuantizer of 16-bit floats. Of a file that was read, all
// pointers point into it and all sizes fit.
struct Layout {
  int dim = 0;
  int64_t count = 0;
  int64_t lists = 0;   // 0: flat
  int64_t nprobe = 0;  // 1 to lists, 0: flat
  bool half = false;   // elements are 16-bit floats
  int parts = 0;       // 4-bit codes of a vector, one for each part of it; 0: lists hold the vectors
  int k_factor = 0;    // candidates by their codes for each hit, 1 to max_k_factor; 0: no codes

  const uint8_t *vectors = nullptr;    // flat: count * dim floats; coded: count * dim 16-bit floats
  const uint8_t *centroids = nullptr;  // lists * dim floats
  const uint8_t *books = nullptr;      // coded: parts * 16 * (dim / parts) floats, what codes stand for
  std::vector<int64_t> start;          // lists+1: list l holds rows start[l] to start[l+1]-1
  std::vector<const uint8_t *> codes;  // lists: a list's codes; behind them its ids, unless coded

  size_t vector_size() const { return dim * (half ? sizeof(uint16_t) : sizeof(float)); }

  // list_bytes is the size of n rows' codes in a list.
  size_t list_bytes(size_t n) const;
};

// FAISS lays 4-bit codes out in blocks of this many vectors.
constexpr int code_block = 32;
constexpr int code_values = 16;  // of four bits
constexpr int max_k_factor = 1 << 16;

inline size_t Layout::list_bytes(size_t n) const {
  if (parts == 0) return n * vector_size();
  return (n + code_block - 1) / code_block * code_block * parts / 2;
}

// A file is written in this order. A flat one: beginning, vectors. One of lists:
// beginning, then of each list its vectors and its numbers. A coded one:
// beginning, codes of each list, middle, vectors, end.
void write_beginning(OutputFile &file, const Layout &layout);
void write_numbers(OutputFile &file, const Layout &layout, int64_t list);
void write_codes(OutputFile &file, const Layout &layout, int64_t list, const uint8_t *codes);
void write_middle(OutputFile &file, const Layout &layout);
void write_end(OutputFile &file, const Layout &layout);

// read_layout understands the whole file, to its last byte, or throws FX_FORMAT.
Layout read_layout(const uint8_t *file, size_t size);

}  // namespace bridge
