// Package lazy creates a value when it is first needed. Unlike sync.OnceValues,
// it keeps only a success: after an error, the next call tries again.
package lazy

import (
	"context"
	"sync/atomic"
)

// A Value is created by the first Get that succeeds, and never changes afterwards.
// It is safe for concurrent use.
type Value[T any] struct {
	maker func(context.Context) (T, error)
	turn  chan struct{} // held while maker runs
	made  atomic.Pointer[T]
}

// New returns a Value that maker creates. Calls of maker do not overlap, and none follows the first success.
func New[T any](maker func(context.Context) (T, error)) *Value[T] {
	return &Value[T]{maker: maker, turn: make(chan struct{}, 1)}
}

// Get returns the value, and creates it if needed. If another call is creating the value, Get waits for it, but not
// longer than ctx. The end of ctx does not stop maker, because the value (a client, a model) outlives the request.
func (v *Value[T]) Get(ctx context.Context) (T, error) {
	if p := v.made.Load(); p != nil {
		return *p, nil
	}
	select {
	case v.turn <- struct{}{}:
		defer func() { <-v.turn }()
	case <-ctx.Done():
		var zero T
		return zero, context.Cause(ctx)
	}
	if p := v.made.Load(); p != nil {
		return *p, nil
	}
	made, err := v.maker(context.WithoutCancel(ctx))
	if err == nil {
		v.made.Store(&made)
	}
	return made, err
}

// Made returns the value and reports whether it exists. It never creates the value.
func (v *Value[T]) Made() (T, bool) {
	if p := v.made.Load(); p != nil {
		return *p, true
	}
	var zero T
	return zero, false
}
