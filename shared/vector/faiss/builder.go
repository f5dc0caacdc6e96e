package faiss

/*
#include "loader.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"

	"shopfyp.dev/shared/vector"
)

// A builder wraps an index under construction on the C side. Its methods check the lengths that C cannot check.
type builder struct {
	lib *Library
	c   *C.fx_build
	dim int
}

func (l *Library) newBuilder(spec Spec, dim int) (*builder, error) {
	b := &builder{lib: l, dim: dim}
	var cerr C.fx_error
	failed := C.lib_build_new(&l.c, C.int32_t(dim), C.int64_t(spec.Lists), C.int32_t(spec.Element), C.int32_t(spec.Parts),
		C.int32_t(runtime.GOMAXPROCS(0)), &b.c, &cerr)
	return b, toError(failed, cerr)
}

func (b *builder) free() { C.lib_build_free(&b.lib.c, b.c) }

func (b *builder) train(sample []float32) error {
	var cerr C.fx_error
	failed := C.lib_build_train(&b.lib.c, b.c, floats(sample), C.int64_t(len(sample)/b.dim), &cerr)
	return toError(failed, cerr)
}

func (b *builder) trainCodes(sample []float32) error {
	var cerr C.fx_error
	failed := C.lib_build_train_codes(&b.lib.c, b.c, floats(sample), C.int64_t(len(sample)/b.dim), &cerr)
	return toError(failed, cerr)
}

// assign writes the list number of each vector to list.
func (b *builder) assign(vectors []float32, list []int64) error {
	if len(vectors) != len(list)*b.dim {
		return fmt.Errorf("vectors has %d elements, want %d vectors of dimension %d", len(vectors), len(list), b.dim)
	}
	var cerr C.fx_error
	failed := C.lib_build_assign(&b.lib.c, b.c, floats(vectors), C.int64_t(len(list)), longs(list), &cerr)
	return toError(failed, cerr)
}

// create calls fx_build_create, which starts the file.
func (b *builder) create(path string, start []int64, p vector.SearchParams) error {
	cpath, free, err := cString(path)
	if err != nil {
		return err
	}
	defer free()
	var cerr C.fx_error
	failed := C.lib_build_create(&b.lib.c, b.c, cpath, longs(start), C.int64_t(p.NProbe),
		C.int64_t(p.KFactor), &cerr)
	return toError(failed, cerr)
}

// append calls fx_build_append, which writes lists first to last-1.
func (b *builder) append(vectors []float32, order []int64, first, last int) error {
	var cerr C.fx_error
	failed := C.lib_build_append(&b.lib.c, b.c, floats(vectors), longs(order), C.int64_t(first), C.int64_t(last), &cerr)
	return toError(failed, cerr)
}

func (b *builder) finish() error {
	var cerr C.fx_error
	failed := C.lib_build_finish(&b.lib.c, b.c, &cerr)
	return toError(failed, cerr)
}

func floats(s []float32) *C.float { return (*C.float)(unsafe.SliceData(s)) }

func longs(s []int64) *C.int64_t { return (*C.int64_t)(unsafe.SliceData(s)) }
