// Writes the fields of FAISS's format in the order in which FAISS writes them.
// read_layout accepts only these values.

#include <numeric>

#include <faiss/impl/ScalarQuantizer.h>

#include "file.h"
#include "layout.h"

namespace bridge {
namespace {

template <class T>
void put(OutputFile &file, T value) {
  file.write(&value, sizeof value);
}

void put_tag(OutputFile &file, const char (&tag)[5]) {
  file.write(tag, 4);
}

void put_header(OutputFile &file, const char (&tag)[5], int dim, int64_t count) {
  put_tag(file, tag);
  put<int32_t>(file, dim);
  put<int64_t>(file, count);
  put<int64_t>(file, 1 << 20);  // filler
  put<int64_t>(file, 1 << 20);
  put<uint8_t>(file, 1);  // trained
  put<int32_t>(file, faiss::METRIC_L2);
}

void put_centroids(OutputFile &file, const Layout &layout) {
  const int64_t elements = layout.lists * layout.dim;
  put_header(file, "IxF2", layout.dim, layout.lists);
  put<uint64_t>(file, elements);
  file.write(layout.centroids, elements * sizeof(float));
}

void put_ivf(OutputFile &file, const char (&tag)[5], const Layout &layout) {
  put_header(file, tag, layout.dim, layout.count);
  put<uint64_t>(file, layout.lists);
  put<uint64_t>(file, layout.nprobe);
  put_centroids(file, layout);
  put<uint8_t>(file, 0);  // no direct map
  put<uint64_t>(file, 0);
}

void put_codec(OutputFile &file, const Layout &layout) {
  const bool bytes = layout.element == Layout::Element::uint8;
  put<int32_t>(file, bytes ? faiss::ScalarQuantizer::QT_8bit : faiss::ScalarQuantizer::QT_fp16);
  put<int32_t>(file, faiss::ScalarQuantizer::RS_minmax);
  put<float>(file, 0);
  put<uint64_t>(file, layout.dim);
  put<uint64_t>(file, layout.vector_size());
  const uint64_t learnt = bytes ? 2 * layout.dim : 0;
  put<uint64_t>(file, learnt);
  file.write(layout.ranges, learnt * sizeof(float));
}

void put_list_table(OutputFile &file, const Layout &layout) {
  put_tag(file, "ilar");
  put<uint64_t>(file, layout.lists);
  put<uint64_t>(file, layout.vector_size());
  put_tag(file, "full");
  put<uint64_t>(file, layout.lists);
  for (int64_t l = 0; l < layout.lists; l++) put<uint64_t>(file, layout.start[l + 1] - layout.start[l]);
}

// put_code_codec writes the codec of the 4-bit codes. They encode whole vectors, not
// residuals, so that one table of distances suffices for all lists.
void put_code_codec(OutputFile &file, const Layout &layout) {
  put<uint8_t>(file, 0);  // no residuals
  put<uint64_t>(file, layout.parts / 2);  // code size
  put<int32_t>(file, code_block);
  put<uint64_t>(file, layout.parts);
  put<int32_t>(file, 0);   // implementation: FAISS's choice
  put<uint64_t>(file, 0);  // queries at once: FAISS's choice
  put<uint64_t>(file, layout.dim);
  put<uint64_t>(file, layout.parts);
  put<uint64_t>(file, 4);  // bits
  put<uint64_t>(file, code_values * layout.dim);
  file.write(layout.books, code_values * layout.dim * sizeof(float));
}

void put_coded(OutputFile &file, const Layout &layout) {
  put_header(file, "IxRF", layout.dim, layout.count);
  put_ivf(file, "IwPf", layout);
  put_code_codec(file, layout);
  put_tag(file, "ilbl");
  put<uint64_t>(file, layout.lists);
  put<int64_t>(file, -1);  // no size of a single code
  put<uint64_t>(file, code_block);
  put<uint64_t>(file, layout.list_bytes(code_block));
}

}  // namespace

void write_beginning(OutputFile &file, const Layout &layout) {
  if (layout.lists == 0) {
    put_header(file, "IxF2", layout.dim, layout.count);
    put<uint64_t>(file, layout.count * layout.dim);
  } else if (layout.parts > 0) {
    put_coded(file, layout);
  } else if (layout.element == Layout::Element::float16) {
    put_ivf(file, "IwSq", layout);
    put_codec(file, layout);
    put<uint64_t>(file, layout.vector_size());
    put<uint8_t>(file, 1);  // residuals
    put_list_table(file, layout);
  } else {
    put_ivf(file, "IwFl", layout);
    put_list_table(file, layout);
  }
}

void write_numbers(OutputFile &file, const Layout &layout, int64_t list) {
  const int64_t first = layout.start[list], last = layout.start[list + 1];
  std::vector<int64_t> numbers(last - first);
  std::iota(numbers.begin(), numbers.end(), first);
  file.write(numbers.data(), numbers.size() * sizeof(int64_t));
}

void write_codes(OutputFile &file, const Layout &layout, int64_t list, const uint8_t *codes) {
  const uint64_t size = layout.start[list + 1] - layout.start[list];
  put<uint64_t>(file, size);
  write_numbers(file, layout, list);
  put<uint64_t>(file, layout.list_bytes(size));
  file.write(codes, layout.list_bytes(size));
}

void write_middle(OutputFile &file, const Layout &layout) {
  put_header(file, "IxSQ", layout.dim, layout.count);
  put_codec(file, layout);
  put<uint64_t>(file, layout.count * layout.vector_size());
}

void write_end(OutputFile &file, const Layout &layout) {
  put<float>(file, float(layout.k_factor));
}

}  // namespace bridge
