package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// FollowerConfig configures a Follower.
type FollowerConfig[T io.Closer] struct {
	Bucket Bucket
	Dir    string                                        // local folder that only this follower uses; it deletes old versions there
	Every  time.Duration                                 // minimum interval between checks for a newer version
	Check  func(m Manifest) error                        // returns an error to reject a version before its files are downloaded; nil accepts all
	Open   func(ctx context.Context, l Local) (T, error) // opens a downloaded version
	Logger *slog.Logger
}

// A Follower keeps the newest published snapshot open. It is safe for concurrent use.
//
// It does not download a bad version over and over. If a manifest is invalid or Check rejects it, the Follower does not
// fetch that version again until current.json names another one. After a failed download or Open, Use retries with
// exponential backoff.
type Follower[T io.Closer] struct {
	config   FollowerConfig[T]
	inUse    slot[T]
	loading  chan struct{} // semaphore of one refresh; unlike a mutex, a wait for it can be canceled
	attempts attempts      // guarded by loading
	checked  atomic.Int64  // time of the last check of the pointer, in Unix nanoseconds
	bg       sync.WaitGroup
}

// refreshTimeout is the maximum duration of a background refresh.
const refreshTimeout = 10 * time.Minute

var errRefreshTimeout = fmt.Errorf("refresh took longer than %s", refreshTimeout)

// NewFollower returns a Follower that has not opened a snapshot yet.
func NewFollower[T io.Closer](c FollowerConfig[T]) *Follower[T] {
	return &Follower[T]{config: c, loading: make(chan struct{}, 1)}
}

// Use calls use with the newest open snapshot, which stays open until use returns. The first call waits until
// a snapshot is open, and returns ErrNoIndex if none is published. Later calls use the open snapshot without waiting.
// If Every has passed since the last check, they start a refresh in the background.
func (f *Follower[T]) Use(ctx context.Context, use func(T) error) error {
	c := f.inUse.acquire()
	if c == nil {
		if err := f.refresh(ctx, true); err != nil {
			return err
		}
		if c = f.inUse.acquire(); c == nil {
			return ErrNoIndex
		}
	} else if f.due() {
		f.bg.Go(func() { f.refreshInBackground(context.WithoutCancel(ctx)) })
	}
	defer func() {
		if err := f.inUse.release(c); err != nil {
			f.config.Logger.ErrorContext(ctx, "snapshot not closed", "version", c.version, "err", err)
		}
	}()
	return use(c.value)
}

// Version returns the version in use, or "".
func (f *Follower[T]) Version() string { return f.inUse.version() }

// due reports whether the pointer must be checked now. It returns true to one caller per interval.
func (f *Follower[T]) due() bool {
	last, now := f.checked.Load(), time.Now().UnixNano()
	return now-last >= int64(f.config.Every) && f.checked.CompareAndSwap(last, now)
}

func (f *Follower[T]) refreshInBackground(ctx context.Context) {
	ctx, cancel := context.WithTimeoutCause(ctx, refreshTimeout, errRefreshTimeout)
	defer cancel()
	if err := f.refresh(ctx, true); err != nil {
		f.config.Logger.ErrorContext(ctx, "snapshot not refreshed, the previous one stays in use", "version", f.Version(), "err", err)
	}
}

// Refresh checks the pointer now. If it names a version that is not in use, Refresh downloads, verifies and opens that
// version and puts it in use. On any error the old version stays in use. Refresh ignores the backoff of Use, but it does
// not fetch a refused version.
func (f *Follower[T]) Refresh(ctx context.Context) error { return f.refresh(ctx, false) }

func (f *Follower[T]) refresh(ctx context.Context, backoff bool) error {
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
	if version == f.inUse.version() {
		f.attempts = attempts{}
		return nil
	}
	if err := f.attempts.refusal(version); err != nil {
		return err
	}
	if err := f.attempts.backoff(version, time.Now()); backoff && err != nil {
		return err
	}
	return f.load(ctx, version)
}

// load puts the version in use, or records why it failed.
func (f *Follower[T]) load(ctx context.Context, version string) error {
	m, err := f.manifest(ctx, version)
	switch {
	case errors.Is(err, errRefused):
		f.attempts.refuse(version, err)
		return err
	case err == nil:
		err = f.open(ctx, m)
	}
	switch {
	case err == nil:
		f.attempts = attempts{}
	case ctx.Err() == nil || errors.Is(context.Cause(ctx), errRefreshTimeout): // else the caller canceled the load
		f.attempts.fail(version, err, time.Now())
	}
	return err
}

// errRefused marks a version that a retry cannot make usable, since a published snapshot never changes.
var errRefused = errors.New("snapshot refused")

// manifest returns the version's manifest. It returns errRefused if the version must not be downloaded.
func (f *Follower[T]) manifest(ctx context.Context, version string) (Manifest, error) {
	m, err := readManifest(ctx, f.config.Bucket, version)
	if errors.Is(err, ErrDamaged) {
		return Manifest{}, fmt.Errorf("%w: %w", errRefused, err)
	}
	if err != nil || f.config.Check == nil {
		return m, err
	}
	if err := f.config.Check(m); err != nil {
		return Manifest{}, fmt.Errorf("%w: %s: %w", errRefused, version, err)
	}
	return m, nil
}

// open downloads and opens a version and puts it in use.
func (f *Follower[T]) open(ctx context.Context, m Manifest) error {
	start := time.Now()
	c := foreground
	if f.inUse.version() != "" {
		c = background
	}
	local, err := fetchFiles(ctx, f.config.Bucket, m, f.config.Dir, c)
	if err != nil {
		return err
	}
	value, err := f.config.Open(ctx, local)
	if err != nil {
		// The files have the right hashes and still cannot be opened: do not trust the local copies.
		return errors.Join(err, discard(f.config.Dir, f.inUse.version()))
	}
	err = f.inUse.swap(&counted[T]{value: value, version: m.Version})
	f.config.Logger.InfoContext(ctx, "snapshot in use", "version", m.Version, "count", m.Count,
		"indexType", m.Index.Type, "recallAt10", m.Index.RecallAt10,
		"builtAt", m.BuiltAt, "took", time.Since(start), "dir", filepath.Base(local.Dir))
	if err = errors.Join(err, discard(f.config.Dir, m.Version)); err != nil {
		f.config.Logger.WarnContext(ctx, "old snapshot not cleaned up", "version", m.Version, "err", err)
	}
	return nil
}

// Close waits for a refresh in progress and closes the snapshot in use once its last user is done.
func (f *Follower[T]) Close() error {
	f.bg.Wait()
	return f.inUse.swap(nil)
}
