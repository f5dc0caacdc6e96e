// Package requestlog writes the log the way Cloud Logging reads it: one JSON
// object a line, and on every line that a request causes the fields of that
// request, which travel in its context. No logger travels there.
package requestlog

import (
	"context"
	"io"
	"log/slog"

	"shopfyp.dev/shared/cloudlog"
)

// NewJSON returns a handler that writes to w in Cloud Logging's JSON form.
func NewJSON(w io.Writer, level slog.Leveler) slog.Handler {
	return handler{cloudlog.NewJSON(w, level)}
}

// NewText returns a handler that writes to w for people at a terminal.
func NewText(w io.Writer, level slog.Leveler) slog.Handler {
	return handler{slog.NewTextHandler(w, &slog.HandlerOptions{Level: level})}
}

// handler adds the request's fields to what is logged within it.
type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	if attrs := current(ctx); len(attrs) > 0 {
		r = r.Clone()
		r.AddAttrs(attrs...)
	}
	return h.Handler.Handle(ctx, r)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}

func (h handler) WithGroup(name string) slog.Handler {
	return handler{h.Handler.WithGroup(name)}
}
