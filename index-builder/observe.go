package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/load"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
)

// A result is the outcome of a run.
type result struct {
	build.Report
	merged bool // false if this task only embedded and loaded its range
	err    error
	took   time.Duration
	loaded *load.Report // nil without a search engine, or if it failed
}

// outcome returns the name of the result in metrics and logs.
func (r result) outcome() string {
	switch {
	case errors.Is(r.err, snapshot.ErrRaced):
		return "raced"
	case r.err != nil:
		return "failed"
	case !r.merged:
		return "embedded"
	case r.Published:
		return "published"
	case r.Compacted:
		return "compacted"
	case r.Held:
		return "held"
	}
	return "unchanged"
}

// telemetry returns a Telemetry that sends to c.Collector, or nil if no collector is configured.
func (c Config) telemetry(ctx context.Context, logger *slog.Logger) (*telemetry.Telemetry, error) {
	return telemetry.Open(ctx, telemetry.Config{Endpoint: c.Collector, Service: "index-builder", Logger: logger})
}

// report records the result in telemetry. On Cloud Run it also logs the result, else it writes readable text to out.
func (c Config) report(ctx context.Context, out io.Writer, logger *slog.Logger, t *telemetry.Telemetry, r result) {
	t.Built(ctx, r.outcome(), r.took, r.Embedded, r.Skipped)
	if c.Job == "" && r.loaded != nil {
		summarizeLoad(out, r.loaded)
	}
	switch {
	case c.Job != "":
		r.log(ctx, logger)
	case r.outcome() == "raced":
		fmt.Fprintln(out, "another build published a snapshot first; this one was discarded")
	case r.outcome() == "embedded":
		fmt.Fprintf(out, "task %d of %d embedded %d products in %.1f s; the last task builds the index\n", c.TaskIndex, c.TaskCount, r.Embedded, r.took.Seconds())
	case r.err == nil:
		summarize(out, r.Report, r.took)
	}
}

// log writes the completion line of the build.
func (r result) log(ctx context.Context, logger *slog.Logger) {
	level, m := slog.LevelInfo, r.Manifest
	attrs := []slog.Attr{slog.String("outcome", r.outcome()), slog.Float64("tookSeconds", r.took.Seconds())}
	if r.outcome() == "failed" {
		level = slog.LevelError
	}
	if r.err != nil {
		attrs = append(attrs, slog.Any("err", r.err))
	} else {
		attrs = append(attrs, slog.String("snapshot", m.Version), slog.Time("builtAt", m.BuiltAt), slog.Int("products", r.Products),
			slog.Int("skipped", r.Skipped), slog.Int("embedded", r.Embedded), slog.String("indexType", m.Index.Type), slog.Float64("recallAt10", m.Index.RecallAt10))
	}
	if l := r.loaded; l != nil {
		attrs = append(attrs, slog.Group("engine", slog.Bool("full", l.Full), slog.Int("products", l.Products), slog.Int("written", l.Written),
			slog.Int("deleted", l.Deleted), slog.Int("skipped", l.Skipped), slog.Int("refused", l.Refused)))
	}
	logger.LogAttrs(ctx, level, "build", attrs...)
}

// summarizeLoad prints a summary of the load of the search engine.
func summarizeLoad(out io.Writer, l *load.Report) {
	if l.Skipped+l.Refused > 0 {
		fmt.Fprintf(out, "%d invalid products skipped, and %d that the search engine cannot take\n", l.Skipped, l.Refused)
	}
	if !l.Full {
		fmt.Fprintf(out, "search engine has the changes since the last load: %d products written\n", l.Written)
		return
	}
	fmt.Fprintf(out, "search engine loaded: %d products, %d of them written now, %d deleted\n", l.Products, l.Written, l.Deleted)
}
