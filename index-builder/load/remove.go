package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
)

// errShrunk is the error of a load that would delete suspiciously many products.
var errShrunk = errors.New("nothing is deleted from the search engine; set ALLOW_SHRINK=true if the products were deleted on purpose")

// remove deletes the products that the catalog does not offer, and the embeddings of those that it has not.
func (f *filler) remove(ctx context.Context) error {
	before := len(f.entries.all)
	if input.Shrank(before, f.offered+f.hidden, f.skipped) && !f.AllowShrink {
		return fmt.Errorf("the search engine has %d products and the catalog only %d: %w", before, f.offered+f.hidden+f.skipped, errShrunk)
	}
	extra, err := f.extra(ctx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(extra, engine.MaxRead) {
		gone, err := f.gone(ctx, some)
		if err != nil {
			return err
		}
		n, err := f.follow.remove(ctx, gone)
		if err != nil {
			return fmt.Errorf("delete products from the search engine: %w", err)
		}
		f.deleted += n
	}
	return f.removeOrphans(ctx)
}

// extra returns the products of the collection that were not read. Most runs have none and read no entries again.
func (f *filler) extra(ctx context.Context) (ids []catalog.ID, err error) {
	if !f.entries.anyExtra() {
		return nil, nil
	}
	var mu sync.Mutex
	err = f.collection.Entries(ctx, func(some []engine.Entry) error {
		mu.Lock()
		defer mu.Unlock()
		for _, e := range some {
			if f.follow.part.Has(e.ID) && f.entries.extra(e.ID) {
				ids = append(ids, e.ID)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the products of the search engine: %w", err)
	}
	return ids, nil
}

// gone returns the products that the catalog does not offer now: others may have been added since they were read.
func (f *filler) gone(ctx context.Context, ids []catalog.ID) (gone []catalog.ID, err error) {
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(f.Workers, readers))
	for _, id := range ids {
		g.Go(func() error {
			p, err := f.products.Get(ctx, id)
			if _, malformed := errors.AsType[*catalog.DecodeError](err); malformed {
				return nil // the last valid state stays
			}
			if err != nil && !errors.Is(err, catalog.ErrNotFound) {
				return err
			}
			if err != nil || !p.State.IsOffered() {
				mu.Lock()
				defer mu.Unlock()
				gone = append(gone, id)
			}
			return nil
		})
	}
	return gone, g.Wait()
}

// readers is the number of parallel reads of single products. They wait for the network most of the time.
const readers = 16

// removeOrphans deletes the embeddings of products that do not exist.
func (f *filler) removeOrphans(ctx context.Context) error {
	var gone []catalog.ID
	for some := range slices.Chunk(f.orphans, engine.MaxRead) {
		absent, err := f.gone(ctx, some)
		if err != nil {
			return err
		}
		gone = append(gone, absent...)
	}
	return f.embeddings.DeleteEmbeddings(ctx, gone)
}
