package row

import (
	"cmp"
	"slices"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// variantFields are the fields that a variant has of its own.
var variantFields = []mapping.Field{
	mapping.SKU, mapping.Price, mapping.Stock, mapping.GTIN, mapping.OptionValues, mapping.OptionPairs, mapping.Availability,
}

// readBelow collects the rows of a product, which follow each other.
func (r *Reader) readBelow(rec table.Record) (done []Result) {
	role := r.role(rec)
	if role == mapping.SkippedRow {
		if len(r.group) == 0 {
			return []Result{{Record: rec, Part: "not a product"}}
		}
		r.group = append(r.group, rec)
		return nil
	}
	if r.startsGroup(rec, role) || len(r.group) >= maxGroup {
		done = r.finishGroup()
	}
	r.group = append(r.group, rec)
	return done
}

// startsGroup reports whether a row begins another product. A row without a key or with the same key goes on with the current one.
func (r *Reader) startsGroup(rec table.Record, role mapping.Role) bool {
	if len(r.group) == 0 || role == mapping.ProductRow {
		return true
	}
	if role == mapping.VariantRow || role == mapping.ImageRow {
		key := r.textOf(rec.Values, mapping.Group)
		return key != "" && r.groupKey() != "" && key != r.groupKey()
	}
	key := r.textOf(rec.Values, mapping.Group)
	if key == "" {
		return len(r.filled(rec.Values, mapping.Title)) > 0
	}
	return key != r.groupKey()
}

func (r *Reader) groupKey() string { return r.textOf(r.group[0].Values, mapping.Group) }

// finishGroup converts the collected rows.
func (r *Reader) finishGroup() []Result {
	if len(r.group) == 0 {
		return nil
	}
	rows, before := r.withFirst(r.group)
	r.group = nil
	variants := r.variants(rows)
	results := make([]Result, 0, len(rows))
	gallery := r.galleryOf(rows)
	for i, rec := range rows {
		switch {
		case i < before:
		case slices.Contains(variants, i):
			results = append(results, r.result(rec, r.variant(rows, i, len(variants), gallery)))
		case i == 0 && len(variants) > 0:
			results = append(results, Result{Record: rec, Part: "product of the variants below"})
		case r.role(rec) == mapping.SkippedRow:
			results = append(results, Result{Record: rec, Part: "not a product"})
		default:
			results = append(results, Result{Record: rec, Part: "images of the product above"})
		}
	}
	return results
}

// variants returns the positions of the rows that are products of their own. Without variants that is the first row.
func (r *Reader) variants(rows []table.Record) (variants []int) {
	for i, rec := range rows {
		role := r.role(rec)
		w := row{Reader: r, values: rec.Values}
		if role == mapping.VariantRow || role == "" && (i == 0 || w.hasAny(variantFields)) {
			variants = append(variants, i)
		}
	}
	if len(variants) == 0 {
		return []int{0}
	}
	return variants
}

// variant returns the row at position i with what it inherits.
func (r *Reader) variant(rows []table.Record, i, variants int, gallery []string) *row {
	w := &row{Reader: r, values: rows[i].Values, gallery: gallery}
	first := rows[0].Values
	if variants > 1 || r.survey.isScattered(r.textOf(first, mapping.Group)) {
		w.group = cmp.Or(r.textOf(first, mapping.Group), r.textOf(first, mapping.SKU), r.textOf(first, mapping.ID), r.textOf(first, mapping.Title))
	}
	if i > 0 || variants > 1 {
		w.parent, w.sibling = rows[0].Values, r.rules.Variants.Kinds == nil
	}
	return w
}

// galleryOf returns the images of the product: those of all rows that are not only about one variant.
func (r *Reader) galleryOf(rows []table.Record) []string {
	fields := []mapping.Field{mapping.Image, mapping.MoreImages}
	if r.rules.Variants.Kinds == nil && len(r.columns[mapping.MoreImages]) > 0 {
		fields = fields[1:] // the other images are those of variants
	}
	all := []string{}
	for _, rec := range rows {
		if r.role(rec) == mapping.VariantRow {
			continue
		}
		w := &row{Reader: r, values: rec.Values}
		for _, f := range fields {
			for _, c := range r.filled(rec.Values, f) {
				all = append(all, w.addresses(f, c)...)
			}
		}
	}
	return all
}
