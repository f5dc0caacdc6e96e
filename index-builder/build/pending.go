package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/snapshot"
)

// MaxPending is the number of changed products at which a build is due, however short ago the last one was. Instances
// keep at most twice as many.
const MaxPending = 10_000

var (
	errNothingNew = errors.New("no changes since the last run")
	errCompacted  = errors.New("the changes are in the delta")
)

// pending are the changes that the published snapshot does not contain.
type pending struct {
	changes    map[catalog.ID]change.Change
	added      int       // changes that the delta does not contain
	generation int64     // of the delta; 0 if there is none
	until      time.Time // store's time: changes contains everything up to it; not set if changes is empty
}

// readPending reads the delta of the published snapshot and the changes since. If there are none, that costs one read.
func (b *Builder) readPending(ctx context.Context, before snapshot.Manifest) (p pending, err error) {
	p.changes = make(map[catalog.ID]change.Change)
	from := before.Changes
	d, generation, err := delta.Read(ctx, b.Bucket, before.Version)
	switch {
	case err == nil:
		from = d.Until
	case errors.Is(err, delta.ErrDamaged):
		b.Logger.WarnContext(ctx, "delta not used, all changes since the last build are read", "err", err)
	case !errors.Is(err, snapshot.ErrNotFound):
		return p, err
	}
	p.generation = generation
	for _, c := range d.Changes {
		p.changes[c.ID] = c
	}
	if len(p.changes) > 0 { // else the read returns the time if it finds something
		if p.until, err = b.now(ctx); err != nil {
			return p, err
		}
	}
	read, err := b.Changes.Since(ctx, from.Add(-change.Overlap), func(c change.Change) error {
		if known, ok := p.changes[c.ID]; c.At.After(before.Changes) && (!ok || c.At.After(known.At)) {
			p.changes[c.ID] = c
			p.added++
		}
		return nil
	})
	if p.until.IsZero() {
		p.until = read
	}
	return p, err
}

// waits reports whether a build can wait: nothing changed, or the last build was a short time ago and instances can keep
// the changes.
func (b *Builder) waits(before snapshot.Manifest, p *pending) bool {
	return len(p.changes) == 0 || p.until.Sub(before.Changes) < b.BuildEvery && len(p.changes) < MaxPending
}

// compact writes the delta of the published snapshot, unless it contains all pending changes. It always returns an error:
// errCompacted or errNothingNew, or a fault.
func (b *Builder) compact(ctx context.Context, before snapshot.Manifest, p *pending) error {
	if p.added == 0 {
		return errNothingNew
	}
	d := delta.Delta{Until: p.until}
	for _, id := range slices.Sorted(maps.Keys(p.changes)) {
		d.Changes = append(d.Changes, p.changes[id])
	}
	err := delta.Write(ctx, b.Bucket, before.Version, d, p.generation)
	if errors.Is(err, snapshot.ErrPrecondition) {
		return fmt.Errorf("%w: %w", snapshot.ErrRaced, err)
	}
	if err != nil {
		return err
	}
	b.Logger.InfoContext(ctx, "changes compacted", "snapshot", before.Version, "changes", len(d.Changes), "added", p.added)
	b.deleteChanges(ctx, before, p.until)
	return errCompacted
}
