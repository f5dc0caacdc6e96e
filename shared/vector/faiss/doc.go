// Package faiss keeps vector indexes in files and searches them there: a file
// is mapped into memory, not read, so that opening one takes milliseconds and
// processes share its pages.
//
// The work is FAISS's. A Library is FAISS and our C bridge to it (bridge.h,
// native/bridge) as one shared library, loaded at run time: this package builds
// with a C compiler alone, and native/build-faiss.sh builds the library.
//
// Library.Build writes an index of the type that a Spec names; Library.Open maps
// one; Library.Tune finds how much must be searched for a wanted recall.
// Only files that Build wrote are opened, and they are never changed. A file
// damaged since is refused, or gives wrong neighbours, but does not crash the
// process: whoever cannot vouch for a file must check its SHA-256 first.
package faiss
