package api

import (
	"context"
	"log/slog"
	"net/http"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/telemetry"
)

// observe starts the log fields and the telemetry of a request. Its log lines carry the request ID and the caller's
// trace. Telemetry adds a span to that trace.
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
