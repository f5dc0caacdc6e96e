package snapshot

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// FollowerConfig is what a Follower is made of.
type FollowerConfig[T io.Closer] struct {
	Bucket Bucket
	Dir    string        // local folder of this follower's own: what else is in it may be removed
	Every  time.Duration // at most so often the pointer is looked at
	Open   func(ctx context.Context, b Local) (T, error)
	Logger *slog.Logger
}

// A Follower lends the newest published build and follows the pointer.
type Follower[T io.Closer] struct {
	config  FollowerConfig[T]
	live    live[T]
	loading chan struct{} // holds one token: one refresh at a time
	checked atomic.Int64  // when the pointer was last looked at, in Unix nanoseconds
	bg      sync.WaitGroup
}

// refreshTimeout bounds a refresh that no request waits for.
const refreshTimeout = 10 * time.Minute

// NewFollower returns a Follower that has opened nothing yet.
func NewFollower[T io.Closer](c FollowerConfig[T]) *Follower[T] {
	return &Follower[T]{config: c, loading: make(chan struct{}, 1)}
}

// Use calls use with the newest build opened, which stays open until use returns. The first call waits until
// one is opened, and fails with ErrNoIndex where none is published. Later calls never wait: where the pointer has
// not been looked at for Every, they start a refresh beside them and take the build that there is.
func (f *Follower[T]) Use(ctx context.Context, use func(T) error) error {
	c := f.live.acquire()
	if c == nil {
		if err := f.Refresh(ctx); err != nil {
			return err
		}
		if c = f.live.acquire(); c == nil {
			return ErrNoIndex
		}
	} else if f.due() {
		f.bg.Go(func() { f.refreshBeside(context.WithoutCancel(ctx)) })
	}
	defer func() {
		if err := f.live.release(c); err != nil {
			f.config.Logger.ErrorContext(ctx, "snapshot not closed", "version", c.version, "err", err)
		}
	}()
	return use(c.value)
}

// Version returns the version in use, or "" where none is.
func (f *Follower[T]) Version() string { return f.live.version() }

// due reports, to one caller only, that the pointer is to be looked at.
func (f *Follower[T]) due() bool {
	last, now := f.checked.Load(), time.Now().UnixNano()
	return now-last >= int64(f.config.Every) && f.checked.CompareAndSwap(last, now)
}

func (f *Follower[T]) refreshBeside(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, refreshTimeout)
	defer cancel()
	if err := f.Refresh(ctx); err != nil {
		f.config.Logger.ErrorContext(ctx, "snapshot not refreshed, the old one stays", "version", f.Version(), "err", err)
	}
}

// Refresh looks at the pointer now and, where it names another version than the one in use, fetches, verifies,
// opens and swaps. Where anything is wrong with the new version the old one stays in use.
func (f *Follower[T]) Refresh(ctx context.Context) error {
	select {
	case f.loading <- struct{}{}:
		defer func() { <-f.loading }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	f.checked.Store(time.Now().UnixNano())
	version, _, err := currentVersion(ctx, f.config.Bucket)
	if err != nil {
		return err
	}
	if version == f.live.version() {
		return nil
	}
	return f.load(ctx, version)
}

func (f *Follower[T]) load(ctx context.Context, version string) error {
	start := time.Now()
	e := hurried
	if f.live.version() != "" {
		e = unhurried
	}
	build, err := fetch(ctx, f.config.Bucket, version, f.config.Dir, e)
	if err != nil {
		return err
	}
	value, err := f.config.Open(ctx, build)
	if err != nil {
		// What was verified and cannot be opened must not be taken from disk again.
		return errors.Join(err, discard(f.config.Dir, f.live.version()))
	}
	err = f.live.swap(&counted[T]{value: value, version: version})
	f.config.Logger.InfoContext(ctx, "snapshot in use", "version", version, "count", build.Manifest.Count,
		"indexType", build.Manifest.Index.Type, "recallAt10", build.Manifest.Index.RecallAt10,
		"builtAt", build.Manifest.BuiltAt, "took", time.Since(start), "dir", filepath.Base(build.Dir))
	return errors.Join(err, discard(f.config.Dir, version))
}

// Close waits for a refresh under way and closes the build in use, at the latest when its last user is done.
func (f *Follower[T]) Close() error {
	f.bg.Wait()
	return f.live.swap(nil)
}
