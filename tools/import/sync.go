package main

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/tools/import/importer"
)

var (
	errNeedsYes = errors.New("--sync removes products: add --yes to remove them without a question, because nobody can answer one here")
	errDeclined = errors.New("nothing was imported or removed")
)

// plan finds the products to remove, one Removal for each source.
func (p *program) plan(ctx context.Context) error {
	if !p.Sync || p.db.products == nil {
		return nil
	}
	previews := map[string][]*importer.Preview{}
	var names []string
	for i, preview := range p.previews {
		name := p.options(p.Files[i]).Source
		if previews[name] == nil {
			names = append(names, name)
		}
		previews[name] = append(previews[name], preview)
	}
	for _, name := range names {
		r, err := importer.PlanRemoval(ctx, p.db.products, name, p.Import.Seen, p.Import.IDPrefix, previews[name])
		if err != nil {
			return err
		}
		p.removals = append(p.removals, r)
		if err := p.describe(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// describe prints a removal.
func (p *program) describe(ctx context.Context, r *importer.Removal) error {
	lines, err := r.Describe(ctx, p.db.products)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "\nsource %q: products in the catalog %d, no longer in the files %d", r.Source, r.Total, len(r.IDs))
	if len(r.IDs) > 0 {
		fmt.Fprint(p.out, ", to be removed:")
	}
	fmt.Fprintln(p.out)
	for _, line := range lines {
		fmt.Fprintf(p.out, "  %s\n", line)
	}
	if n := len(r.Kept); n > 0 {
		fmt.Fprintf(p.out, "  kept, because a rejected row mentions their IDs: %d\n", n)
	}
	return nil
}

// approve returns an error if the removals look like a mistake or the user declines them.
func (p *program) approve(ctx context.Context) error {
	n := 0
	for _, r := range p.removals {
		if err := r.Check(p.AllowShrink); err != nil {
			return err
		}
		n += len(r.IDs)
	}
	if n == 0 || p.Yes {
		return nil
	}
	ok, err := p.confirm(ctx, fmt.Sprintf("Import the files and remove these products (%d)?", n))
	if err == nil && !ok {
		return errDeclined
	}
	return err
}

// remove carries out the removals.
func (p *program) remove(ctx context.Context) error {
	for _, r := range p.removals {
		n, err := r.Remove(ctx, p.db.products, p.db.embeddings, p.Import.Seen)
		fmt.Fprintf(p.out, "\nremoved from source %q: %d\n", r.Source, n)
		if err != nil {
			return fmt.Errorf("source %q: %w; run the import again to remove the rest", r.Source, err)
		}
	}
	return nil
}
