package importer

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/catalog"
)

// keep adds a product to the batch and stores the batch if it is full. It skips products before the checkpoint.
func (r *run) keep(ctx context.Context, p catalog.Product, line int) error {
	if r.products <= r.resume.Products {
		r.report.Resumed++
		r.stored++
		return nil
	}
	p.UpdatedAt = r.started
	r.batch, r.lines = append(r.batch, p), append(r.lines, line)
	if len(r.batch) < r.opts.BatchSize {
		return nil
	}
	return r.flush(ctx)
}

// flush passes the batch to the checker, or stores it and saves a checkpoint.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	defer func() { r.batch, r.lines = r.batch[:0], r.lines[:0] }()
	if r.opts.DryRun {
		r.report.Unstored += len(r.batch)
		return r.check.batch(ctx, r.batch, r.lines)
	}
	written, err := r.store.Put(ctx, r.batch)
	r.writes += written
	if err != nil {
		r.report.Unstored += len(r.batch) - written
		return fmt.Errorf("store: %w", err)
	}
	r.report.Unchanged += len(r.batch) - written
	r.stored += len(r.batch)
	last := r.batch[len(r.batch)-1].ID
	return checkpoint{Source: r.report.Source, Products: r.products, Stored: r.stored, Last: last}.save(r.checkpoint)
}
