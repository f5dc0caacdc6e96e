package experiment

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"shopfyp.dev/shared/recommend"
)

// Freshness of a Watcher. A changed experiment reaches every instance that answers requests within maxAge, unless the
// database does not answer.
const (
	refreshAfter = 4 * time.Second        // age at which experiments are read again, beside requests
	maxAge       = 5 * time.Second        // age at which a request waits for the read
	maxWait      = 200 * time.Millisecond // time that a request waits
	readTimeout  = 5 * time.Second
)

// reader is the part of a Store that a Watcher needs.
type reader interface {
	Running(ctx context.Context) ([]Experiment, error)
}

// A Watcher holds the running experiments of an instance. It reads them only while there are requests. If a read fails, it
// keeps the ones that it has.
type Watcher struct {
	store  reader
	logger *slog.Logger

	mu      sync.Mutex
	running []Experiment
	tried   time.Time     // start of the last read
	failed  bool          // whether it failed: requests then do not wait for the next one
	reading chan struct{} // closed at the end of the read in progress; nil without one

	ctx  context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup
}

var _ recommend.Experiments = (*Watcher)(nil)

// NewWatcher returns a Watcher that has read nothing yet.
func NewWatcher(r reader, logger *slog.Logger) *Watcher {
	ctx, end := context.WithCancel(context.Background())
	return &Watcher{store: r, logger: logger, ctx: ctx, end: end}
}

// Close ends a read in progress.
func (w *Watcher) Close() error {
	w.mu.Lock()
	w.end()
	w.mu.Unlock()
	w.work.Wait()
	return nil
}

// Assign implements recommend.Experiments.
func (w *Watcher) Assign(ctx context.Context, userID string) recommend.Assignment {
	return Assign(w.current(ctx), userID)
}

// current returns the running experiments, at most maxAge old.
func (w *Watcher) current(ctx context.Context) []Experiment {
	w.mu.Lock()
	age := time.Since(w.tried)
	if w.reading == nil && age >= refreshAfter && w.ctx.Err() == nil {
		w.reading = make(chan struct{})
		w.work.Go(w.read)
	}
	running, reading, failed := w.running, w.reading, w.failed
	w.mu.Unlock()
	if reading == nil || age < maxAge || failed {
		return running
	}
	limit := time.NewTimer(maxWait)
	defer limit.Stop()
	select {
	case <-reading:
	case <-limit.C:
	case <-ctx.Done():
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.running
}

// read reads the running experiments and closes reading. No request's context ends it.
func (w *Watcher) read() {
	ctx, cancel := context.WithTimeout(w.ctx, readTimeout)
	defer cancel()
	started := time.Now()
	running, err := w.store.Running(ctx)
	if err != nil && w.ctx.Err() == nil {
		w.logger.WarnContext(ctx, "experiments not read, those of the last read go on", "err", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err == nil {
		w.running = running
	}
	close(w.reading)
	w.tried, w.failed, w.reading = started, err != nil, nil
}
