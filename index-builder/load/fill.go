package load

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
)

const (
	putBatch  = 200             // products in one write, of at most 14 MB
	pollEvery = 5 * time.Second // interval of the polls during a load
)

// A filler loads a range of the catalog.
type filler struct {
	*Loader
	products   catalog.Store
	embeddings catalog.Embeddings
	collection engine.Collection
	entries    *entries
	follow     *follower
	sampler    *sampler

	offered, hidden, skipped int          // products that were read
	orphans                  []catalog.ID // embeddings without a product
	embedded, written        atomic.Int64
	deleted                  int
	polled                   sync.Mutex
	nextPoll                 time.Time
}

// A job is a product that the collection may lack.
type job struct {
	product catalog.Product // without the fields that change.Trim removes
	vector  []float32       // nil: not embedded yet
	hash    uint64          // of the product in the collection; 0: it is not there
}

// fill loads the products of a range, which the stores have. It writes those that differ and deletes those that the
// catalog does not offer.
func (l *Loader) fill(ctx context.Context, products catalog.Store, embeddings catalog.Embeddings, part catalog.Range) (loaded, error) {
	since, err := l.Changes.Now(ctx) // before the read
	if err != nil {
		return loaded{}, fmt.Errorf("time of the changes: %w", err)
	}
	c, err := l.collection(ctx)
	if err != nil {
		return loaded{}, err
	}
	defer c.Close()
	f := &filler{Loader: l, products: products, embeddings: embeddings, collection: c, sampler: newSampler(l.Companion), nextPoll: l.Now().Add(pollEvery)}
	f.follow = l.follower(c, part, since)
	l.Progress("read the search engine", 0, 0)
	if f.entries, err = readEntries(ctx, c, part); err != nil {
		return loaded{}, err
	}
	// The first poll matters if remove refuses to delete, the second one if a product came back while it was deleted.
	for _, step := range []func(context.Context) error{f.load, f.follow.poll, f.remove, f.follow.poll} {
		if err := step(ctx); err != nil {
			return loaded{}, err
		}
	}
	return loaded{f.report(), since, f.sampler.candidates()}, nil
}

// follower returns a follower of the changes in a range since a time.
func (l *Loader) follower(c engine.Collection, part catalog.Range, since time.Time) *follower {
	return &follower{
		collection: c, changes: ours{l.Changes, l.Embedder}, part: part, workers: l.Workers, logger: l.Logger,
		from: since, changed: make(map[catalog.ID]time.Time),
	}
}

func (f *filler) report() Report {
	return Report{
		Full: true, Products: f.offered, Skipped: f.skipped, Refused: f.follow.refused,
		Embedded: int(f.embedded.Load()), Written: int(f.written.Load()), Deleted: f.deleted,
	}
}

// load reads, embeds and writes the products.
func (f *filler) load(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	missing, ready := make(chan job), make(chan job, f.Workers)
	g.Go(func() error {
		defer close(ready)
		sources, ctx := errgroup.WithContext(ctx)
		sources.Go(func() error { return f.read(ctx, missing, ready) })
		sources.Go(func() error { return f.embedding(ready).Run(ctx, missing) })
		return sources.Wait()
	})
	for range f.Workers {
		g.Go(func() error { return f.write(ctx, ready) })
	}
	return g.Wait()
}

// read sends the products that have a current embedding to ready, and the others to missing.
func (f *filler) read(ctx context.Context, missing, ready chan<- job) error {
	defer close(missing)
	stored := newCursor(f.embeddings.AllEmbeddings(ctx), func(id catalog.ID) { f.orphans = append(f.orphans, id) })
	defer stored.close()
	keep := func(id catalog.ID) { // such a product may come back
		_, err := stored.at(id)
		stored.err = errors.Join(stored.err, err)
	}
	invalid := func(id catalog.ID, err error) {
		f.skipped++
		f.entries.see(id)
		if f.skipped <= maxLogged {
			f.Logger.WarnContext(ctx, "product skipped", "product", id, "err", err)
		}
		keep(id)
	}
	hidden := func(id catalog.ID) { f.hidden++; keep(id) }
	for p, err := range input.Offered(f.products.All(ctx), invalid, hidden) {
		if err != nil {
			return fmt.Errorf("read products: %w", err)
		}
		if err := f.send(ctx, p, stored, missing, ready); err != nil {
			return err
		}
	}
	return stored.finish()
}

