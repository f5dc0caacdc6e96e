package api

import (
	"context"
	"log/slog"
	"net/http"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/telemetry"
)

// observe begins what is logged and measured of a request: its lines carry its ID and its trace, which
// is the caller's. What is measured has a span of its own in that trace.
func (s *Server) observe(r *http.Request, at *place, id string) (context.Context, telemetry.Request) {
	ctx := requestlog.Begin(r.Context(), slog.String("function", s.config.Function), slog.String("requestId", id))
	trace := requestlog.TraceOf(r.Header)
	measured := s.config.Telemetry
	ctx, request := measured.Request(measured.Remote(ctx, trace.ID, trace.Span, trace.Sampled), s.config.Function, r.Method, at.path)
	if own, span, sampled, ok := measured.Current(ctx); ok {
		trace = requestlog.Trace{ID: own, Span: span, Sampled: sampled}
	}
	for _, attr := range trace.Attrs(s.config.Project) {
		requestlog.Add(ctx, attr)
	}
	return ctx, request
}
