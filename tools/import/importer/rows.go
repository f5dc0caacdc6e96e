package importer

import (
	"cmp"
	"context"
	"errors"

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
	return r.product(ctx, res.Record, res.Product)
}

// product stores the product of a row unless an earlier row has the same ID.
func (r *run) product(ctx context.Context, rec table.Record, p catalog.Product) error {
	r.products++
	seen := r.opts.Seen
	first, duplicate := seen.add(p.ID, place{source: seen.source(r.report.Source), number: uint32(r.products), line: uint32(rec.Line)})
	if duplicate {
		r.report.Duplicates++
		return r.rejects.duplicate(rec, p.ID, seen.names[first.source], int(first.line))
	}
	if !p.State.IsOffered() {
		r.report.NotOffered++
	}
	p.Source = cmp.Or(r.opts.Source, p.Source)
	r.check.sample(p, rec)
	return r.keep(ctx, p, rec.Line)
}

func (r *run) reject(rec table.Record, fault *table.Fault) error {
	r.report.Rejected++
	r.check.rejected(rec.Raw)
	r.rejectedFor.add("", fault.Reason, rec.Raw, rec.Line)
	return r.rejects.rejected(rec, fault)
}
