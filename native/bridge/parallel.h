// Parallel loops.
#pragma once

#include <cstdint>
#include <exception>

namespace bridge {

// parallel calls body with 0 to n-1, in any order, on the number of threads that
// omp_set_num_threads set. It throws the first exception after all calls have ended:
// an exception that leaves an OpenMP region would end the process.
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
