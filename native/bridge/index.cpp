#include "index.h"

#include <algorithm>
#include <cstring>
#include <omp.h>

#include <faiss/IndexIVFFlat.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/invlists/InvertedLists.h>

#include "guard.h"

namespace {

using bridge::Layout;

// MappedLists are inverted lists in a mapped file. Their IDs are not used: the position in the lists gives the row.
struct MappedLists : faiss::ReadOnlyInvertedLists {
  explicit MappedLists(const Layout &layout)
      : ReadOnlyInvertedLists(layout.lists, layout.vector_size()), layout(layout) {}

  size_t list_size(size_t l) const override { return layout.start[l + 1] - layout.start[l]; }
  const uint8_t *get_codes(size_t l) const override { return layout.codes[l]; }
  const faiss::idx_t *get_ids(size_t l) const override {
    return reinterpret_cast<const faiss::idx_t *>(layout.codes[l] + list_size(l) * code_size);
  }

  const Layout &layout;
};

std::unique_ptr<faiss::IndexFlat> view_floats(const uint8_t *floats, int64_t count, int dim) {
  auto flat = std::make_unique<faiss::IndexFlatL2>(dim);
  flat->codes = faiss::MaybeOwnedVector<uint8_t>::create_view(
      const_cast<uint8_t *>(floats), count * dim * sizeof(float), nullptr);
  flat->ntotal = count;
  return flat;
}

std::unique_ptr<faiss::IndexIVF> view_lists(const Layout &layout, faiss::Index *centroids,
                                            faiss::InvertedLists *lists) {
  std::unique_ptr<faiss::IndexIVF> ivf;
  if (layout.element == Layout::Element::float16) {
    ivf = std::make_unique<faiss::IndexIVFScalarQuantizer>(
        centroids, layout.dim, layout.lists, faiss::ScalarQuantizer::QT_fp16, faiss::METRIC_L2, true, false);
  } else {
    ivf = std::make_unique<faiss::IndexIVFFlat>(centroids, layout.dim, layout.lists, faiss::METRIC_L2, false);
  }
  ivf->is_trained = true;
  ivf->ntotal = layout.count;
  ivf->replace_invlists(lists, false);
  return ivf;
}

}  // namespace

fx_index::fx_index(const char *path) : file(path), layout(bridge::read_layout(file.data(), file.size())) {
  if (layout.parts > 0) {
    bridge::fetch(file.data(), layout.vectors - file.data());
    file.expect_random(layout.vectors);
    coded = std::make_unique<bridge::CodedIndex>(layout);
    return;
  }
  if (layout.lists == 0) {
    flat = view_floats(layout.vectors, layout.count, layout.dim);
    return;
  }
  flat = view_floats(layout.centroids, layout.lists, layout.dim);
  lists = std::make_unique<MappedLists>(layout);
  ivf = view_lists(layout, flat.get(), lists.get());
}

void fx_index::search_flat(const float *query, int64_t k, float *distances, int64_t *rows) const {
  flat->search(1, query, k, distances, rows);
}

void fx_index::search_lists(const float *query, int64_t k, int64_t nprobe, float *distances,
                            int64_t *rows) const {
  std::vector<float> near(nprobe);
  std::vector<faiss::idx_t> list(nprobe);
  flat->search(1, query, nprobe, near.data(), list.data());
  faiss::IVFSearchParameters parameters;
  parameters.nprobe = nprobe;
  faiss::IndexIVFStats stats;  // FAISS's default object is global and not thread-safe
  ivf->search_preassigned(1, query, k, list.data(), near.data(), distances, rows, true, &parameters, &stats);
  for (int64_t i = 0; i < k && rows[i] >= 0; i++) {
    rows[i] = layout.start[faiss::lo_listno(rows[i])] + int64_t(faiss::lo_offset(rows[i]));
  }
}

int64_t fx_index::search(const float *query, int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits) const {
  if (coded) return coded->search(query, k, nprobe, k_factor, hits);
  std::vector<float> distances(k);
  std::vector<int64_t> rows(k);
  if (ivf) {
    search_lists(query, k, nprobe, distances.data(), rows.data());
  } else {
    search_flat(query, k, distances.data(), rows.data());
  }
  int64_t found = 0;
  for (; found < k && rows[found] >= 0; found++) hits[found] = {rows[found], distances[found]};
  std::sort(hits, hits + found, [](const fx_hit &a, const fx_hit &b) {
    return a.distance != b.distance ? a.distance < b.distance : a.row < b.row;
  });
  return found;
}

void fx_index::vector(int64_t row, float *to) const {
  if (coded) {
    coded->vector(row, to);
    return;
  }
  if (!ivf) {
    flat->reconstruct(row, to);
    return;
  }
  const auto &start = layout.start;
  const auto list = std::upper_bound(start.begin(), start.end(), row) - start.begin() - 1;
  ivf->reconstruct_from_offset(list, row - start[list], to);
}

extern "C" {

int32_t fx_abi(void) { return FX_ABI; }

const char *fx_version(void) {
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
  return TEXT(FAISS_VERSION_MAJOR) "." TEXT(FAISS_VERSION_MINOR) "." TEXT(FAISS_VERSION_PATCH);
}

int fx_open(const char *path, fx_index **out, fx_info *info, fx_error *err) {
  return bridge::guard(err, [&] {
    auto ix = std::make_unique<fx_index>(path);
    const Layout &l = ix->layout;
    *info = {l.count, l.lists, l.nprobe, l.k_factor, l.dim, int32_t(l.element), l.parts, 0};
    *out = ix.release();
  });
}

void fx_close(fx_index *ix) { delete ix; }

int fx_search(const fx_index *ix, const float *query, int64_t k, int64_t nprobe, int64_t k_factor,
              fx_hit *hits, int64_t *found, fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(k > 0 && k <= ix->layout.count, FX_ARGUMENT, "k is not between 1 and the size of the index");
    bridge::require(ix->layout.lists == 0 || (nprobe > 0 && nprobe <= ix->layout.lists), FX_ARGUMENT,
                    "nprobe is not between 1 and the number of lists");
    bridge::require(ix->layout.parts == 0 || (k_factor > 0 && k_factor <= bridge::max_k_factor), FX_ARGUMENT,
                    "k_factor is out of range");
    omp_set_num_threads(1);  // for loops of the calling thread: many threads may call
    *found = ix->search(query, k, nprobe, k_factor, hits);
  });
}

int fx_vector(const fx_index *ix, int64_t row, float *vector, fx_error *err) {
  return bridge::guard(err, [&] {
    bridge::require(row >= 0 && row < ix->layout.count, FX_ARGUMENT, "row is outside the index");
    omp_set_num_threads(1);
    ix->vector(row, vector);
  });
}

}  // extern "C"
