package overlay

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// addDelta adds the delta of a snapshot of which no change was read yet. The reads of changes then begin where the delta
// ends. Without a delta, or if it cannot be read, they begin where the snapshot ends.
func (o *Overlay) addDelta(ctx context.Context) {
	version, from := o.unread()
	if version == "" {
		return
	}
	d, err := o.config.Delta(ctx, version)
	switch {
	case errors.Is(err, snapshot.ErrNotFound):
	case err != nil:
		o.config.Logger.WarnContext(ctx, "delta not read, all changes since the snapshot are read instead", "version", version, "err", err)
	default:
		o.add(ctx, d.Changes)
		o.skip(from, d.Until)
	}
}

// unread returns the version of the oldest snapshot in use and the time up to which it contains all changes, if no later
// change was read and its delta was not tried yet. Otherwise the version is "".
func (o *Overlay) unread() (version string, contains time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.config.Delta == nil {
		return "", time.Time{}
	}
	for v := range o.views {
		if v.contains.Equal(o.cursor) && v.base.Version != o.delta {
			o.delta = v.base.Version
			return v.base.Version, v.contains
		}
	}
	return "", time.Time{}
}

// skip makes the reads of changes begin later.
func (o *Overlay) skip(from, to time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.cursor.Equal(from) && to.After(from) { // else an older snapshot was attached meanwhile
		o.cursor = to
	}
}
