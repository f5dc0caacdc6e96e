package faiss

/*
#include "loader.h"
*/
import "C"

import "errors"

// Errors that callers may test for. Returned errors wrap them with details.
var (
	// ErrFormat means that Build did not write the file, or that the file is damaged.
	ErrFormat = errors.New("not a usable index file")
	// ErrMemory means that FAISS ran out of memory.
	ErrMemory = errors.New("out of memory")
)

// A bridgeError is an error that the C side reported.
type bridgeError struct {
	kind    error // ErrFormat, ErrMemory or nil
	message string
}

func (e *bridgeError) Error() string {
	if e.kind == nil {
		return e.message
	}
	return e.kind.Error() + ": " + e.message
}

func (e *bridgeError) Unwrap() error { return e.kind }

// toError returns err as a Go error, or nil if failed is FX_OK. The nil case does not allocate.
func toError(failed C.int, err C.fx_error) error {
	if failed == C.FX_OK {
		return nil
	}
	return newBridgeError(failed, err)
}

// newBridgeError is separate from toError because its err escapes to the heap.
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
