// Package requestlog provides slog handlers that add the fields of a request to
// each of its log lines. The fields travel in the request's context; loggers do
// not. The JSON handler writes the format of Cloud Logging.
package requestlog

import (
	"context"
	"io"
	"log/slog"

	"shopfyp.dev/shared/cloudlog"
)

// NewJSON returns a handler that writes Cloud Logging's JSON format to w.
func NewJSON(w io.Writer, level slog.Leveler) slog.Handler {
	return handler{cloudlog.NewJSON(w, level)}
}

// NewText returns a handler that writes readable text to w.
func NewText(w io.Writer, level slog.Leveler) slog.Handler {
	return handler{slog.NewTextHandler(w, &slog.HandlerOptions{Level: level})}
}

// handler adds the fields of the request in the context to each record.
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
