// Package cloudlog writes logs in the format of Cloud Logging: one JSON object per
// line, with Cloud Logging's names for severity and message.
package cloudlog

import (
	"io"
	"log/slog"
)

// NewJSON returns a handler that writes records at or above the level to w.
func NewJSON(w io.Writer, level slog.Leveler) slog.Handler {
	return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: cloudNames})
}

// cloudNames renames slog's message and level attributes, and converts the level to a Cloud Logging severity.
func cloudNames(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return a
	}
	switch a.Key {
	case slog.MessageKey:
		a.Key = "message"
	case slog.LevelKey:
		level, _ := a.Value.Any().(slog.Level)
		return slog.String("severity", severity(level))
	}
	return a
}

func severity(level slog.Level) string {
	switch {
	case level < slog.LevelInfo:
		return "DEBUG"
	case level < slog.LevelWarn:
		return "INFO"
	case level < slog.LevelError:
		return "WARNING"
	}
	return "ERROR"
}
