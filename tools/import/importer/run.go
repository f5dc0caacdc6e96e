package importer

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// countTimeout limits the final count of the store, which runs even after a cancellation.
const countTimeout = time.Minute

// Run imports a source into the store. The report counts all rows that Run has read, even after an error.
// It counts valid rows that are not in the store as Unstored. With Resume, another Run continues there.
func Run(ctx context.Context, store catalog.Store, src Source, opts Options) (Report, error) {
	r, err := newRun(store, src, opts)
	if err != nil {
		return Report{Source: src.Name}, err
	}
	return r.finish(ctx, src)
}

func newRun(store catalog.Store, src Source, opts Options) (*run, error) {
	if err := opts.check(store); err != nil {
		return nil, err
	}
	return &run{
		store: store, opts: opts, report: Report{Source: src.Name}, started: opts.Now().UTC(),
		rejects: rejects{w: opts.Rejects, file: src.Name}, rejectedFor: tallies{}, warnings: tallies{},
	}, nil
}

// finish reads the whole source and returns the report.
func (r *run) finish(ctx context.Context, src Source) (Report, error) {
	err := r.run(ctx, src)
	r.report.Unstored += len(r.batch)
	r.report.RejectedFor, r.report.Warnings = r.rejectedFor.sorted(), r.warnings.sorted()
	if err != nil {
		return r.report, fmt.Errorf("%s: %w", src.Name, err)
	}
	return r.report, nil
}

// A run is one call of Run or Check.
type run struct {
	store   catalog.Store
	opts    Options
	report  Report
	started time.Time
	rejects rejects

	rejectedFor, warnings tallies

	check      *checker // nil, except in Check
	keys       []string // columns of a file without a header
	mapping    *Mapping
	reader     *row.Reader
	products   int // products read, with duplicates
	batch      []catalog.Product
	lines      []int      // lines of the products in batch
	checkpoint string     // path, or ""
	resume     checkpoint // progress of the interrupted import
	stored     int        // products of this source in the store
	writes     int        // products that this run wrote
}

func (r *run) run(ctx context.Context, src Source) error {
	if err := r.learnKeys(ctx, src); err != nil {
		return err
	}
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	in := &counting{r: file}
	tab, err := table.Open(in, r.opts.table(r.keys))
	if err != nil {
		return err
	}
	defer tab.Close()
	if err := r.mapColumns(tab); err != nil {
		return err
	}
	if err := r.survey(ctx, src); err != nil {
		return err
	}
	before, err := r.begin(ctx, src)
	if err != nil {
		return err
	}
	err = r.rows(ctx, tab, func() { r.progress(in.n, src.Size) })
	r.countNew(ctx, before)
	return err
}

// learnKeys finds the columns of a file without a header, unless Check has done so.
func (r *run) learnKeys(ctx context.Context, src Source) error {
	if r.opts.Checked != nil {
		r.keys = r.opts.Checked.keys
		return nil
	}
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	if r.keys, err = table.Keys(ctx, file, r.opts.table(nil)); err != nil {
		return err
	}
	if r.check != nil {
		r.check.preview.keys = r.keys
	}
	return nil
}

func (r *run) mapColumns(tab *table.Table) error {
	m, err := mapping.Resolve(tab.Columns(), r.opts.Map)
	if err != nil {
		return err
	}
	r.check.mapped(tab.Format(), m)
	if r.opts.Mapped != nil {
		r.opts.Mapped(tab.Format(), m)
	}
	r.mapping = m
	return nil
}

// begin counts the products in the store and loads the checkpoint.
func (r *run) begin(ctx context.Context, src Source) (before int, err error) {
	if r.opts.DryRun {
		return 0, nil
	}
	if before, err = r.store.Count(ctx); err != nil {
		return 0, err
	}
	if r.checkpoint, err = checkpointPath(src, &r.opts); err != nil {
		return 0, err
	}
	r.resume, r.report.Note, err = load(ctx, r.checkpoint, r.store, before)
	return before, err
}

// countNew divides the writes into new and updated products. The growth of the store is the number of new products. A count
// that fails is no reason to call the import a failure.
func (r *run) countNew(ctx context.Context, before int) {
	if r.writes == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countTimeout)
	defer cancel()
	after, err := r.store.Count(ctx)
	if err != nil {
		r.report.New = r.writes
		r.report.Note = fmt.Sprintf("the number of new products includes updated products, because counting them failed: %v", err)
		return
	}
	r.report.New = min(max(after-before, 0), r.writes)
	r.report.Updated = r.writes - r.report.New
}

func (r *run) progress(done, size int64) {
	if r.opts.Progress != nil {
		r.opts.Progress(done, size)
	}
}
