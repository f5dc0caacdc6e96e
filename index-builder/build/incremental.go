package build

import (
	"bufio"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"time"

	"shopfyp.dev/index-builder/refine"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// FullEvery is how often a build reads the whole catalog, to find products whose changes were lost.
const FullEvery = 7 * 24 * time.Hour

// errFull says why a build cannot be incremental.
var errFull = errors.New("the whole catalog is read")

// A merged is the catalog as it was read by the last build, with the changes since. It yields what the stores of the
// catalog would yield, but reads only the bucket.
type merged struct {
	catalog.Store      // for the methods that a build does not use
	catalog.Embeddings // stores new embeddings
	bucket             snapshot.Bucket
	version            string
	about              source
	pending
	before []embedded // products of the last build, in ID order; set by All
}

// embedded is a product of the last build.
type embedded struct {
	id       catalog.ID
	textHash textHash
}

// sinceLast returns the catalog of the published snapshot with the changes since. It returns errFull if the build must
// read the whole catalog instead.
func (b *Builder) sinceLast(ctx context.Context, before snapshot.Manifest) (*merged, error) {
	m := &merged{Store: b.Products, Embeddings: b.Embeddings, bucket: b.Bucket, version: before.Version}
	switch {
	case b.Full || b.Changes == nil:
		return nil, errFull
	case before.Changes.IsZero():
		return nil, fmt.Errorf("%w: the published snapshot does not tell which changes it contains", errFull)
	}
	err := b.readJSON(ctx, sourceObject(before.Version, sourceFile), &m.about)
	switch about := m.about; {
	case errors.Is(err, snapshot.ErrNotFound):
		return nil, fmt.Errorf("%w: the last build left no source", errFull)
	case err != nil:
		return nil, err
	case about.Revision != contentRevision || about.Model != b.Embedder.Model() || about.Dim != b.Embedder.Dim() || about.Count != before.Count:
		return nil, fmt.Errorf("%w: the last build was made by another builder or for another model", errFull)
	case b.Now().Sub(about.FullAt) > FullEvery: // by this machine's clock: it spares a read, and only a week matters
		return nil, fmt.Errorf("%w: that was last done at %s", errFull, about.FullAt.Format(time.RFC3339))
	}
	m.pending, err = b.readPending(ctx, before)
	return m, err
}

// All implements catalog.Store.
func (m *merged) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		m.before = m.before[:0]
		changed := slices.Sorted(maps.Keys(m.changes))
		// upTo yields the changed products before an ID, and reports whether to continue.
		upTo := func(id catalog.ID, all bool) bool {
			for len(changed) > 0 && (all || changed[0] <= id) {
				c := m.changes[changed[0]]
				changed = changed[1:]
				if !c.Removed() && !yield(*c.Product, nil) {
					return false
				}
			}
			return true
		}
		for p, err := range m.products(ctx) {
			if err != nil {
				yield(p, err)
				return
			}
			m.before = append(m.before, embedded{p.ID, textHashOf(&p)})
			if !upTo(p.ID, false) {
				return
			}
			if _, replaced := m.changes[p.ID]; !replaced && !yield(p, nil) {
				return
			}
		}
		upTo("", true)
	}
}

// products yields the products of the last build.
func (m *merged) products(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		r, err := m.read(ctx, productsFile)
		if err != nil {
			yield(catalog.Product{}, err)
			return
		}
		defer r.Close()
		stored := gob.NewDecoder(bufio.NewReaderSize(r, 1<<20))
		for range m.about.Count {
			var p catalog.Product
			if err := stored.Decode(&p); err != nil {
				yield(p, fmt.Errorf("%s: %w", sourceObject(m.version, productsFile), err))
				return
			}
			if !yield(p, ctx.Err()) || ctx.Err() != nil {
				return
			}
		}
	}
}

// Count implements catalog.Store. The last build checked its number of products, so this one compares with it.
func (m *merged) Count(context.Context) (int, error) {
	count := len(m.before)
	for id, c := range m.changes {
		_, existed := slices.BinarySearchFunc(m.before, id, func(e embedded, id catalog.ID) int { return cmp.Compare(e.id, id) })
		switch {
		case existed && c.Removed():
			count--
		case !existed && !c.Removed():
			count++
		}
	}
	return count, nil
}

