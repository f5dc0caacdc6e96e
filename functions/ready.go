package functions

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
)

// ReadyPath is the startup probe path of an HTTP function. A GET answers 200 if the function has loaded all its
// dependencies, otherwise 503. It never waits: the first GET starts the load in the background, and the next GET
// retries a load that failed. Only the download of an index that failed is not repeated at once: until the delay of
// snapshot.Follower has passed, which doubles from a second to ten minutes, GETs answer 503 with the same error in the
// log. The probe keeps requests away from an instance that is still loading. Hosting does not route this path.
//
// A function is ready even if no index is published yet; requests that need the index then answer 503. The first
// deployment therefore does not depend on a first build of the index.
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

// ServeHTTP answers 200 if the function is ready, otherwise 503.
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

// check reports whether everything is loaded. If not, it starts a load unless one is running.
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

// wait returns when no load is running.
func (r *readiness) wait() { r.bg.Wait() }
