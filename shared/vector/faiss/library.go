package faiss

/*
#cgo linux LDFLAGS: -ldl
#include <stdlib.h>
#include "loader.h"
*/
import "C"

import (
	"fmt"
	"path/filepath"
	"sync"
	"unsafe"
)

// A Library is a loaded FAISS library. It is safe for concurrent use and is never unloaded.
type Library struct {
	variant Variant
	c       C.fx_library
}

// Load loads the fastest library in dir that this machine's CPU supports.
// Loading the same file again returns the same Library.
func Load(dir string) (*Library, error) {
	v, err := bestVariant()
	if err != nil {
		return nil, fmt.Errorf("load FAISS: %w", err)
	}
	return LoadVariant(dir, v)
}

// LoadVariant loads the library in dir for v. It returns an error if the CPU does not support v.
func LoadVariant(dir string, v Variant) (*Library, error) {
	if !v.supported() {
		return nil, fmt.Errorf("load FAISS: this CPU does not support %q", v)
	}
	path, err := filepath.Abs(filepath.Join(dir, v.file()))
	if err != nil {
		return nil, fmt.Errorf("load FAISS: %w", err)
	}
	loaded.Lock()
	defer loaded.Unlock()
	if lib := loaded.byPath[path]; lib != nil {
		return lib, nil
	}
	lib, err := load(path, v)
	if err != nil {
		return nil, fmt.Errorf("load FAISS: %w", err)
	}
	loaded.byPath[path] = lib
	return lib, nil
}

// loaded is global because dlopen is: a process loads each library once.
var loaded = struct {
	sync.Mutex
	byPath map[string]*Library
}{byPath: map[string]*Library{}}

func load(path string, v Variant) (*Library, error) {
	cpath, free, err := cString(path)
	if err != nil {
		return nil, err
	}
	defer free()
	lib := &Library{variant: v}
	var message [1024]C.char
	if C.lib_load(cpath, &lib.c, &message[0], C.int(len(message))) != 0 {
		return nil, fmt.Errorf("%s: %s", path, C.GoString(&message[0]))
	}
	return lib, nil
}

// Variant returns the variant of the library.
func (l *Library) Variant() Variant { return l.variant }

// Version returns the version of FAISS.
func (l *Library) Version() string { return C.GoString(C.lib_version(&l.c)) }

// cString returns path as a C string, and a function that frees it.
func cString(path string) (*C.char, func(), error) {
	for _, b := range []byte(path) {
		if b == 0 {
			return nil, nil, fmt.Errorf("path %q contains a zero byte", path)
		}
	}
	p := C.CString(path)
	return p, func() { C.free(unsafe.Pointer(p)) }, nil
}
