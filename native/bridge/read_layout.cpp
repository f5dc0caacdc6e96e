// The bridge reads FAISS's format itself, because FAISS trusts files:
//
//   - It multiplies sizes without a check for overflow. A flat index with flipped
//     high bits in its count passes FAISS's only check, and the first search reads far
//     outside the file.
//   - It accepts lists outside the file.
//   - It maps a folder like a file.
//
// Here, every field must have the only value that the bridge writes, or is bounded by
// the remaining bytes.

#include "layout.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <faiss/impl/ScalarQuantizer.h>

#include "guard.h"

namespace bridge {
namespace {

constexpr int max_dim = 1 << 16;
constexpr uint64_t max_lists = 1 << 20;

// A Reader reads the fields of a file in order.
class Reader {
 public:
  Reader(const uint8_t *at, size_t left) : at_(at), left_(left) {}

  template <class T>
  T next(const char *field) {
    T value;
    std::memcpy(&value, block(1, sizeof value, field), sizeof value);
    return value;
  }

  template <class T>
  void expect(T wanted, const char *field) {
    if (next<T>(field) != wanted) refuse(field);
  }

  void expect_tag(const char (&tag)[5], const char *field) {
    if (std::memcmp(block(4, 1, field), tag, 4) != 0) refuse(field);
  }

  // block skips n elements of the given size, 1 to 2^32, and returns the address of the first.
  const uint8_t *block(uint64_t n, uint64_t size, const char *field) {
    if (n > left_ / size) refuse(field);
    const uint8_t *start = at_;
    at_ += n * size;
    left_ -= n * size;
    return start;
  }

  uint64_t left() const { return left_; }

  [[noreturn]] static void refuse(const char *field) {
    throw Failure(FX_FORMAT, std::string("wrong or truncated: ") + field);
  }

