// Converts exceptions to error codes and messages. No exception leaves the bridge.
#pragma once

#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include <faiss/impl/FaissException.h>

#include "bridge.h"

namespace bridge {

// A Failure is an error that the bridge detects itself.
struct Failure : std::exception {
  Failure(int code, std::string message) : code(code), message(std::move(message)) {}
  const char *what() const noexcept override { return message.c_str(); }

  int code;
  std::string message;
};

inline void require(bool ok, int code, const char *message) {
  if (!ok) throw Failure(code, message);
}

inline int fail(fx_error *err, int code, const char *message) noexcept {
  err->code = code;
  std::snprintf(err->message, sizeof err->message, "%s", message);
  return code;
}

// guard runs the body of a function of bridge.h. It stores an exception in err and returns its code.
template <class Body>
int guard(fx_error *err, Body &&body) noexcept {
  try {
    body();
    return FX_OK;
  } catch (const Failure &e) {
    return fail(err, e.code, e.what());
  } catch (const std::bad_alloc &) {
    return fail(err, FX_MEMORY, "out of memory");
  } catch (const faiss::FaissException &e) {
    return fail(err, FX_FAISS, e.what());
  } catch (const std::exception &e) {
    return fail(err, FX_FAISS, e.what());
  } catch (...) {
    return fail(err, FX_FAISS, "unknown C++ exception");
  }
}

}  // namespace bridge
