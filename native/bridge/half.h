// Vectors of 16-bit floats.
#pragma once

#include <cstddef>
#include <cstdint>

namespace bridge {

// half_distance returns the squared L2 distance of query and a vector of n 16-bit floats.
float half_distance(const float *query, const uint8_t *vector, size_t n);

// widen converts a vector of n 16-bit floats to floats.
void widen(const uint8_t *vector, size_t n, float *to);

// prefetch loads size bytes into the CPU cache.
inline void prefetch(const uint8_t *bytes, size_t size) {
  constexpr size_t line = 64;
  for (size_t i = 0; i < size; i += line) __builtin_prefetch(bytes + i);
  __builtin_prefetch(bytes + size - 1);
}

}  // namespace bridge
