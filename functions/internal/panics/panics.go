// Package panics converts the panic of a handler to an error, so that one bad request or event cannot end
// the process.
package panics

import (
	"fmt"
	"runtime/debug"
)

// An Error is a panic that Recover caught.
type Error struct {
	Value any
	Stack []byte // for the stack_trace field of Error Reporting
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Recover sets *err to an *Error if the function that defers it panics.
func Recover(err *error) {
	if p := recover(); p != nil {
		*err = &Error{p, debug.Stack()}
	}
}
