// Reads mapped files and writes new ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace bridge {

// A MappedFile maps a regular file read-only for as long as it lives.
class MappedFile {
 public:
  explicit MappedFile(const char *path);
  ~MappedFile();
  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;

  const uint8_t *data() const { return data_; }
  size_t size() const { return size_; }

  // expect_random tells the kernel that accesses from start on are random, so that it
  // does not read ahead.
  void expect_random(const uint8_t *start) const;

 private:
  const uint8_t *data_ = nullptr;
  size_t size_ = 0;
};

// in_memory reports whether a byte of a mapped file is in memory.
bool in_memory(const uint8_t *at);

// fetch asks the kernel to read bytes of a mapped file from the disk. It does not wait.
void fetch(const uint8_t *from, size_t size);

// An OutputFile is a file being written. The file is complete only if finish succeeds.
class OutputFile {
 public:
  explicit OutputFile(const char *path);
  ~OutputFile();
  OutputFile(const OutputFile &) = delete;
  OutputFile &operator=(const OutputFile &) = delete;

  void write(const void *bytes, size_t size);
  void finish();

 private:
  std::FILE *stream_;
};

}  // namespace bridge
