// The C interface to FAISS. native/bridge implements it and is linked with FAISS
// into a shared library, which is loaded at run time.
//
// Every function that can fail returns an FX_ code. If the code is not FX_OK, the
// function fills err. No C++ exception leaves a function. No function keeps memory
// of the caller after it returns. The caller must pass arrays of the lengths in
// the comments, because the functions cannot check them.
#ifndef SHOPFYP_FAISS_BRIDGE_H
#define SHOPFYP_FAISS_BRIDGE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// FX_ABI must change with every change of the declarations below.
#define FX_ABI 4

enum {
  FX_OK = 0,
  FX_FAISS = 1,    // FAISS returned an error; the message is from FAISS
  FX_MEMORY = 2,   // out of memory
  FX_IO = 3,       // a file could not be opened, read or written
  FX_FORMAT = 4,   // the file was not written by a build, or is damaged
  FX_ARGUMENT = 5, // an argument is out of range
};

// The stored types of vector elements.
enum {
  FX_FLOAT32 = 0,
  FX_FLOAT16 = 1, // needs inverted lists
  FX_UINT8 = 2,   // linear steps within the range of the element; needs codes
};

typedef struct fx_error {
  int32_t code;
  char message[508]; // zero-terminated
} fx_error;

typedef struct fx_index fx_index; // an open index; safe for concurrent use
typedef struct fx_build fx_build; // a build; not safe for concurrent use

typedef struct fx_info {
  int64_t count;  // vectors
  int64_t lists;  // inverted lists; 0 for a flat index
  int64_t nprobe; // default number of lists to search; 0 for a flat index
  int64_t k_factor; // default number of candidates per hit; 0 without codes
  int32_t dim;
  int32_t element; // FX_FLOAT32, FX_FLOAT16 or FX_UINT8
  int32_t parts; // 4-bit codes per vector, which select candidates; 0 without codes
  int32_t unused;
} fx_info;

typedef struct fx_hit {
  int64_t row;
  float distance; // squared L2
} fx_hit;

int32_t fx_abi(void);
const char *fx_version(void); // version of FAISS

// fx_open maps a file. It checks the file so that no search can fail or read
// outside the file. It does not check the values of the vectors.
int fx_open(const char *path, fx_index **out, fx_info *info, fx_error *err);

// fx_close frees ix, which may be NULL.
void fx_close(fx_index *ix);

// fx_search writes at most k nearest neighbors of query[dim] to hits[k], nearest
// first, ties in row order. It writes their number to found. A flat index ignores
// nprobe. In an index with codes, the codes select at most k * k_factor candidates,
// and the distances are those of the candidates' vectors. An index without codes
// ignores k_factor. fx_search uses only the calling thread.
int fx_search(const fx_index *ix, const float *query, int64_t k, int64_t nprobe, int64_t k_factor,
              fx_hit *hits, int64_t *found, fx_error *err);

// fx_vector writes the vector of a row to vector[dim].
int fx_vector(const fx_index *ix, int64_t row, float *vector, fx_error *err);

// fx_build_new starts a build. A build calls these functions in this order:
//
//   fx_build_train        at least once; never for lists = 0
//   fx_build_train_codes  once if parts > 0
//   fx_build_assign       at least once; never for lists = 0
//   fx_build_create       once
//   fx_build_append       for every list in order; for parts > 0, for all lists twice
//   fx_build_finish       once
//   fx_build_free         once, also after an error
//
// A build uses the given number of threads. The result does not depend on that
// number. parts must be even and divide dim.
int fx_build_new(int32_t dim, int64_t lists, int32_t element, int32_t parts, int32_t threads,
                 fx_build **out, fx_error *err);

// fx_build_train runs one k-means iteration over sample[n*dim], n >= lists.
// In the first call, the first rows of the sample are the initial centroids.
int fx_build_train(fx_build *b, const float *sample, int64_t n, fx_error *err);

// fx_build_train_codes trains the codes on sample[n*dim], n >= 16.
int fx_build_train_codes(fx_build *b, const float *sample, int64_t n, fx_error *err);

// fx_build_assign writes the nearest list of each of vectors[n*dim] to list[n]. For FX_UINT8 it
// also learns the ranges of the elements, so it must see every vector.
int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err);

// fx_build_create creates or truncates the file at path and writes the part before the lists.
// List l contains rows start[l] to start[l+1]-1. A flat index has one list.
int fx_build_create(fx_build *b, const char *path, const int64_t *start, int64_t nprobe,
                    int64_t k_factor, fx_error *err);

// fx_build_append writes lists first to last-1. Row r holds vector order[r]. For parts > 0,
// the first pass over the lists writes the codes and the second pass writes the vectors.
int fx_build_append(fx_build *b, const float *vectors, const int64_t *order, int64_t first,
                    int64_t last, fx_error *err);

// fx_build_finish completes and closes the file.
int fx_build_finish(fx_build *b, fx_error *err);

// fx_build_free frees b, which may be NULL.
void fx_build_free(fx_build *b);

#ifdef __cplusplus
}
#endif
#endif
