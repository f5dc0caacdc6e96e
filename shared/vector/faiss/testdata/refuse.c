// This library makes an allocation of the FAISS library fail. A test preloads it into a child process. The file
// REFUSE_FILE holds two 64-bit numbers: n and the count of failed allocations. The nth allocation from now fails, or
// none if n is 0.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

extern void *__libc_malloc(size_t);
extern void *__libc_memalign(size_t, size_t);

static int64_t *state;

__attribute__((constructor)) static void open_state(void) {
  const char *path = getenv("REFUSE_FILE");
  int fd = path ? open(path, O_RDWR) : -1;
  if (fd < 0) return;
  void *p = mmap(0, 16, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p != MAP_FAILED) state = p;
}

// in_region reports whether the caller is in an OpenMP parallel region. An exception cannot leave such a region, so a
// builder that runs out of memory there crashes, and the published index stays.
static int in_region(void) {
  static int (*level)(void);
  if (!level) {
    void *gomp = dlopen("libgomp.so.1", RTLD_LAZY | RTLD_NOLOAD);
    if (gomp) level = (int (*)(void))dlsym(gomp, "omp_get_level");
  }
  return level && level() > 0;
}

static int refused(const void *caller) {
  Dl_info info;
  if (!state || __atomic_load_n(&state[0], __ATOMIC_SEQ_CST) <= 0) return 0;
  if (!dladdr(caller, &info) || !info.dli_fname || !strstr(info.dli_fname, "libshopfyp_faiss") || in_region()) return 0;
  if (__atomic_sub_fetch(&state[0], 1, __ATOMIC_SEQ_CST) != 0) return 0;
  __atomic_add_fetch(&state[1], 1, __ATOMIC_SEQ_CST);
  return 1;
}

void *malloc(size_t n) { return refused(__builtin_return_address(0)) ? NULL : __libc_malloc(n); }

void *aligned_alloc(size_t to, size_t n) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_memalign(to, n);
}

int posix_memalign(void **out, size_t to, size_t n) {
  if (refused(__builtin_return_address(0))) return ENOMEM;
  *out = __libc_memalign(to, n);
  return *out ? 0 : ENOMEM;
}
