package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// A SyncStore is a catalog that products can be removed from.
type SyncStore interface {
	catalog.Store
	catalog.Sources
	catalog.Batches
}

// ErrShrink means that a removal would remove too large a part of a source.
var ErrShrink = errors.New("too many products would be removed")

// A removal may remove this part of a source without permission, and always a single product.
const maxShrink = 0.10

// A Removal lists the products of a source that are in the catalog, but no longer in the files.
type Removal struct {
	Source string
	Total  int          // products of the source in the catalog
	IDs    []catalog.ID // to remove
	Kept   []catalog.ID // not in the files, but a rejected row mentions them

	rejected int  // rejected rows
	unclear  bool // a rejected row may belong to any of the IDs
}

// PlanRemoval finds the products of a source that none of the files contains. seen must come from complete Checks of all
// files; previews are those of the files with this source.
func PlanRemoval(ctx context.Context, store catalog.Sources, source string, seen *Seen, prefix string, previews []*Preview) (*Removal, error) {
	r := &Removal{Source: source}
	for id, err := range store.IDsOf(ctx, source) {
		if err != nil {
			return nil, fmt.Errorf("read the products of source %q: %w", source, err)
		}
		r.Total++
		if !seen.Has(id) {
			r.IDs = append(r.IDs, id)
		}
	}
	for _, p := range previews {
		r.rejected += p.Report.Rejected
		r.unclear = r.unclear || p.Report.Rejected > 0 && (p.rejected.more || !p.hasIDs())
	}
	r.IDs, r.Kept = split(r.IDs, func(id catalog.ID) bool { return mentioned(strings.TrimPrefix(string(id), prefix), previews) })
	return r, nil
}

// hasIDs reports whether the file has a column with IDs. Otherwise, the ID of a rejected row is unknown.
func (p *Preview) hasIDs() bool {
	return p.Mapping != nil && len(p.Mapping.Columns["id"])+len(p.Mapping.Columns["sku"]) > 0
}

func mentioned(text string, previews []*Preview) bool {
	return slices.ContainsFunc(previews, func(p *Preview) bool { return p.rejected.mention(text) })
}

// split divides the IDs into the others and the chosen ones.
func split(ids []catalog.ID, chosen func(catalog.ID) bool) (others, those []catalog.ID) {
	for _, id := range ids {
		if chosen(id) {
			those = append(those, id)
			continue
		}
		others = append(others, id)
	}
	return others, those
}

// Check returns an error if the removal looks like a mistake. With allowShrink, it may remove more than one product and more
// than a tenth of the source.
func (r *Removal) Check(allowShrink bool) error {
	switch {
	case len(r.IDs) == 0:
		return nil
	case r.unclear:
		return fmt.Errorf("source %q: %d rows were rejected, and their products cannot be told from the %d products that are no longer in the file: "+
			"nothing was removed; repair or delete these rows", r.Source, r.rejected, len(r.IDs))
	case len(r.IDs) == r.Total && r.Total > 1 && !allowShrink:
		return fmt.Errorf("source %q: none of its %d products is in the file: %w; is it the right file, the right --source and the right ID column? "+
			"With --allow-shrink, they are removed", r.Source, r.Total, ErrShrink)
	case float64(len(r.IDs)) > max(maxShrink*float64(r.Total), 1) && !allowShrink:
		return fmt.Errorf("source %q: %d of its %d products are no longer in the file, more than a tenth: %w; "+
			"with --allow-shrink, they are removed", r.Source, len(r.IDs), r.Total, ErrShrink)
	}
	return nil
}

// Remove deletes the products of the removal with their embeddings. It spares products that have come back since, in seen
// or in another source. Remove returns the number of products that it has removed, even after an error.
func (r *Removal) Remove(ctx context.Context, store SyncStore, embeddings catalog.Embeddings, seen *Seen) (removed int, err error) {
	const batch = 300
	for ids := range slices.Chunk(r.IDs, batch) {
		stored, err := store.GetBatch(ctx, ids)
		if err != nil {
			return removed, err
		}
		ids, _ = split(ids, func(id catalog.ID) bool { return stored[id].Source != r.Source || seen.Has(id) })
		// The products go last: an interrupted removal finds them again by their source.
		if err := embeddings.DeleteEmbeddings(ctx, ids); err != nil {
			return removed, fmt.Errorf("remove embeddings: %w", err)
		}
		if err := store.Delete(ctx, ids); err != nil {
			return removed, fmt.Errorf("remove products: %w", err)
		}
		removed += len(ids)
	}
	return removed, nil
}

// maxListed is the number of products that Describe lists.
const maxListed = 10

// Describe returns the titles of the first products of the removal, one per line.
func (r *Removal) Describe(ctx context.Context, store catalog.Batches) ([]string, error) {
	first := r.IDs[:min(len(r.IDs), maxListed)]
	stored, err := store.GetBatch(ctx, first)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, id := range first {
		lines = append(lines, fmt.Sprintf("%s  %s", id, shorten(stored[id].Title)))
	}
	if more := len(r.IDs) - len(first); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines, nil
}
