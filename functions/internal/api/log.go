package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// log writes the completion line of the request. It names the route, never the path or the body, so the log
// contains no queries.
func (s *Server) log(ctx context.Context, r *http.Request, at *place, a answer, took time.Duration) {
	attrs := []slog.Attr{
		slog.GroupAttrs("httpRequest", // Cloud Logging's own field
			slog.String("requestMethod", r.Method),
			slog.String("requestUrl", at.path),
			slog.Int("status", a.status),
			slog.String("responseSize", strconv.Itoa(len(a.body))),
			slog.String("latency", fmt.Sprintf("%.6fs", took.Seconds())),
		),
	}
	if a.err != nil {
		attrs = append(attrs, slog.Any("err", a.err))
	}
	if stack := a.stack(); stack != nil {
		attrs = append(attrs, slog.String("stack_trace", string(stack))) // Error Reporting's field
	}
	s.config.Logger.LogAttrs(ctx, levelOf(a.status), "request", attrs...)
}

// levelOf returns the log level of a status. Only statuses that need attention are errors.
func levelOf(status int) slog.Level {
	switch {
	case status == http.StatusServiceUnavailable:
		return slog.LevelWarn
	case status >= http.StatusInternalServerError:
		return slog.LevelError
	}
	return slog.LevelInfo
}
