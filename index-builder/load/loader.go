package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// A Loader fills a search engine from the catalog. All fields are required, except where noted.
type Loader struct {
	Engine      Engine
	Address     string // of the collections; another address needs a full load
	Products    catalog.Store
	Embeddings  catalog.Embeddings
	Changes     change.Store
	Embedder    embed.Embedder
	Bucket      snapshot.Bucket
	Workers     int                                   // number of parallel embedders, and of parallel writes
	Companion   int                                   // maximum number of products of the companion
	Full        bool                                  // read the whole catalog, not only the changes since the last run
	AllowShrink bool                                  // delete even if many products are gone
	Now         func() time.Time                      // clock
	Progress    func(stage string, done, total int64) // total is 0 if unknown
	Logger      *slog.Logger
}

// A Report describes the result of a load.
type Report struct {
	Full     bool `json:"full"`     // the whole catalog was read
	Products int  `json:"products"` // products that the catalog offers; only of a full load
	Skipped  int  `json:"skipped"`  // invalid products; the engine keeps their last valid state
	Refused  int  `json:"refused"`  // products that the engine cannot take
	Embedded int  `json:"embedded"`
	Written  int  `json:"written"` // products that differed, without those that changed during the load
	Deleted  int  `json:"deleted"`
}

// Run loads the catalog into the collection of the embedder's model, and then makes it the active one. It returns the
// products of the companion, which changed if resampled is set.
func (l *Loader) Run(ctx context.Context) (r Report, s Sample, resampled bool, err error) {
	before, err := l.state(ctx)
	if err != nil {
		return Report{}, Sample{}, false, err
	}
	why := l.needsFull(ctx, before)
	if why == nil {
		r, err := l.catchUp(ctx, before)
		return r, before.Sample, false, err
	}
	l.Logger.InfoContext(ctx, "loading the whole catalog into the search engine", "reason", why)
	part, err := l.fill(ctx, l.Products, l.Embeddings, catalog.Range{})
	if err != nil {
		return Report{}, Sample{}, false, err
	}
	return l.finish(ctx, before, []loaded{part})
}

// loaded is the result of a full load of a range.
type loaded struct {
	Report     Report     `json:"report"`
	Since      time.Time  `json:"since"` // the store's time before the load
	Candidates candidates `json:"candidates"`
}

// finish completes a full load whose parts are loaded.
func (l *Loader) finish(ctx context.Context, before state, parts []loaded) (r Report, s Sample, resampled bool, err error) {
	next := state{Address: l.Address, Model: l.Embedder.Model(), Companion: l.Companion, FullAt: parts[0].Since, Until: parts[0].Since}
	all := newSampler(l.Companion)
	r.Full = true
	for _, p := range parts {
		r.add(p.Report)
		all.merge(p.Candidates)
		if p.Since.Before(next.Until) {
			next.Until, next.FullAt = p.Since, p.Since
		}
	}
	next.Sample = all.sample()
	if err := l.Engine.Activate(ctx, next.Model); err != nil {
		return Report{}, Sample{}, false, fmt.Errorf("activate the collection of model %s: %w", next.Model, err)
	}
	if err := l.save(ctx, next); err != nil {
		return Report{}, Sample{}, false, err
	}
	if err := l.Engine.Tidy(ctx, next.Model); err != nil { // the next full load tries again
		l.Logger.WarnContext(ctx, "old collections not deleted", "err", err)
	}
	return r, next.Sample, !next.Sample.Equal(&before.Sample), nil
}

// add adds the numbers of a part.
func (r *Report) add(p Report) {
	r.Products += p.Products
	r.Skipped += p.Skipped
	r.Refused += p.Refused
	r.Embedded += p.Embedded
	r.Written += p.Written
	r.Deleted += p.Deleted
}

// collection opens the collection of the embedder's model. It creates the collection if there is none.
func (l *Loader) collection(ctx context.Context) (engine.Collection, error) {
	c, err := l.Engine.Open(ctx, l.Embedder.Model())
	if errors.Is(err, engine.ErrGone) {
		var mean lexical.Lengths
		if mean, err = l.meanLengths(ctx); err == nil {
			c, err = l.Engine.Create(ctx, engine.Info{Model: l.Embedder.Model(), Dim: l.Embedder.Dim(), Mean: mean})
		}
	}
	if err != nil {
		return nil, fmt.Errorf("collection of model %s: %w", l.Embedder.Model(), err)
	}
	return c, nil
}

// meanProducts is the number of products whose texts give the mean lengths.
const meanProducts = 50_000

// meanLengths returns the mean lengths of the texts of the first products by ID. They weigh words against each other, so
// they need not be exact, but all products of a collection need the same.
func (l *Loader) meanLengths(ctx context.Context) (mean lexical.Lengths, err error) {
	ignore := func(catalog.ID, error) {}
	products := input.Offered(l.Products.All(ctx), ignore, func(catalog.ID) {})
	mean = lexical.MeanLengths(func(yield func(lexical.Document) bool) {
		err = eachOf(products, meanProducts, func(p *catalog.Product) bool { return yield(recommend.Words(p)) })
	})
	return mean, err
}

// eachOf calls use with the first n products, until it returns false.
func eachOf(products iter.Seq2[catalog.Product, error], n int, use func(*catalog.Product) bool) error {
	for p, err := range products {
		if err != nil {
			return err
		}
		trimmed := change.Trim(p)
		if n--; !use(&trimmed) || n == 0 {
			return nil
		}
	}
	return nil
}
