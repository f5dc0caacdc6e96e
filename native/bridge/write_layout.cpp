// The fields of FAISS's format in the order that FAISS writes them in. What
// read_layout wants to find is what is written here.

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

void put_no_direct_map(OutputFile &file) {
  put<uint8_t>(file, 0);
  put<uint64_t>(file, 0);
}

void put_half_codec(OutputFile &file, const Layout &layout) {
  put<int32_t>(file, faiss::ScalarQuantizer::QT_fp16);
  put<int32_t>(file, faiss::ScalarQuantizer::RS_minmax);
  put<float>(file, 0);
  put<uint64_t>(file, layout.dim);
  put<uint64_t>(file, layout.code_size());
  put<uint64_t>(file, 0);  // learnt values
  put<uint64_t>(file, layout.code_size());
  put<uint8_t>(file, 1);  // residuals
}

void put_list_table(OutputFile &file, const Layout &layout) {
  put_tag(file, "ilar");
  put<uint64_t>(file, layout.lists);
  put<uint64_t>(file, layout.code_size());
  put_tag(file, "full");
  put<uint64_t>(file, layout.lists);
  for (int64_t l = 0; l < layout.lists; l++) put<uint64_t>(file, layout.start[l + 1] - layout.start[l]);
}

}  // namespace

void write_layout(OutputFile &file, const Layout &layout) {
  if (layout.lists == 0) {
    put_header(file, "IxF2", layout.dim, layout.count);
    put<uint64_t>(file, layout.count * layout.dim);
    return;
  }
  put_header(file, layout.half ? "IwSq" : "IwFl", layout.dim, layout.count);
  put<uint64_t>(file, layout.lists);
  put<uint64_t>(file, layout.nprobe);
  put_centroids(file, layout);
  put_no_direct_map(file);
  if (layout.half) put_half_codec(file, layout);
  put_list_table(file, layout);
}

}  // namespace bridge
