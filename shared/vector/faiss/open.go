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

	"shopfyp.dev/shared/vector"
)

// Open maps the index file at path, which Build wrote. A zero field of p selects the default that Build stored in the
// file: an eighth of the lists, and a k factor of 10. The file may be removed or replaced while it is open, but its
// contents must not change. Open returns an fs.PathError for a missing file, and ErrFormat for an unusable one.
func (l *Library) Open(path string, p vector.SearchParams) (*Index, error) {
	ix, err := l.open(path, p)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", path, err)
	}
	return ix, nil
}

func (l *Library) open(path string, p vector.SearchParams) (*Index, error) {
	if _, err := os.Stat(path); err != nil { // returns an fs.PathError, unlike the C side
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

// A mapping identifies the C side of an Index for its cleanup, which must not refer to the Index itself.
type mapping struct {
	lib *Library
	c   *C.fx_index
}

// maxKFactor is the largest k factor that the bridge accepts.
const maxKFactor = 1 << 16

// fill returns p with the defaults of the file, or an error if p is out of range.
func (ix *Index) fill(p vector.SearchParams) (vector.SearchParams, error) {
	lists := int(ix.info.lists)
	if p.NProbe < 0 || p.NProbe > lists {
		return vector.SearchParams{}, fmt.Errorf("nprobe %d is outside 0 to %d", p.NProbe, lists)
	}
	if p.KFactor < 0 || p.KFactor > maxKFactor {
		return vector.SearchParams{}, fmt.Errorf("k factor %d is outside 0 to %d", p.KFactor, maxKFactor)
	}
	if p.KFactor > 0 && ix.info.parts == 0 {
		return vector.SearchParams{}, fmt.Errorf("k factor %d needs an index with codes", p.KFactor)
	}
	return vector.SearchParams{NProbe: cmp.Or(p.NProbe, int(ix.info.nprobe)), KFactor: cmp.Or(p.KFactor, int(ix.info.k_factor))}, nil
}
