// Files: mapped to be read, and written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace bridge {

// A MappedFile is a regular file's bytes, read only, for as long as it lives.
class MappedFile {
 public:
  explicit MappedFile(const char *path);
  ~MappedFile();
  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;

  const uint8_t *data() const { return data_; }
  size_t size() const { return size_; }

  // expect_random says that bytes from start on are used here and there, so that
  // no more is read from the disk than what is used.
  void expect_random(const uint8_t *start) const;

 private:
  const uint8_t *data_ = nullptr;
  size_t size_ = 0;
};

// in_memory says whether the byte of a mapped file is there without the disk.
bool in_memory(const uint8_t *at);

// fetch has bytes of a mapped file read from the disk, beside what comes next.
void fetch(const uint8_t *from, size_t size);

// An OutputFile is a file being written. Only finish says that all of it got there.
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
