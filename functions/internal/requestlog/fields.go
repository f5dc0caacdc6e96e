package requestlog

import (
	"context"
	"log/slog"
	"slices"
	"sync"
)

type fieldsKey struct{}

// fields are the attributes that each log line of a request carries.
type fields struct {
	mu    sync.Mutex
	attrs []slog.Attr
}

// Begin returns a context for a request. Its log lines carry attrs, and the attributes that Add adds later.
func Begin(ctx context.Context, attrs ...slog.Attr) context.Context {
	return context.WithValue(ctx, fieldsKey{}, &fields{attrs: slices.Clone(attrs)})
}

// Add adds attr to all further log lines of the request. It replaces an attribute with the same key. Without a
// request in ctx it does nothing.
func Add(ctx context.Context, attr slog.Attr) {
	f, ok := ctx.Value(fieldsKey{}).(*fields)
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.attrs = slices.DeleteFunc(f.attrs, func(a slog.Attr) bool { return a.Key == attr.Key })
	f.attrs = append(f.attrs, attr)
}

func current(ctx context.Context) []slog.Attr {
	f, ok := ctx.Value(fieldsKey{}).(*fields)
	if !ok {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.attrs)
}