// AllEmbeddings implements catalog.Embeddings. Call it after All.
func (m *merged) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		r, err := m.read(ctx, vectorsFile)
		if err != nil {
			yield(catalog.Embedding{}, err)
			return
		}
		defer r.Close()
		in, vector := bufio.NewReaderSize(r, 1<<20), make([]float32, m.about.Dim)
		for _, p := range m.before {
			if err := binary.Read(in, binary.LittleEndian, vector); err != nil {
				yield(catalog.Embedding{}, fmt.Errorf("%s: %w", sourceObject(m.version, vectorsFile), err))
				return
			}
			if _, changed := m.changes[p.id]; !changed && !yield(catalog.Embedding{ID: p.id, Vector: vector, Model: m.about.Model, TextHash: p.textHash.String()}, ctx.Err()) {
				return
			}
		}
		for id, c := range m.changes {
			if !c.Removed() && !yield(catalog.Embedding{ID: id, Vector: c.Vector, Model: c.Model, TextHash: c.Product.TextHash()}, nil) {
				return
			}
		}
	}
}

// savedHistories are the histories that the last build read. It kept no searches, only the popular queries and what was
// opened after them.
type savedHistories struct {
	Histories
	builder *Builder
	version string
}

// Queries implements savedQueries.
func (c savedHistories) Queries(ctx context.Context) (all []querytext.Query, err error) {
	return all, c.builder.readJSON(ctx, querytext.Object(c.version), &all)
}

// Visited implements savedVisits.
func (c savedHistories) Visited(ctx context.Context) (log refine.Log, err error) {
	o, err := c.builder.Bucket.Stat(ctx, sourceObject(c.version, visitsFile))
	if err != nil {
		return log, err
	}
	r, err := c.builder.Bucket.Read(ctx, o.Name, o.Generation, 0, -1)
	if err != nil {
		return log, err
	}
	defer r.Close()
	if err := gob.NewDecoder(r).Decode(&log); err != nil {
		return log, fmt.Errorf("%s: %w", o.Name, err)
	}
	return log, nil
}

// Clicks implements Histories.
func (c savedHistories) Clicks(ctx context.Context) iter.Seq2[[]interaction.Interest, error] {
	return func(yield func([]interaction.Interest, error) bool) {
		var all [][]interaction.Interest
		if err := c.builder.readJSON(ctx, sourceObject(c.version, shoppersFile), &all); err != nil {
			yield(nil, err)
			return
		}
		for _, sequence := range all {
			if !yield(sequence, nil) {
				return
			}
		}
	}
}

// read opens an object of the last build's source.
func (m *merged) read(ctx context.Context, file string) (io.ReadCloser, error) {
	o, err := m.bucket.Stat(ctx, sourceObject(m.version, file))
	if err != nil {
		return nil, err
	}
	return m.bucket.Read(ctx, o.Name, o.Generation, 0, -1)
}

// readShop reads the changes since the published snapshot, or the whole catalog if it must. It returns the Builder with
// the stores that it read. It returns errNothingNew or errCompacted if no build is due.
func (b *Builder) readShop(ctx context.Context, before snapshot.Manifest) (reader *Builder, s *shop, err error) {
	m, err := b.sinceLast(ctx, before)
	if err == nil && b.waits(before, &m.pending) {
		return nil, nil, b.compact(ctx, before, &m.pending)
	}
	if err == nil {
		mine := *b
		mine.Products, mine.Embeddings = m, m
		if b.Histories != nil {
			mine.Histories = savedHistories{b.Histories, b, before.Version}
		}
		if s, err = mine.read(ctx); err == nil {
			s.contains, s.fullAt = m.until, m.about.FullAt
			return &mine, s, nil
		}
	}
	if ctx.Err() != nil {
		return nil, nil, err
	}
	b.Logger.InfoContext(ctx, "reading the whole catalog", "reason", err)
	now, err := b.now(ctx) // before the read, so that the snapshot contains everything up to this time
	if err != nil {
		return nil, nil, err
	}
	if s, err = b.read(ctx); err != nil {
		return nil, nil, err
	}
	s.contains, s.fullAt = now, now
	return b, s, nil
}
