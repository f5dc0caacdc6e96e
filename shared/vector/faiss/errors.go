package faiss

/*
#include "loader.h"
*/
import "C"

import "errors"

// Errors that callers may branch on, wrapped with what was wrong.
var (
	// ErrFormat says that a file is none that Build wrote, or was damaged since.
	ErrFormat = errors.New("not a usable index file")
	// ErrMemory says that FAISS ran out of memory.
	ErrMemory = errors.New("out of memory")
)

// bridgeError is what the C side reported.
type bridgeError struct {
	kind    error // a sentinel above, or nil
	message string
}

func (e *bridgeError) Error() string {
	if e.kind == nil {
		return e.message
	}
	return e.kind.Error() + ": " + e.message
}

func (e *bridgeError) Unwrap() error { return e.kind }

// toError returns err in Go's terms if a call returned failed. It takes a copy, so that the original stays on its stack.
func toError(failed C.int, err C.fx_error) error {
	switch failed {
	case C.FX_OK:
		return nil
	case C.FX_FORMAT:
		return &bridgeError{ErrFormat, C.GoString(&err.message[0])}
	case C.FX_MEMORY:
		return &bridgeError{ErrMemory, C.GoString(&err.message[0])}
	}
	return &bridgeError{nil, C.GoString(&err.message[0])}
}
