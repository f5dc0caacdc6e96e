#include "loader.h"

#include <dlfcn.h>
#include <stdio.h>

int lib_load(const char *path, fx_library *lib, char *message, int size) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    snprintf(message, size, "%s", dlerror());
    return 1;
  }
  const struct {
    const char *name;
    void **to;
  } functions[] = {
      {"fx_abi", (void **)&lib->abi},
      {"fx_version", (void **)&lib->version},
      {"fx_open", (void **)&lib->open},
      {"fx_close", (void **)&lib->close},
      {"fx_search", (void **)&lib->search},
      {"fx_vector", (void **)&lib->vector},
      {"fx_build_new", (void **)&lib->build_new},
      {"fx_build_train", (void **)&lib->build_train},
      {"fx_build_train_codes", (void **)&lib->build_train_codes},
      {"fx_build_assign", (void **)&lib->build_assign},
      {"fx_build_create", (void **)&lib->build_create},
      {"fx_build_append", (void **)&lib->build_append},
      {"fx_build_finish", (void **)&lib->build_finish},
      {"fx_build_free", (void **)&lib->build_free},
  };
  for (unsigned i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    *functions[i].to = dlsym(handle, functions[i].name);
    if (!*functions[i].to) {
      snprintf(message, size, "the library has no function %s", functions[i].name);
      return 1;
    }
  }
  if (lib->abi() != FX_ABI) {
    snprintf(message, size, "the library has ABI version %d, this program needs %d",
             lib->abi(), FX_ABI);
    return 1;
  }
  return 0;
}
