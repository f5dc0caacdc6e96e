package rule

import (
	"context"
	"log/slog"
	"time"

	"shopfyp.dev/shared/fresh"
)

const (
	keepPolling = time.Minute            // how long polling continues after the last call
	pollTimeout = 10 * time.Second       // maximum duration of one read
	maxAge      = 5 * time.Second        // older rules are read again before a call returns them
	maxWait     = 100 * time.Millisecond // but a call waits no longer than this
)

// reader is the part of Store that Live needs.
type reader interface {
	Version(ctx context.Context) (int64, error)
	Load(ctx context.Context) (Stored, error)
}

// Live keeps the newest rules of a store in memory. It reads their version in the background while there are calls, and the
// rules only if the version changed. It is safe for concurrent use.
type Live struct {
	store  reader
	logger *slog.Logger
	set    *fresh.Value[*Set] // nil before the first read
}

// NewLive returns a Live that reads the version every interval. With an interval of 0, use only Newest.
func NewLive(s Store, every time.Duration, logger *slog.Logger) *Live {
	l := &Live{store: s, logger: logger}
	l.set = fresh.New(fresh.Config[*Set]{
		Read: l.read, Every: every, MaxAge: max(maxAge, 2*every), MaxWait: maxWait, Timeout: pollTimeout, Keep: keepPolling,
		Logger: logger, Failed: "rules not read, they stay as they are",
	})
	return l
}

// Current returns the rules. They are at most five seconds old: after a pause without calls, Current waits for a read, but
// at most 100 ms. Before the first read succeeded, it returns a set without rules. While the store is unavailable, it
// returns the last rules that it read.
func (l *Live) Current(ctx context.Context) *Set {
	if set := l.set.Get(ctx); set != nil {
		return set
	}
	return new(Set)
}

// Newest reads the version, and the rules if it changed, and returns the rules.
func (l *Live) Newest(ctx context.Context) (*Set, error) { return l.set.Newest(ctx) }

// Await waits for a read if the last one is more than five seconds ago, but at most for timeout from when the read began.
func (l *Live) Await(ctx context.Context, timeout time.Duration) { l.set.Await(ctx, timeout) }

// Close stops the reads.
func (l *Live) Close() error { return l.set.Close() }

// read reads the rules if their version changed.
func (l *Live) read(ctx context.Context, last *Set) (*Set, error) {
	version, err := l.store.Version(ctx)
	if err != nil || last != nil && version == last.Version() {
		return last, err
	}
	read, err := l.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	l.logger.InfoContext(ctx, "rules read", "version", read.Version, "rules", len(read.Rules))
	for _, id := range read.Invalid {
		l.logger.WarnContext(ctx, "rule skipped: it is invalid", "rule", id)
	}
	return NewSet(read.Version, read.Rules), nil
}
