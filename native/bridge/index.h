// An index over a mapped file.
#pragma once

#include <memory>

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVF.h>

#include "bridge.h"
#include "coded.h"
#include "file.h"
#include "layout.h"

// An fx_index searches a mapped file with FAISS's index classes, or with CodedIndex if
// vectors have codes. It reads the vectors from the mapping, without copying them.
struct fx_index {
  explicit fx_index(const char *path);

  int64_t search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const;
  void vector(int64_t row, float *to) const;

  const bridge::MappedFile file;
  const bridge::Layout layout;

 private:
  void search_flat(const float *query, int64_t k, float *distances, int64_t *rows) const;
  void search_lists(const float *query, int64_t k, int64_t nprobe, float *distances, int64_t *rows) const;

  std::unique_ptr<faiss::IndexFlat> flat;  // the vectors, or the centroids of ivf
  std::unique_ptr<faiss::InvertedLists> lists;
  std::unique_ptr<faiss::IndexIVF> ivf;
  std::unique_ptr<bridge::CodedIndex> coded;  // if set, the three above are not
};
