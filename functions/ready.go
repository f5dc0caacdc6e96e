package functions

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
)

// ReadyPath is where an HTTP function says whether a request would be answered without waiting for
// anything to load. The first GET starts the loading and answers 503 at once, as do all until it is
// done; then they answer 200. A loading that fails is started again by the next GET. As the path of a
// startup probe it keeps requests away from an instance that would let them wait. Hosting does not
// route it.
//
// Where no index is published yet there is nothing to load: that is ready, and requests get a 503
// of their own, so that a first deployment does not depend on a first build.
const ReadyPath = "/ready"

// readiness serves ReadyPath.
type readiness struct {
	load   func(context.Context) error
	logger *slog.Logger

	mu      sync.Mutex
	loading bool
	ready   bool
	bg      sync.WaitGroup
}

// ServeHTTP answers with what check returns.
func (r *readiness) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if !r.check(context.WithoutCancel(req.Context())) {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, "loading\n")
		return
	}
	_, _ = io.WriteString(w, "ready\n")
}

// check reports whether everything is loaded and, where it is not, makes sure that somebody loads it.
func (r *readiness) check(ctx context.Context) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ready && !r.loading {
		r.loading = true
		r.bg.Go(func() { r.finish(ctx, r.load(ctx)) })
	}
	return r.ready
}

func (r *readiness) finish(ctx context.Context, err error) {
	if err != nil {
		r.logger.ErrorContext(ctx, "not ready", "err", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.loading = false
	r.ready = err == nil
}

// wait returns when no loading is under way.
func (r *readiness) wait() { r.bg.Wait() }