// send sends a product to one of the channels.
func (f *filler) send(ctx context.Context, p catalog.Product, stored *cursor, missing, ready chan<- job) error {
	e, err := stored.at(p.ID)
	if err != nil {
		return fmt.Errorf("read embeddings: %w", err)
	}
	f.offered++
	f.sampler.add(&p)
	f.Progress("load products", int64(f.offered), 0)
	j, to := job{product: change.Trim(p), hash: f.entries.see(p.ID)}, missing
	if e.IsOf(p.TextHash(), f.Embedder.Model(), f.Embedder.Dim()) {
		j.vector, to = e.Vector, ready
	}
	select {
	case to <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// embedding returns what embeds and stores products without an embedding, and then sends them to ready.
func (f *filler) embedding(ready chan<- job) input.Embedding[job] {
	return input.Embedding[job]{
		Workers: f.Workers, Store: f.embeddings,
		Embed: func(ctx context.Context, j job) (catalog.Embedding, error) {
			v, err := f.Embedder.EmbedDocument(ctx, j.product.Text())
			if err != nil {
				return catalog.Embedding{}, fmt.Errorf("embed product %q: %w", j.product.ID, err)
			}
			return catalog.Embedding{ID: j.product.ID, Vector: v, Model: f.Embedder.Model(), TextHash: j.product.TextHash()}, nil
		},
		Saved: func(ctx context.Context, jobs []job, made []catalog.Embedding) error {
			f.embedded.Add(int64(len(jobs)))
			for i, j := range jobs {
				j.vector = made[i].Vector
				select {
				case ready <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		},
	}
}

// write writes the products that differ from those in the collection.
func (f *filler) write(ctx context.Context, ready <-chan job) error {
	var batch []engine.Product
	mean := f.collection.Info().Mean
	for j := range ready {
		p, err := engine.NewProduct(&j.product, j.vector, mean)
		if err != nil {
			return err
		}
		if j.hash != 0 && prefixOf(p.Hash) == j.hash {
			continue
		}
		if batch = append(batch, p); len(batch) == putBatch {
			if err := f.put(ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if ctx.Err() != nil || len(batch) == 0 {
		return ctx.Err()
	}
	return f.put(ctx, batch)
}

// put writes products. If the engine cannot take one of them, it writes the others.
func (f *filler) put(ctx context.Context, batch []engine.Product) error {
	n, err := f.follow.put(ctx, batch)
	switch {
	case err == nil:
		f.written.Add(int64(n))
	case errors.Is(err, engine.ErrInvalid) && len(batch) > 1:
		for i := range batch {
			if err := f.put(ctx, batch[i:i+1:i+1]); err != nil {
				return err
			}
		}
		return nil
	case errors.Is(err, engine.ErrInvalid):
		f.follow.refuse(ctx, batch[0].ID, err)
	default:
		return fmt.Errorf("write products to the search engine: %w", err)
	}
	return f.pollSometimes(ctx)
}

// pollSometimes polls the changes if the last poll was a while ago, so that shoppers do not see old states for long.
func (f *filler) pollSometimes(ctx context.Context) error {
	f.polled.Lock()
	due := !f.Now().Before(f.nextPoll)
	if due {
		f.nextPoll = f.Now().Add(pollEvery)
	}
	f.polled.Unlock()
	if !due {
		return nil
	}
	return f.follow.poll(ctx)
}
