package build

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/snapshot"
)

// changes is the part of change.Store that a Builder needs.
type changes interface {
	Since(ctx context.Context, after time.Time, use func(change.Change) error) (read time.Time, err error)
	Now(ctx context.Context) (time.Time, error)
	Delete(ctx context.Context, until time.Time) (deleted int, err error)
}

// KeepChanges is how long a change stays in the store after it was recorded, even if the published snapshot contains it.
// After a rollback to a snapshot that is not older, instances find all changes since.
const KeepChanges = 24 * time.Hour

// now returns the time of the store of changes, or the zero time without one.
func (b *Builder) now(ctx context.Context) (time.Time, error) {
	if b.Changes == nil {
		return time.Time{}, nil
	}
	now, err := b.Changes.Now(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("time of the changes: %w", err)
	}
	return now, nil
}

// deleteChanges deletes the changes that are old and that the published snapshot contains. now is a recent time of the
// store. If it fails, it only logs the error: the next run that finds changes deletes them.
func (b *Builder) deleteChanges(ctx context.Context, published snapshot.Manifest, now time.Time) {
	if b.Changes == nil || published.Changes.IsZero() {
		return
	}
	until := now.Add(-KeepChanges)
	if published.Changes.Before(until) {
		until = published.Changes
	}
	deleted, err := b.Changes.Delete(ctx, until)
	if err != nil {
		b.Logger.WarnContext(ctx, "old changes not deleted", "err", err)
	} else if deleted > 0 {
		b.Logger.InfoContext(ctx, "old changes deleted", "changes", deleted)
	}
}
