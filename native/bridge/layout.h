// What lies where in an index file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bridge.h"

namespace bridge {

class OutputFile;

// A Layout describes a file in FAISS's format that holds one of our four types
// of index (L2 only): IndexFlat; IndexIVFFlat; IndexIVFScalarQuantizer of 16-bit
// floats; and the coded one, IndexRefine of an IndexIVFPQFastScan, whose lists
// hold 4-bit codes, by an IndexScalarQuantizer of 16-bit floats or of bytes. Of a
// file that was read, all pointers point into it and all sizes fit.
struct Layout {
  // What an element of a vector is kept as.
  enum class Element : int32_t { float32 = FX_FLOAT32, float16 = FX_FLOAT16, uint8 = FX_UINT8 };

  int dim = 0;
  int64_t count = 0;
  int64_t lists = 0;   // 0: flat
  int64_t nprobe = 0;  // 1 to lists, 0: flat
  Element element = Element::float32;
  int parts = 0;       // 4-bit codes of a vector, one for each part of it; 0: lists hold the vectors
  int k_factor = 0;    // candidates by their codes for each hit, 1 to max_k_factor; 0: no codes

  const uint8_t *vectors = nullptr;    // flat and coded: count * vector_size() bytes
  const uint8_t *centroids = nullptr;  // lists * dim floats
  const uint8_t *books = nullptr;      // coded: parts * 16 * (dim / parts) floats, what codes stand for
  const uint8_t *ranges = nullptr;     // uint8: dim floats, the least values, and dim more, how far the largest are above
  std::vector<int64_t> start;          // lists+1: list l holds rows start[l] to start[l+1]-1
  std::vector<const uint8_t *> codes;  // lists: a list's codes; behind them its ids, unless coded

  size_t vector_size() const { return dim * element_size(); }
  size_t element_size() const { return element == Element::uint8 ? 1 : element == Element::float16 ? 2 : 4; }

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
