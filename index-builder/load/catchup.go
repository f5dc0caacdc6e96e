package load

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
)

// catchUp compares the changes since the last load with the collection, and writes those that functions/catalog did not:
// it gives up after a day without the engine.
func (l *Loader) catchUp(ctx context.Context, s state) (Report, error) {
	c, err := l.collection(ctx)
	if err != nil {
		return Report{}, err
	}
	defer c.Close()
	now, err := l.Changes.Now(ctx) // before the read, which returns no time if there are no changes
	if err != nil {
		return Report{}, fmt.Errorf("time of the changes: %w", err)
	}
	f := l.follower(c, catalog.Range{}, s.Until)
	var r Report
	_, err = eachChunk(ctx, f.changes, s.Until.Add(-change.Overlap), func(some []change.Change) error {
		differing, err := l.differing(ctx, c, some)
		if err != nil {
			return err
		}
		r.Written += len(differing)
		return f.apply(ctx, differing)
	})
	if err != nil {
		return Report{}, err
	}
	r.Refused = f.refused
	s.Until = now
	return r, l.save(ctx, s)
}

// differing returns the changes that the collection lacks.
func (l *Loader) differing(ctx context.Context, c engine.Collection, some []change.Change) (all []change.Change, err error) {
	ids := make([]catalog.ID, len(some))
	for i := range some {
		ids[i] = some[i].ID
	}
	products, err := c.Get(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read products of the search engine: %w", err)
	}
	hashes := make(map[catalog.ID]string)
	for _, p := range products {
		hashes[p.ID] = p.Hash
	}
	for _, x := range some {
		hash, err := hashOf(x, c.Info())
		if err != nil {
			return nil, err
		}
		if hash != hashes[x.ID] || x.Model != c.Info().Model && !x.Removed() {
			all = append(all, x)
		}
	}
	return all, nil
}

// hashOf returns the hash of a changed product, or "" if it was removed.
func hashOf(c change.Change, i engine.Info) (string, error) {
	if c.Removed() {
		return "", nil
	}
	p, err := engine.NewProduct(c.Product, c.Vector, i.Mean)
	return p.Hash, err
}
