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

// toError returns err in Go's terms if a call returned failed.
// It costs no allocation if not.
func toError(failed C.int, err C.fx_error) error {
	if failed == C.FX_OK {
		return nil
	}
	return newBridgeError(failed, err)
}

// newBridgeError takes a copy of err, for what it reads goes to the heap.
func newBridgeError(failed C.int, err C.fx_error) *bridgeError {
	e := &bridgeError{message: C.GoString(&err.message[0])}
	switch failed {
	case C.FX_FORMAT:
		e.kind = ErrFormat
	case C.FX_MEMORY:
		e.kind = ErrMemory
	}
	return e
}
