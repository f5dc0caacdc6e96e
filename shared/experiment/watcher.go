package experiment

import (
	"context"
	"log/slog"
	"time"

	"shopfyp.dev/shared/fresh"
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
type Watcher struct{ running *fresh.Value[[]Experiment] }

var _ recommend.Experiments = (*Watcher)(nil)

// NewWatcher returns a Watcher that has read nothing yet.
func NewWatcher(r reader, logger *slog.Logger) *Watcher {
	return &Watcher{fresh.New(fresh.Config[[]Experiment]{
		Read:  func(ctx context.Context, _ []Experiment) ([]Experiment, error) { return r.Running(ctx) },
		Every: refreshAfter, MaxAge: maxAge, MaxWait: maxWait, Timeout: readTimeout,
		Logger: logger, Failed: "experiments not read, those of the last read go on",
	})}
}

// Close ends a read in progress.
func (w *Watcher) Close() error { return w.running.Close() }

// Assign implements recommend.Experiments.
func (w *Watcher) Assign(ctx context.Context, userID string) recommend.Assignment {
	return Assign(w.running.Get(ctx), userID)
}
