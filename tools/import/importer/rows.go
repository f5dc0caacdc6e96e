package importer

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// progressRows is the number of rows between two progress updates.
const progressRows = 500

// rows imports the rows of a table. After an error, r.batch contains the products that are not stored.
func (r *run) rows(ctx context.Context, tab *table.Table, progress func()) error {
	for rec, err := range tab.Records() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := r.row(ctx, rec); err != nil {
			return err
		}
		if r.report.Rows%progressRows == 0 {
			progress()
		}
	}
	progress()
	if err := r.results(ctx, r.reader.Close()); err != nil {
		return err
	}
	if err := r.flush(ctx); err != nil {
		return err
	}
	return drop(r.checkpoint)
}

// row processes one row.
func (r *run) row(ctx context.Context, rec table.Record) error {
	for _, n := range rec.Notes {
		r.warnings.add(n.Column, n.Reason, n.Value, rec.Line)
	}
	if rec.Fault != nil {
		return r.result(ctx, row.Result{Record: rec, Fault: rec.Fault})
	}
	return r.results(ctx, r.reader.Read(rec))
}

func (r *run) results(ctx context.Context, all []row.Result) error {
	for _, res := range all {
		if err := r.result(ctx, res); err != nil {
			return err
		}
	}
	return nil
}

// result counts one row and keeps its product.
func (r *run) result(ctx context.Context, res row.Result) error {
	r.report.Rows++
	for _, w := range res.Warnings {
		r.warnings.add(w.Field, w.Reason, w.Value, res.Record.Line)
	}
	switch {
	case res.Fault != nil:
		return r.reject(res.Record, res.Fault)
	case res.Part != "":
		r.report.Parts++
		return nil
	}
	first, duplicate := r.opts.Seen.add(res.Product.ID, place{source: r.report.Source, line: res.Record.Line})
	if duplicate {
		r.report.Duplicates++
		return r.rejects.duplicate(res.Record, res.Product.ID, first)
	}
	return r.keep(ctx, res.Product)
}

func (r *run) reject(rec table.Record, fault *table.Fault) error {
	r.report.Rejected++
	r.rejectedFor.add("", fault.Reason, rec.Raw, rec.Line)
	return r.rejects.rejected(rec, fault)
}

// keep adds a product to the batch and stores the batch if it is full. It skips products before the checkpoint.
func (r *run) keep(ctx context.Context, p catalog.Product) error {
	if r.report.Rows <= r.resume.Rows {
		r.report.Resumed++
		r.stored++
		return nil
	}
	p.UpdatedAt = r.started
	r.batch = append(r.batch, p)
	if len(r.batch) < r.opts.BatchSize {
		return nil
	}
	return r.flush(ctx)
}

// flush stores the batch and saves a checkpoint. In a dry run, it only empties the batch.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	if r.opts.DryRun {
		r.report.Unstored += len(r.batch)
		r.batch = r.batch[:0]
		return nil
	}
	written, err := r.store.Put(ctx, r.batch)
	r.writes += written
	if err != nil {
		r.report.Unstored += len(r.batch) - written
		r.batch = nil
		return fmt.Errorf("store: %w", err)
	}
	r.report.Unchanged += len(r.batch) - written
	r.stored += len(r.batch)
	last := r.batch[len(r.batch)-1].ID
	r.batch = r.batch[:0]
	return checkpoint{Source: r.report.Source, Rows: r.report.Rows, Stored: r.stored, Last: last}.save(r.checkpoint)
}
