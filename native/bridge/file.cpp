#include "file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "guard.h"

namespace bridge {
namespace {

[[noreturn]] void fail_with_errno(const char *doing) {
  throw Failure(FX_IO, std::string(doing) + ": " + std::strerror(errno));
}

constexpr uintptr_t page_size = 4096;

const uint8_t *page_of(const uint8_t *at) { return at - uintptr_t(at) % page_size; }

struct Descriptor {
  explicit Descriptor(const char *path) : fd(open(path, O_RDONLY | O_CLOEXEC)) {
    if (fd < 0) fail_with_errno("open");
  }
  ~Descriptor() { close(fd); }
  const int fd;
};

}  // namespace

MappedFile::MappedFile(const char *path) {
  Descriptor file(path);
  struct stat info;
  if (fstat(file.fd, &info) != 0) fail_with_errno("stat");
  require(S_ISREG(info.st_mode), FX_FORMAT, "not a regular file");
  require(info.st_size > 0, FX_FORMAT, "empty file");
  void *mapped = mmap(nullptr, info.st_size, PROT_READ, MAP_SHARED, file.fd, 0);
  if (mapped == MAP_FAILED) fail_with_errno("map");
  data_ = static_cast<const uint8_t *>(mapped);
  size_ = info.st_size;
}

MappedFile::~MappedFile() {
  munmap(const_cast<uint8_t *>(data_), size_);
}

void MappedFile::expect_random(const uint8_t *start) const {
  const uint8_t *first = page_of(start + page_size - 1);
  // Advice may fail. Reads are then slower, but still correct.
  if (first < data_ + size_) madvise(const_cast<uint8_t *>(first), data_ + size_ - first, MADV_RANDOM);
}

bool in_memory(const uint8_t *at) {
  unsigned char there = 1;
  return mincore(const_cast<uint8_t *>(page_of(at)), 1, &there) != 0 || there & 1;
}

void fetch(const uint8_t *from, size_t size) {
  const uint8_t *first = page_of(from);
  madvise(const_cast<uint8_t *>(first), from + size - first, MADV_WILLNEED);
}

OutputFile::OutputFile(const char *path) : stream_(std::fopen(path, "wbe")) {
  if (!stream_) fail_with_errno("create");
}

OutputFile::~OutputFile() {
  if (stream_) std::fclose(stream_);
}

void OutputFile::write(const void *bytes, size_t size) {
  if (size > 0 && std::fwrite(bytes, size, 1, stream_) != 1) fail_with_errno("write");
}

void OutputFile::finish() {
  if (std::fclose(std::exchange(stream_, nullptr)) != 0) fail_with_errno("write");
}

}  // namespace bridge
