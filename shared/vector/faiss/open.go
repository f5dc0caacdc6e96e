package faiss

/*
#include "loader.h"
*/
import "C"

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
)

// Params say how an index is searched.
type Params struct {
	NProbe  int `json:"nprobe,omitempty"`  // lists to search, nearest first; 0: what Build wrote, an eighth of them
	KFactor int `json:"kFactor,omitempty"` // candidates by their codes for each hit asked for, at most; 0: what Build wrote, 10
}

// Open maps the index at path, which Build wrote. The file must not be changed
// while it is open; it may be removed or replaced. Errors of a missing or
// unreadable file are those of os, of an unusable one ErrFormat.
func (l *Library) Open(path string, p Params) (*Index, error) {
	ix, err := l.open(path, p)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", path, err)
	}
	return ix, nil
}

func (l *Library) open(path string, p Params) (*Index, error) {
	if _, err := os.Stat(path); err != nil { // for an error that callers know
		return nil, err
	}
	cpath, free, err := cString(path)
	if err != nil {
		return nil, err
	}
	defer free()
	ix := &Index{lib: l}
	var cerr C.fx_error
	failed := C.lib_open(&l.c, cpath, &ix.c, &ix.info, &cerr)
	if err := toError(failed, cerr); err != nil {
		return nil, err
	}
	ix.cleanup = runtime.AddCleanup(ix, func(m mapping) { C.lib_close(&m.lib.c, m.c) }, mapping{l, ix.c})
	if ix.params, err = ix.fill(p); err != nil {
		ix.Close()
		return nil, err
	}
	return ix, nil
}

// A mapping is what must be closed of an Index that nobody closed.
type mapping struct {
	lib *Library
	c   *C.fx_index
}

// maxKFactor is the bridge's.
const maxKFactor = 1 << 16

// fill returns p with what it leaves open.
func (ix *Index) fill(p Params) (Params, error) {
	lists := int(ix.info.lists)
	if p.NProbe < 0 || p.NProbe > lists {
		return Params{}, fmt.Errorf("nprobe %d is outside 0 to %d", p.NProbe, lists)
	}
	if p.KFactor < 0 || p.KFactor > maxKFactor || p.KFactor > 0 && ix.info.parts == 0 {
		return Params{}, fmt.Errorf("k factor %d is outside 0 to %d, or there are no codes", p.KFactor, maxKFactor)
	}
	return Params{NProbe: cmp.Or(p.NProbe, int(ix.info.nprobe)), KFactor: cmp.Or(p.KFactor, int(ix.info.k_factor))}, nil
}
