// Package faiss builds, maps and searches FAISS index files. Opening a file maps it into memory without reading it.
// That takes milliseconds, and processes share the pages.
//
// A Library is one shared library that contains FAISS and a C bridge to it (bridge.h, native/bridge). It is loaded at
// run time, so this package needs only a C compiler to build. native/build-faiss.sh builds the library.
//
// Library.Build writes an index file, Library.Open maps one, and Library.Tune finds the cheapest search parameters
// that reach a required recall. Open accepts only files that Build wrote. Build and Open never change an existing file.
//
// A damaged file gives ErrFormat or wrong neighbors, but does not crash the process. To detect all damage, check the
// file's SHA-256 before opening it.
package faiss
