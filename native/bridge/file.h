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

 private:
  const uint8_t *data_ = nullptr;
  size_t size_ = 0;
};

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
