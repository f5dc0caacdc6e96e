package row

import (
	"cmp"
	"slices"
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// A parentRow is the row of a product with variants in other rows.
type parentRow struct {
	values []table.Value
	keys   []string
	group  string // item group ID of its variants
	left   int    // variants that have not been read
}

// readParents converts a row of the layout Parents.
func (r *Reader) readParents(rec table.Record) Result {
	if r.role(rec) == mapping.SkippedRow {
		return Result{Record: rec, Part: "not a product"}
	}
	if ref, pairs := r.parentOf(rec); ref != "" {
		return r.result(rec, r.childRow(rec, ref, pairs))
	}
	for _, key := range r.keys(rec) {
		if n := r.survey.children(key); n > 0 {
			if r.survey.early(key) == nil {
				r.remember(rec, n)
			}
			return Result{Record: rec, Part: "product of variants in other rows"}
		}
	}
	return r.result(rec, &row{Reader: r, values: rec.Values})
}

// parentOf returns the key of a variant's parent, and the options that the parent lists for it.
func (r *Reader) parentOf(rec table.Record) (ref, pairs string) {
	if child, ok := r.survey.listed(r.textOf(rec.Values, mapping.SKU)); ok {
		return child.parent, child.pairs
	}
	if role := r.role(rec); role == mapping.VariantRow || role == "" {
		return r.textOf(rec.Values, mapping.Parent), ""
	}
	return "", ""
}

// childRow returns a variant with what it inherits. A variant whose parent is not in the file inherits nothing.
func (r *Reader) childRow(rec table.Record, ref, pairs string) *row {
	w := &row{Reader: r, values: rec.Values, group: strings.TrimPrefix(ref, "id:"), pairs: pairs}
	parent := r.parents[ref]
	if parent == nil {
		parent = r.survey.early(ref)
	}
	if parent == nil {
		return w
	}
	w.parent, w.group = parent.values, parent.group
	if parent.left--; parent.left <= 0 {
		r.forget(parent)
	}
	return w
}

// keys returns the keys by which variants may name the row.
func (r *Reader) keys(rec table.Record) (keys []string) {
	for _, f := range []mapping.Field{mapping.SKU, mapping.ID} {
		for _, c := range r.filled(rec.Values, f) {
			keys = append(keys, c.first(), "id:"+c.first())
		}
	}
	return keys
}

func (r *Reader) parentRow(rec table.Record, children int) *parentRow {
	group := cmp.Or(r.textOf(rec.Values, mapping.SKU), r.textOf(rec.Values, mapping.ID))
	return &parentRow{values: slices.Clone(rec.Values), keys: r.keys(rec), group: group, left: children}
}

// remember keeps a parent until its variants have been read.
func (r *Reader) remember(rec table.Record, children int) {
	p := r.parentRow(rec, children)
	for _, key := range p.keys {
		r.parents[key] = p
	}
}

func (r *Reader) forget(p *parentRow) {
	for _, key := range p.keys {
		delete(r.parents, key)
	}
}
