package importer

import (
	"cmp"
	"context"
	"errors"

	"shopfyp.dev/shared/catalog"
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
	if err := r.flush(ctx); err != nil {
		return err
	}
	return drop(r.checkpoint)
}

// row processes and counts one row.
func (r *run) row(ctx context.Context, rec table.Record) error {
	r.report.Rows++
	for _, n := range rec.Notes {
		r.warnings.add(n.Column, n.Reason, n.Value, rec.Line)
	}
	if rec.Fault != nil {
		return r.reject(rec, rec.Fault)
	}
	p, warnings, fault := r.reader.Product(rec)
	if fault != nil {
		return r.reject(rec, fault)
	}
	for _, w := range warnings {
		r.warnings.add(w.Field, w.Reason, w.Value, rec.Line)
	}
	return r.product(ctx, rec, p)
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
	return r.keep(ctx, p, rec.Line)
}

func (r *run) reject(rec table.Record, fault *table.Fault) error {
	r.report.Rejected++
	r.check.rejected(rec.Raw)
	r.rejectedFor.add("", fault.Reason, rec.Raw, rec.Line)
	return r.rejects.rejected(rec, fault)
}
