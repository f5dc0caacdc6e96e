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
)

// builder runs the index builder as Cloud Scheduler and Cloud Run do: on
// schedule, or when asked, one at a time.
type builder struct {
	command func() *exec.Cmd // without its output
	output  io.Writer
	log     *slog.Logger
	turn    chan struct{} // held by the one that runs
	built   func()        // called after each build that went well
}

func newBuilder(command func() *exec.Cmd, output io.Writer, log *slog.Logger) *builder {
	return &builder{command: command, output: output, log: log, turn: make(chan struct{}, 1), built: func() {}}
}

// run runs the builder once, after one that is running, and ends it when ctx is done.
func (b *builder) run(ctx context.Context, also io.Writer) error {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	cmd := b.command()
	output := io.MultiWriter(b.output, also)
	cmd.Stdout, cmd.Stderr = output, output
	p, err := process.Start(cmd)
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return errors.Join(context.Cause(ctx), p.Stop(5*time.Second))
	case <-p.Done():
	}
	if err := p.Wait(); err != nil {
		return fmt.Errorf("index builder: %w", err)
	}
	b.built()
	return nil
}

// schedule runs the builder again and again until ctx is done. A build that
// fails is logged, and the next one may do better.
func (b *builder) schedule(ctx context.Context, every time.Duration) {
	if every <= 0 {
		return
	}
	tick := time.NewTicker(every)
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

// resultTrailer comes after all that a rebuild prints: "ok", or what went wrong.
const resultTrailer = "X-Result"

// ServeHTTP runs the builder and sends what it prints, as it prints it.
func (b *builder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Trailer", resultTrailer)
	w.WriteHeader(http.StatusOK)
	result := "ok"
	if err := b.run(r.Context(), flusher{w, http.NewResponseController(w)}); err != nil {
		result = err.Error()
	}
	w.Header().Set(resultTrailer, result)
}

// flusher sends each write at once.
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
