package panics_test

import (
	"bytes"
	"errors"
	"testing"

	"shopfyp.dev/functions/internal/panics"
)

func panicking() (err error) {
	defer panics.Recover(&err)
	panic("no such thing")
}

func TestRecoverReturnsThePanicWithItsStack(t *testing.T) {
	e, ok := errors.AsType[*panics.Error](panicking())
	if !ok || e.Error() != "panic: no such thing" || !bytes.Contains(e.Stack, []byte("panicking")) {
		t.Errorf("error = %+v, want the panic with the stack of the panicking function", e)
	}
}

func TestRecoverKeepsErrorWithoutPanic(t *testing.T) {
	want := errors.New("ordinary")
	failing := func() (err error) {
		defer panics.Recover(&err)
		return want
	}
	if err := failing(); err != want {
		t.Errorf("error = %v, want %v", err, want)
	}
}
