package requestlog

import (
	"context"
	"log/slog"
	"slices"
	"sync"
)

type fieldsKey struct{}

// fields are the attributes of one request, put on each of its log lines.
type fields struct {
	mu    sync.Mutex
	attrs []slog.Attr
}

// Begin returns a context whose log lines carry attrs, and what Add adds to it later.
func Begin(ctx context.Context, attrs ...slog.Attr) context.Context {
	return context.WithValue(ctx, fieldsKey{}, &fields{attrs: slices.Clone(attrs)})
}

// Add puts attr on the lines that the request logs from now on, in place of one with the same
// key. Outside a request it does nothing.
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
