package row

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// Settings supply values that a table lacks.
type Settings struct {
	Currency   string // ISO 4217 code of prices without a currency, "none" to store no prices, or ""
	ZeroIsFree bool   // a price of 0 is a price, not a missing one
	IDPrefix   string // prefix of every product ID
}

// A Warning reports that a value of a row was ignored, changed or replaced.
type Warning struct {
	Field  string // field of the product, or column
	Reason string // constant text, so that reports can count it
	Value  string // the value in the row
}

// A Reader converts the rows of one table into products. It is safe for concurrent use.
type Reader struct {
	settings Settings
	columns  map[mapping.Field][]int
	audience map[int]bool   // columns with audiences
	currency map[int]string // currencies in the names of columns
	own      bool           // the rows are catalog.Products
}

// NewReader returns a Reader for tables with the mapping m.
func NewReader(m *mapping.Mapping, s Settings) *Reader {
	r := &Reader{settings: s, columns: m.Columns, audience: map[int]bool{}, currency: map[int]string{}, own: m.Own}
	for _, i := range m.Columns[mapping.Category] {
		r.audience[i] = m.IsAudience(i)
	}
	for _, f := range []mapping.Field{mapping.Price, mapping.ListPrice} {
		for _, i := range m.Columns[f] {
			r.currency[i] = mapping.NamedCurrency(m.Name(i))
		}
	}
	return r
}

// Product converts a record without a fault into a valid product with a zero UpdatedAt.
// It returns a fault if the row is invalid.
func (r *Reader) Product(rec table.Record) (catalog.Product, []Warning, *table.Fault) {
	w := row{Reader: r, values: rec.Values}
	p := catalog.Product{
		Title:       w.title(),
		Description: w.description(),
		Brand:       w.label(mapping.Brand),
		Color:       w.label(mapping.Color),
		Category:    w.category(),
		Rating:      w.rating(),
		RatingCount: w.ratingCount(),
		ImageURL:    w.address(mapping.Image),
		URL:         w.address(mapping.URL),
	}
	p.Price, p.ListPrice = w.prices()
	if p.Title == "" {
		return catalog.Product{}, nil, &table.Fault{Reason: "title is empty"}
	}
	p.ID = w.id(&p)
	if err := p.Validate(); err != nil {
		return catalog.Product{}, nil, &table.Fault{Reason: "product is not valid", Detail: err.Error()}
	}
	return p, w.warnings, nil
}

// A row is a record during its conversion.
type row struct {
	*Reader
	values      []table.Value
	rowCurrency string // currency in the currency column, or ""
	warnings    []Warning
}

func (r *row) warn(f mapping.Field, reason, value string) {
	r.warnings = append(r.warnings, Warning{Field: string(f), Reason: reason, Value: value})
}

// first returns the first non-empty value of a field and its column.
func (r *row) first(f mapping.Field) (v table.Value, column int, ok bool) {
	for _, i := range r.columns[f] {
		if v := r.values[i]; len(v.List) > 0 || !isNull(v.Text) {
			return v, i, true
		}
	}
	return table.Value{}, 0, false
}

// text returns the first non-empty value of a field as text. For a list it returns the first element.
func (r *row) text(f mapping.Field) string {
	v, _, _ := r.first(f)
	if all := v.Strings(); len(all) > 0 {
		return all[0]
	}
	return ""
}
