// Loops on many threads.
#pragma once

#include <cstdint>
#include <exception>

namespace bridge {

// parallel calls body for 0 to n-1, in any order, on as many threads as
// omp_set_num_threads said. The first exception is thrown once all have ended:
// one that left an OpenMP region would end the process.
template <class Body>
void parallel(int64_t n, Body &&body) {
  std::exception_ptr first;
#pragma omp parallel for schedule(dynamic)
  for (int64_t i = 0; i < n; i++) {
    try {
      body(i);
    } catch (...) {
#pragma omp critical
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace bridge
