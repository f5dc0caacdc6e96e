// The only BLAS function that FAISS calls in the bridge: the matrix product.
// Unlike the one in Debian's serial OpenBLAS, this one is thread-safe. It sums
// each element in a fixed order, whatever the size of the matrices, so results
// do not depend on how rows are grouped.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "bridge.h"
#include "guard.h"
#include "simd.h"

namespace {

using bridge::all, bridge::add_product, bridge::Floats, bridge::load, bridge::store;

constexpr int tile_columns = bridge::registers == 32 ? 12 : 6;  // three quarters of the registers hold sums
constexpr int width = bridge::width;
constexpr int tile_rows = 2 * width;
constexpr int block_columns = 96;  // columns of usual length that fit into the cache with the rows of a tile

// pack copies n vectors of size elements, stride apart, in groups: the first elements
// of all vectors of a group, then their second elements, and so on. It pads the last
// group with zeros.
template <int group>
void pack(const float *from, int64_t stride, int64_t n, int64_t size, std::vector<float> &to) {
  to.assign((n + group - 1) / group * group * size, 0);
  for (int64_t i = 0; i < n; i++) {
    float *at = to.data() + i / group * group * size + i % group;
    for (int64_t p = 0; p < size; p++) at[p * group] = from[i * stride + p];
  }
}

// multiply writes the products of a group of rows and a group of columns, column by column.
void multiply(const float *rows, const float *columns, int64_t size, float *to, int64_t stride) {
  Floats upper[tile_columns], lower[tile_columns];
#pragma GCC unroll 12
  for (int c = 0; c < tile_columns; c++) upper[c] = lower[c] = all(0);
  for (int64_t p = 0; p < size; p++, rows += tile_rows, columns += tile_columns) {
    const Floats u = load(rows), l = load(rows + width);
#pragma GCC unroll 12
    for (int c = 0; c < tile_columns; c++) {
      const Floats x = all(columns[c]);
      upper[c] = add_product(upper[c], u, x);
      lower[c] = add_product(lower[c], l, x);
    }
  }
#pragma GCC unroll 12
  for (int c = 0; c < tile_columns; c++) {
    store(to + c * stride, upper[c]);
    store(to + c * stride + width, lower[c]);
  }
}

// multiply_edge is multiply for a result that is smaller than a tile.
void multiply_edge(const float *rows, const float *columns, int64_t size, float *to, int64_t stride, int64_t m,
                   int64_t n) {
  float tile[tile_rows * tile_columns];
  multiply(rows, columns, size, tile, tile_rows);
  for (int64_t c = 0; c < n; c++) std::copy_n(tile + c * tile_rows, m, to + c * stride);
}

// multiply_all writes the products of all m vectors of a and all n vectors of b: first those with the first vector of
// b, then those with the second, and so on.
void multiply_all(const float *a, int64_t lda, int64_t m, const float *b, int64_t ldb, int64_t n, int64_t size,
                  float *to, int64_t stride) {
  std::vector<float> rows, columns;
  pack<tile_rows>(a, lda, m, size, rows);
  for (int64_t first = 0; first < n; first += block_columns) {
    const int64_t last = std::min(n, first + block_columns);
    pack<tile_columns>(b + first * ldb, ldb, last - first, size, columns);
    for (int64_t i = 0; i < m; i += tile_rows) {
      for (int64_t j = first; j < last; j += tile_columns) {
        const float *r = rows.data() + i * size, *c = columns.data() + (j - first) * size;
        float *at = to + j * stride + i;
        if (i + tile_rows <= m && j + tile_columns <= last) {
          multiply(r, c, size, at, stride);
        } else {
          multiply_edge(r, c, size, at, stride, std::min<int64_t>(tile_rows, m - i),
                        std::min<int64_t>(tile_columns, last - j));
        }
      }
    }
  }
}

[[noreturn]] void missing() { throw bridge::Failure(FX_FAISS, "the bridge does not implement this part of BLAS"); }

}  // namespace

extern "C" {

// FAISS calls sgemm_ only with column-major matrices, the first of them transposed.
int sgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k, const float *alpha,
           const float *a, const int *lda, const float *b, const int *ldb, const float *beta, float *c,
           const int *ldc) {
  if (*transa != 'T' || *transb != 'N' || *alpha != 1 || *beta != 0) missing();
  multiply_all(a, *lda, *m, b, *ldb, *n, *k, c, *ldc);
  return 0;
}

// FAISS's vector transforms refer to these functions, but the bridge uses no transforms.
int dsyev_() { missing(); }
int sgeqrf_() { missing(); }
int sorgqr_() { missing(); }
int ssyrk_() { missing(); }

}  // extern "C"
