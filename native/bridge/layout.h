// The layout of an index file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bridge.h"

namespace bridge {

class OutputFile;

// A Layout describes a file in FAISS's format. The file contains one of our four index
// types, all with L2 distances:
//
//   - flat: IndexFlat;
//   - lists of floats: IndexIVFFlat;
//   - lists of 16-bit floats: IndexIVFScalarQuantizer;
//   - coded: IndexRefine of an IndexIVFPQFastScan, whose lists contain 4-bit codes, and
//     an IndexScalarQuantizer of 16-bit floats or of bytes.
//
// In the Layout of read_layout, all pointers point into the file and all sizes fit.
struct Layout {
  // The storage type of vector elements.
  enum class Element : int32_t { float32 = FX_FLOAT32, float16 = FX_FLOAT16, uint8 = FX_UINT8 };

  int dim = 0;
  int64_t count = 0;
  int64_t lists = 0;   // 0: flat
  int64_t nprobe = 0;  // 1 to lists, 0: flat
  Element element = Element::float32;
  int parts = 0;       // parts of a vector, each with a 4-bit code; 0: lists contain the vectors
  int k_factor = 0;    // candidates per hit, 1 to max_k_factor; 0: no codes

  const uint8_t *vectors = nullptr;    // flat and coded: count * vector_size() bytes
  const uint8_t *centroids = nullptr;  // lists * dim floats
  const uint8_t *books = nullptr;      // coded: parts * 16 * (dim / parts) floats, the values of the codes
  const uint8_t *ranges = nullptr;     // uint8: dim least values, then dim widths of ranges, as floats
  std::vector<int64_t> start;          // lists+1: list l contains rows start[l] to start[l+1]-1
  std::vector<const uint8_t *> codes;  // lists: the codes of a list; unless coded, its IDs follow

  size_t vector_size() const { return dim * element_size(); }
  size_t element_size() const { return element == Element::uint8 ? 1 : element == Element::float16 ? 2 : 4; }

  // list_bytes returns the size of the codes of n rows in a list.
  size_t list_bytes(size_t n) const;
};

// FAISS stores 4-bit codes in blocks of this many vectors.
constexpr int code_block = 32;
constexpr int code_values = 16;  // of four bits
constexpr int max_k_factor = 1 << 16;

inline size_t Layout::list_bytes(size_t n) const {
  if (parts == 0) return n * vector_size();
  return (n + code_block - 1) / code_block * code_block * parts / 2;
}

// Each type of file has its order of calls. Flat: beginning, vectors. Lists: beginning,
// then the vectors and the numbers of each list. Coded: beginning, the codes of each
// list, middle, vectors, end.
void write_beginning(OutputFile &file, const Layout &layout);
void write_numbers(OutputFile &file, const Layout &layout, int64_t list);
void write_codes(OutputFile &file, const Layout &layout, int64_t list, const uint8_t *codes);
void write_middle(OutputFile &file, const Layout &layout);
void write_end(OutputFile &file, const Layout &layout);

// read_layout checks the whole file, to its last byte, and throws FX_FORMAT if a byte is wrong.
Layout read_layout(const uint8_t *file, size_t size);

}  // namespace bridge
