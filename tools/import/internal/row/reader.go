package row

import (
	"cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// A Result says what became of a row: a product, a part of another product, or a fault. Every row has one Result.
type Result struct {
	Record   table.Record
	Product  catalog.Product // if Part is "" and Fault is nil
	Part     string          // why the row is not a product of its own, or ""
	Fault    *table.Fault
	Warnings []Warning
}

// A Reader converts the rows of one table into products. It is not safe for concurrent use.
type Reader struct {
	settings Settings
	columns  map[mapping.Field][]int
	options  []mapping.Option
	rules    mapping.Platform
	audience map[int]bool   // columns with audiences
	drafts   map[int]bool   // columns that say whether a product is a draft
	percent  map[int]bool   // columns of discounts in percent
	currency map[int]string // currencies in the names of columns
	common   string         // currency that the names of the price columns agree on, or ""
	own      bool           // the rows are catalog.Products
	name     func(column int) string

	survey  *Survey
	group   []table.Record          // rows of the unfinished product, in the layout Below
	firsts  map[string]table.Record // first rows of scattered products, in the layout Below
	parents map[string]*parentRow   // in the layout Parents
}

// maxGroup limits the rows of one product, and with them the memory of a Reader.
const maxGroup = 5000

// NewReader returns a Reader for tables with the mapping m. The survey of the same table lets it find parents that come
// after their variants and IDs that several products share. It may be nil.
func NewReader(m *mapping.Mapping, s Settings, survey *Survey) *Reader {
	r := newReader(m, s)
	r.survey, r.parents, r.firsts = survey, map[string]*parentRow{}, map[string]table.Record{}
	return r
}

// Read takes the next record, without a fault, and returns the Results that are complete, in file order. The Results of
// rows that belong together come when the last of them has been read.
func (r *Reader) Read(rec table.Record) []Result {
	switch {
	case len(r.filled(rec.Values, mapping.Language)) > 0:
		return []Result{{Record: rec, Part: "translation of another row"}}
	case r.rules.Variants.Layout == mapping.Below:
		return r.readBelow(rec)
	case r.rules.Variants.Layout == mapping.Parents:
		return []Result{r.readParents(rec)}
	}
	return []Result{r.result(rec, &row{Reader: r, values: rec.Values})}
}

// Close returns the Results of the remaining rows.
func (r *Reader) Close() []Result { return r.finishGroup() }

func (r *Reader) result(rec table.Record, w *row) Result {
	p, warnings, fault := r.convert(w)
	return Result{Record: rec, Product: p, Fault: fault, Warnings: warnings}
}

// role returns the role of a row with a Kind column, or "".
func (r *Reader) role(rec table.Record) mapping.Role {
	kinds := r.rules.Variants.Kinds
	if len(r.columns[mapping.Kind]) == 0 || kinds == nil {
		return ""
	}
	kind := r.textOf(rec.Values, mapping.Kind)
	return cmp.Or(kinds[compact(kind)], mapping.ProductRow)
}

// textOf returns the first text of a field in a row, without inheritance.
func (r *Reader) textOf(values []table.Value, f mapping.Field) string {
	for _, c := range r.filled(values, f) {
		return c.first()
	}
	return ""
}
