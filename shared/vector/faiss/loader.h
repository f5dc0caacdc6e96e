// The functions of bridge.h, loaded from a shared library at run time. Calls go
// through pointers, so this package links without the library.
#ifndef SHOPFYP_FAISS_LOADER_H
#define SHOPFYP_FAISS_LOADER_H

#include "bridge.h"

typedef struct fx_library {
  __typeof__(&fx_abi) abi;
  __typeof__(&fx_version) version;
  __typeof__(&fx_open) open;
  __typeof__(&fx_close) close;
  __typeof__(&fx_search) search;
  __typeof__(&fx_vector) vector;
  __typeof__(&fx_build_new) build_new;
  __typeof__(&fx_build_train) build_train;
  __typeof__(&fx_build_train_codes) build_train_codes;
  __typeof__(&fx_build_assign) build_assign;
  __typeof__(&fx_build_create) build_create;
  __typeof__(&fx_build_append) build_append;
  __typeof__(&fx_build_finish) build_finish;
  __typeof__(&fx_build_free) build_free;
} fx_library;

// lib_load loads the shared library at path, fills lib, and never unloads it.
// It returns 0, or 1 after writing an error message to message[size].
int lib_load(const char *path, fx_library *lib, char *message, int size);

static inline const char *lib_version(const fx_library *lib) { return lib->version(); }

static inline int lib_open(const fx_library *lib, const char *path, fx_index **out, fx_info *info,
                           fx_error *err) {
  return lib->open(path, out, info, err);
}

static inline void lib_close(const fx_library *lib, fx_index *ix) { lib->close(ix); }

static inline int lib_search(const fx_library *lib, const fx_index *ix, const float *query,
                             int64_t k, int64_t nprobe, int64_t k_factor, fx_hit *hits,
                             int64_t *found, fx_error *err) {
  return lib->search(ix, query, k, nprobe, k_factor, hits, found, err);
}

static inline int lib_vector(const fx_library *lib, const fx_index *ix, int64_t row, float *vector,
                             fx_error *err) {
  return lib->vector(ix, row, vector, err);
}

static inline int lib_build_new(const fx_library *lib, int32_t dim, int64_t lists, int32_t element,
                                int32_t parts, int32_t threads, fx_build **out, fx_error *err) {
  return lib->build_new(dim, lists, element, parts, threads, out, err);
}

static inline int lib_build_train(const fx_library *lib, fx_build *b, const float *sample,
                                  int64_t n, fx_error *err) {
  return lib->build_train(b, sample, n, err);
}

static inline int lib_build_train_codes(const fx_library *lib, fx_build *b, const float *sample,
                                        int64_t n, fx_error *err) {
  return lib->build_train_codes(b, sample, n, err);
}

static inline int lib_build_assign(const fx_library *lib, fx_build *b, const float *vectors,
                                   int64_t n, int64_t *list, fx_error *err) {
  return lib->build_assign(b, vectors, n, list, err);
}

static inline int lib_build_create(const fx_library *lib, fx_build *b, const char *path,
                                   const int64_t *start, int64_t nprobe, int64_t k_factor,
                                   fx_error *err) {
  return lib->build_create(b, path, start, nprobe, k_factor, err);
}

static inline int lib_build_append(const fx_library *lib, fx_build *b, const float *vectors,
                                   const int64_t *order, int64_t first, int64_t last,
                                   fx_error *err) {
  return lib->build_append(b, vectors, order, first, last, err);
}

static inline int lib_build_finish(const fx_library *lib, fx_build *b, fx_error *err) {
  return lib->build_finish(b, err);
}

static inline void lib_build_free(const fx_library *lib, fx_build *b) { lib->build_free(b); }

#endif
