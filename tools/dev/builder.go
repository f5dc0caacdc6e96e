package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os/exec"
	"time"

	"shopfyp.dev/shared/process"
	"shopfyp.dev/tools/dev/internal/console"
)

// A builder runs index builds on a schedule and on request, one at a time. It
// replaces Cloud Scheduler and the Cloud Run job.
type builder struct {
	build  func(ctx context.Context, output io.Writer) error
	output io.Writer
	log    *slog.Logger
	turn   chan struct{} // full while a build runs
	built  func()        // called after each successful build
}

func newBuilder(build func(context.Context, io.Writer) error, output io.Writer, log *slog.Logger) *builder {
	return &builder{build: build, output: output, log: log, turn: make(chan struct{}, 1), built: func() {}}
}

// run waits for a running build to end, then builds. It copies the output to also.
func (b *builder) run(ctx context.Context, also io.Writer) error {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err := b.build(ctx, io.MultiWriter(b.output, also)); err != nil {
		return fmt.Errorf("index builder: %w", err)
	}
	b.built()
	return nil
}

// runCommand returns a build function that runs a command and stops it when ctx is done.
func runCommand(command func() *exec.Cmd) func(context.Context, io.Writer) error {
	return func(ctx context.Context, output io.Writer) error {
		cmd := command()
		cmd.Stdout, cmd.Stderr = output, output
		p, err := process.Start(cmd)
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), p.Stop(5*time.Second))
		case <-p.Done():
			return p.Wait()
		}
	}
}

// schedule builds at the interval until ctx is done. It logs failed builds and continues.
func (b *builder) schedule(ctx context.Context, interval time.Duration) {
	if interval <= 0 {
		return
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			err := b.run(ctx, io.Discard)
			if err != nil && ctx.Err() == nil {
				b.log.ErrorContext(ctx, "scheduled build failed", "err", err)
			}
		}
	}
}

// resultTrailer is the HTTP trailer of a rebuild response. Its value is "ok" or the error.
const resultTrailer = "X-Result"

// ServeHTTP builds the index and streams the builder's output as text.
func (b *builder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Trailer", resultTrailer)
	w.WriteHeader(http.StatusOK)
	result := "ok"
	if err := b.run(r.Context(), console.Text(flusher{w, http.NewResponseController(w)})); err != nil {
		result = err.Error()
	}
	w.Header().Set(resultTrailer, result)
}

// A flusher flushes after each write.
type flusher struct {
	w       io.Writer
	control *http.ResponseController
}

func (f flusher) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	if err == nil {
		err = f.control.Flush()
	}
	return n, err
}
