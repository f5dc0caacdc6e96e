package faiss

/*
#include "loader.h"
*/
import "C"

import (
	"fmt"
	"os"
	"runtime"
)

// Params say how an index is searched.
type Params struct {
	NProbe int `json:"nprobe,omitempty"` // lists to search, nearest first; 0: what Build wrote, an eighth of them
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
	if ix.nprobe, err = ix.lists(p); err != nil {
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

// lists returns how many lists p has the index search.
func (ix *Index) lists(p Params) (int, error) {
	lists := int(ix.info.lists)
	switch {
	case p.NProbe < 0 || p.NProbe > 0 && p.NProbe > lists:
		return 0, fmt.Errorf("nprobe %d is outside 0 to %d", p.NProbe, lists)
	case p.NProbe == 0:
		return int(ix.info.nprobe), nil
	}
	return p.NProbe, nil
}