 private:
  const uint8_t *at_;
  uint64_t left_;
};

// read_header reads the fields that follow the tag of every index, and returns the number of vectors.
int64_t read_header(Reader &in, int &dim) {
  dim = in.next<int32_t>("dimension");
  if (dim < 1 || dim > max_dim) in.refuse("dimension");
  const auto count = in.next<int64_t>("count");
  if (count < 0) in.refuse("count");
  in.expect<int64_t>(1 << 20, "filler");
  in.expect<int64_t>(1 << 20, "filler");
  in.expect<uint8_t>(1, "trained");
  in.expect<int32_t>(faiss::METRIC_L2, "metric");
  return count;
}

// read_floats reads an array of n vectors, preceded by its length.
const uint8_t *read_floats(Reader &in, int64_t n, int dim, const char *field) {
  const auto elements = in.next<uint64_t>(field);
  if (elements % dim != 0 || elements / dim != uint64_t(n)) in.refuse(field);
  return in.block(elements, sizeof(float), field);
}

const uint8_t *read_centroids(Reader &in, int64_t lists, int dim) {
  in.expect_tag("IxF2", "quantizer");
  int same_dim;
  if (read_header(in, same_dim) != lists || same_dim != dim) in.refuse("quantizer");
  return read_floats(in, lists, dim, "centroids");
}

// read_codec reads the fields of a codec that follow its type. It sets layout.ranges for 8-bit elements.
void read_codec(Reader &in, Layout &layout) {
  in.expect<int32_t>(faiss::ScalarQuantizer::RS_minmax, "codec range");
  in.expect<float>(0, "codec range");
  in.expect<uint64_t>(layout.dim, "codec dimension");
  in.expect<uint64_t>(layout.vector_size(), "codec size");
  const uint64_t learnt = layout.element == Layout::Element::uint8 ? 2 * uint64_t(layout.dim) : 0;
  in.expect<uint64_t>(learnt, "codec training");
  layout.ranges = in.block(learnt, sizeof(float), "codec training");
}

void read_half_codec(Reader &in, Layout &layout) {
  in.expect<int32_t>(faiss::ScalarQuantizer::QT_fp16, "codec");
  layout.element = Layout::Element::float16;
  read_codec(in, layout);
}

// read_half_or_byte_codec reads the codec of the vectors of a coded index.
void read_half_or_byte_codec(Reader &in, Layout &layout) {
  const auto type = in.next<int32_t>("codec");
  if (type != faiss::ScalarQuantizer::QT_fp16 && type != faiss::ScalarQuantizer::QT_8bit) in.refuse("codec");
  const bool bytes = type == faiss::ScalarQuantizer::QT_8bit;
  layout.element = bytes ? Layout::Element::uint8 : Layout::Element::float16;
  read_codec(in, layout);
}

// read_sizes reads the table of list sizes. It rejects FAISS's other format, which omits empty lists.
std::vector<uint64_t> read_sizes(Reader &in, uint64_t lists) {
  in.expect_tag("full", "list table");
  in.expect<uint64_t>(lists, "list sizes");
  std::vector<uint64_t> sizes(lists);
  std::memcpy(sizes.data(), in.block(lists, sizeof(uint64_t), "list sizes"), lists * sizeof(uint64_t));
  return sizes;
}

void read_lists(Reader &in, Layout &layout) {
  in.expect_tag("ilar", "lists");
  in.expect<uint64_t>(layout.lists, "lists");
  in.expect<uint64_t>(layout.vector_size(), "code size");
  const std::vector<uint64_t> sizes = read_sizes(in, layout.lists);
  layout.start.reserve(layout.lists + 1);
  layout.codes.reserve(layout.lists);
  layout.start.push_back(0);
  for (const uint64_t size : sizes) {
    if (size > std::numeric_limits<uint32_t>::max()) in.refuse("list sizes");  // FAISS packs offsets in 32 bits
    layout.codes.push_back(in.block(size, layout.vector_size() + sizeof(int64_t), "list"));
    layout.start.push_back(layout.start.back() + int64_t(size));
  }
  if (layout.start.back() != layout.count) in.refuse("list sizes");
}

// read_ivf reads the fields that follow the tag of every index with lists.
void read_ivf(Reader &in, Layout &layout) {
  layout.count = read_header(in, layout.dim);
  const auto lists = in.next<uint64_t>("number of lists");
  if (lists < 1 || lists > max_lists) in.refuse("number of lists");
  layout.lists = int64_t(lists);
  const auto nprobe = in.next<uint64_t>("nprobe");
  if (nprobe < 1 || nprobe > lists) in.refuse("nprobe");
  layout.nprobe = int64_t(nprobe);
  layout.centroids = read_centroids(in, layout.lists, layout.dim);
  in.expect<uint8_t>(0, "direct map");
  in.expect<uint64_t>(0, "direct map");
}

void read_half_lists(Reader &in, Layout &layout) {
  read_ivf(in, layout);
  read_half_codec(in, layout);
  in.expect<uint64_t>(layout.vector_size(), "code size");
  in.expect<uint8_t>(1, "residuals");
  read_lists(in, layout);
}

void read_code_codec(Reader &in, Layout &layout) {
  in.expect<uint8_t>(0, "residuals");
  const auto code_size = in.next<uint64_t>("code size");
  if (code_size < 1 || code_size > uint64_t(layout.dim) / 2) in.refuse("code size");
  layout.parts = int(2 * code_size);
  if (layout.dim % layout.parts != 0) in.refuse("code size");
  in.expect<int32_t>(code_block, "code block");
  in.expect<uint64_t>(layout.parts, "parts");
  in.expect<int32_t>(0, "implementation");
  in.expect<uint64_t>(0, "queries at once");
  in.expect<uint64_t>(layout.dim, "codec dimension");
  in.expect<uint64_t>(layout.parts, "codec parts");
  in.expect<uint64_t>(4, "codec bits");
  in.expect<uint64_t>(uint64_t(code_values) * layout.dim, "code books");
  layout.books = in.block(code_values, layout.dim * sizeof(float), "code books");
}

// check_numbers rejects rows that are not numbered in the order of the lists, as in
// FAISS's own builds. The code of such a row would not belong to its vector.
void check_numbers(Reader &in, const uint8_t *numbers, uint64_t size, int64_t first) {
  if (size == 0) return;
  int64_t ends[2];
  std::memcpy(&ends[0], numbers, sizeof(int64_t));
  std::memcpy(&ends[1], numbers + (size - 1) * sizeof(int64_t), sizeof(int64_t));
  if (ends[0] != first || ends[1] != first + int64_t(size) - 1) in.refuse("row numbers");
}

// read_coded_list reads a list and returns its size, which the file contains twice.
uint64_t read_coded_list(Reader &in, Layout &layout) {
  const auto size = in.next<uint64_t>("list size");
  check_numbers(in, in.block(size, sizeof(int64_t), "row numbers"), size, layout.start.back());
  in.expect<uint64_t>(layout.list_bytes(size), "list size");
  layout.codes.push_back(in.block(layout.list_bytes(size), 1, "list"));
  return size;
}

void read_coded_lists(Reader &in, Layout &layout) {
  in.expect_tag("ilbl", "lists");
  in.expect<uint64_t>(layout.lists, "lists");
  in.expect<int64_t>(-1, "code size");
  in.expect<uint64_t>(code_block, "code block");
  in.expect<uint64_t>(layout.list_bytes(code_block), "code block");
  layout.start.push_back(0);
  for (int64_t l = 0; l < layout.lists; l++) {
    layout.start.push_back(layout.start.back() + int64_t(read_coded_list(in, layout)));
  }
  if (layout.start.back() != layout.count) in.refuse("list sizes");
}

// read_refinement reads the vectors, which are in the order of the lists.
void read_refinement(Reader &in, Layout &layout) {
  in.expect_tag("IxSQ", "vectors");
  int same_dim;
  if (read_header(in, same_dim) != layout.count || same_dim != layout.dim) in.refuse("vectors");
  read_half_or_byte_codec(in, layout);
  in.expect<uint64_t>(layout.count * layout.vector_size(), "vectors");
  layout.vectors = in.block(layout.count, layout.vector_size(), "vectors");
  const auto k_factor = in.next<float>("k_factor");
  if (!(k_factor >= 1 && k_factor <= max_k_factor && k_factor == std::floor(k_factor))) in.refuse("k_factor");
  layout.k_factor = int(k_factor);
}

void read_coded(Reader &in, Layout &layout) {
  int same_dim;
  const int64_t same_count = read_header(in, same_dim);
  in.expect_tag("IwPf", "lists");
  read_ivf(in, layout);
  if (layout.count != same_count || layout.dim != same_dim) in.refuse("count or dimension");
  read_code_codec(in, layout);
  read_coded_lists(in, layout);
  read_refinement(in, layout);
}

}  // namespace

Layout read_layout(const uint8_t *file, size_t size) {
  Reader in(file, size);
  Layout layout;
  const auto *tag = in.block(4, 1, "type");
  if (std::memcmp(tag, "IxF2", 4) == 0) {
    layout.count = read_header(in, layout.dim);
    layout.vectors = read_floats(in, layout.count, layout.dim, "vectors");
  } else if (std::memcmp(tag, "IwFl", 4) == 0) {
    read_ivf(in, layout);
    read_lists(in, layout);
  } else if (std::memcmp(tag, "IwSq", 4) == 0) {
    read_half_lists(in, layout);
  } else if (std::memcmp(tag, "IxRF", 4) == 0) {
    read_coded(in, layout);
  } else {
    in.refuse("type");
  }
  if (in.left() != 0) in.refuse("end");
  return layout;
}

}  // namespace bridge
