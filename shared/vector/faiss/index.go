package faiss

/*
#cgo noescape lib_search
#cgo nocallback lib_search
#cgo noescape lib_vector
#cgo nocallback lib_vector
#include "loader.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"

	"shopfyp.dev/shared/vector"
)

// The values of Element must equal those of the C side. Otherwise these lines do not compile.
var (
	_ [Float16]byte = [C.FX_FLOAT16]byte{}
	_ [Uint8]byte   = [C.FX_UINT8]byte{}
)

// The C side writes hits into a []vector.Hit, so fx_hit must have the same layout as vector.Hit.
var (
	_ [unsafe.Sizeof(C.fx_hit{})]byte            = [unsafe.Sizeof(vector.Hit{})]byte{}
	_ [unsafe.Offsetof(C.fx_hit{}.row)]byte      = [unsafe.Offsetof(vector.Hit{}.Row)]byte{}
	_ [unsafe.Offsetof(C.fx_hit{}.distance)]byte = [unsafe.Offsetof(vector.Hit{}.Distance)]byte{}
)

// An Index is a mapped file. It implements vector.Index.
type Index struct {
	lib    *Library
	info   C.fx_info
	params vector.SearchParams

	mu      sync.RWMutex // read-locked during calls into C, write-locked by Close
	c       *C.fx_index  // nil after Close
	cleanup runtime.Cleanup
}

var _ vector.Index = (*Index)(nil)

// Len returns the number of vectors.
func (ix *Index) Len() int { return int(ix.info.count) }

// Dim returns the number of elements of each vector.
func (ix *Index) Dim() int { return int(ix.info.dim) }

// Spec returns the type of the index.
func (ix *Index) Spec() Spec {
	return Spec{Lists: int(ix.info.lists), Element: Element(ix.info.element), Parts: int(ix.info.parts)}
}

// Params returns the parameters that Search uses, with defaults filled in.
func (ix *Index) Params() vector.SearchParams { return ix.params }

// Search returns at most k hits: the nearest vectors in the lists that it visits.
func (ix *Index) Search(query []float32, k int) ([]vector.Hit, error) {
	return ix.search(query, k, ix.params)
}

func (ix *Index) search(query []float32, k int, p vector.SearchParams) ([]vector.Hit, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.c == nil {
		return nil, vector.ErrClosed
	}
	if err := vector.CheckQuery(query, ix.Dim(), k); err != nil {
		return nil, err
	}
	hits := make([]vector.Hit, min(k, ix.Len()))
	if len(hits) == 0 {
		return nil, nil
	}
	var found C.int64_t
	var cerr C.fx_error
	failed := C.lib_search(&ix.lib.c, ix.c, floats(query), C.int64_t(len(hits)), C.int64_t(p.NProbe),
		C.int64_t(p.KFactor), (*C.fx_hit)(unsafe.Pointer(unsafe.SliceData(hits))), &found, &cerr)
	runtime.KeepAlive(ix) // keeps the cleanup from running during the call, which refers only to ix.c
	if err := toError(failed, cerr); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits[:found], nil
}

// Vector returns a row's vector: exact for Float32, else rounded to the index's element type.
func (ix *Index) Vector(row int64) ([]float32, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.c == nil {
		return nil, vector.ErrClosed
	}
	if row < 0 || row >= int64(ix.info.count) {
		return nil, fmt.Errorf("%w: %d of %d", vector.ErrRow, row, ix.info.count)
	}
	v := make([]float32, ix.Dim())
	var cerr C.fx_error
	failed := C.lib_vector(&ix.lib.c, ix.c, C.int64_t(row), floats(v), &cerr)
	runtime.KeepAlive(ix)
	if err := toError(failed, cerr); err != nil {
		return nil, fmt.Errorf("vector %d: %w", row, err)
	}
	return v, nil
}

// Close waits for running calls and unmaps the file.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.c != nil {
		ix.cleanup.Stop()
		C.lib_close(&ix.lib.c, ix.c)
		ix.c = nil
	}
	return nil
}
