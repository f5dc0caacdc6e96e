// The border to FAISS: plain C, implemented by native/bridge, which is built
// into a shared library beside FAISS and loaded at run time.
//
// Every function that can go wrong returns an FX_ code and, if that is not
// FX_OK, fills err. No C++ exception crosses. Nothing keeps memory of the
// caller's after it returns. Sizes are the caller's to get right: arrays are as
// long as the comments say, and no check here can find out otherwise.
#ifndef SHOPFYP_FAISS_BRIDGE_H
#define SHOPFYP_FAISS_BRIDGE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// FX_ABI changes whenever anything below does.
#define FX_ABI 4

enum {
  FX_OK = 0,
  FX_FAISS = 1,    // FAISS refused; the message is its own
  FX_MEMORY = 2,   // out of memory
  FX_IO = 3,       // a file could not be opened, read or written
  FX_FORMAT = 4,   // not a file that a build wrote, or one damaged since
  FX_ARGUMENT = 5, // an argument is out of range
};

// What an element of a vector is kept as.
enum {
  FX_FLOAT32 = 0,
  FX_FLOAT16 = 1, // only in lists
  FX_UINT8 = 2,   // as steps between the element's least and largest value; only behind codes
};

typedef struct fx_error {
  int32_t code;
  char message[508]; // ends in 0
} fx_error;

typedef struct fx_index fx_index; // read only; any number of threads may use it at once
typedef struct fx_build fx_build; // one thread at a time

typedef struct fx_info {
  int64_t count;  // vectors
  int64_t lists;  // inverted lists, 0 in a flat index
  int64_t nprobe; // lists to search unless told otherwise, 0 in a flat index
  int64_t k_factor; // candidates for each hit unless told otherwise, 0 without codes
  int32_t dim;
  int32_t element; // FX_FLOAT32 and its like
  int32_t parts; // 4-bit codes of each vector, by which candidates are found; 0: none
  int32_t unused;
} fx_info;

typedef struct fx_hit {
  int64_t row;
  float distance; // squared L2
} fx_hit;

int32_t fx_abi(void);
const char *fx_version(void); // FAISS's

// fx_open maps a file. Its contents are checked in so far as no search can
// reach outside the file or fail otherwise; that vectors are right is not.
int fx_open(const char *path, fx_index **out, fx_info *info, fx_error *err);

// fx_close frees ix, which may be NULL.
void fx_close(fx_index *ix);

// fx_search writes the at most k nearest of query[dim] to hits[k], nearest
// first, equally near ones by row, and their number to found. nprobe is
// ignored in a flat index. Where vectors have codes, these choose k * k_factor
// candidates at most, and distances are those of the vectors; elsewhere it is
// ignored. It uses the calling thread only.
int fx_search(const fx_index *ix, const float *query, int64_t k, int64_t nprobe, int64_t k_factor,
              fx_hit *hits, int64_t *found, fx_error *err);

// fx_vector writes a row to vector[dim].
int fx_vector(const fx_index *ix, int64_t row, float *vector, fx_error *err);

// A build goes: new, train any number of times (none for lists = 0), train_codes
// once if parts > 0, assign, create, append every list once from first to last
// (twice if parts > 0), finish, free. It uses as many threads as new says; the
// result does not depend on their number. parts must be even and divide dim.
int fx_build_new(int32_t dim, int64_t lists, int32_t element, int32_t parts, int32_t threads,
                 fx_build **out, fx_error *err);

// fx_build_train makes one k-means iteration over sample[n*dim], n >= lists.
// The first call starts from the sample's first rows.
int fx_build_train(fx_build *b, const float *sample, int64_t n, fx_error *err);

// fx_build_train_codes learns from sample[n*dim], n >= 16, what the codes stand for.
int fx_build_train_codes(fx_build *b, const float *sample, int64_t n, fx_error *err);

// fx_build_assign writes the nearest list of each of vectors[n*dim] to list[n]. Where elements are
// FX_UINT8, what is assigned decides what their bytes reach: all vectors must be.
int fx_build_assign(fx_build *b, const float *vectors, int64_t n, int64_t *list, fx_error *err);

// fx_build_create makes or empties the file at path and writes what precedes the vectors.
// List l will hold rows start[l] to start[l+1]-1; a flat index is one list.
int fx_build_create(fx_build *b, const char *path, const int64_t *start, int64_t nprobe,
                    int64_t k_factor, fx_error *err);

// fx_build_append writes lists first to last-1: vectors, or codes the first time. Row r holds vector order[r].
int fx_build_append(fx_build *b, const float *vectors, const int64_t *order, int64_t first,
                    int64_t last, fx_error *err);

// fx_build_finish closes the file. Without it, the file is not whole.
int fx_build_finish(fx_build *b, fx_error *err);

// fx_build_free frees b, which may be NULL.
void fx_build_free(fx_build *b);

#ifdef __cplusplus
}
#endif
#endif
