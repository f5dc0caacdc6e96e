// Package lazy makes a value when it is first asked for. Unlike sync.Once it
// remembers only success: what failed is tried again at the next call.
package lazy

import (
	"context"
	"sync/atomic"
)

// A Value is made at the first Get that succeeds and is the same ever after.
// It is safe for concurrent use.
type Value[T any] struct {
	maker func(context.Context) (T, error)
	turn  chan struct{} // held by the one who makes
	made  atomic.Pointer[T]
}

// New returns a Value that maker makes. maker runs one at a time, until it succeeds once.
func New[T any](maker func(context.Context) (T, error)) *Value[T] {
	return &Value[T]{maker: maker, turn: make(chan struct{}, 1)}
}

// Get returns the value, making it where nobody has. Who waits for another's making stops
// waiting when ctx ends; the making itself goes on, because what it makes (a client, a model)
// outlives the request that happened to come first.
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

// Made returns the value if it has been made. It never makes it.
func (v *Value[T]) Made() (T, bool) {
	if p := v.made.Load(); p != nil {
		return *p, true
	}
	var zero T
	return zero, false
}
