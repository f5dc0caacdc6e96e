package row

import (
	"cmp"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// NoPrices is the Currency of imports that store no prices.
const NoPrices = "none"

// Settings supply values that a table lacks.
type Settings struct {
	Currency   string // ISO 4217 code of prices without a currency, "" or NoPrices
	IDPrefix   string // prefix of every product ID
	ImageBase  string // address in front of images without one, such as https://shop.example/media/
	ZeroIsFree bool   // a price of 0 is a price; otherwise it means that there is none
}

// A Warning reports that a value of a row was ignored, changed or replaced.
type Warning struct {
	Field  string // field of the product, or column
	Reason string // constant text, so that reports can count it
	Value  string // the value in the row
}

// newReader returns a Reader without a survey.
func newReader(m *mapping.Mapping, s Settings) *Reader {
	r := &Reader{
		settings: s, columns: map[mapping.Field][]int{}, options: m.Options, rules: m.Rules, own: m.Own,
		audience: map[int]bool{}, currency: map[int]string{}, name: m.Name, drafts: map[int]bool{}, percent: map[int]bool{},
	}
	for f, places := range m.Columns {
		r.columns[f] = places
	}
	for _, i := range m.Columns[mapping.Category] {
		r.audience[i] = m.IsAudience(i)
	}
	for _, i := range m.Columns[mapping.Hidden] {
		r.drafts[i] = strings.Contains(strings.ToLower(m.Name(i)), "draft")
	}
	for _, i := range m.Columns[mapping.Discount] {
		name := strings.ToLower(m.Name(i))
		r.percent[i] = strings.Contains(name, "percent") || strings.Contains(name, "pct") || strings.Contains(name, "%")
	}
	for _, i := range m.Columns[mapping.Currency] {
		r.currency[i] = mapping.NamedCurrency(m.Name(i))
	}
	for _, f := range mapping.PriceFields {
		for _, i := range m.Columns[f] {
			r.currency[i] = mapping.NamedCurrency(m.Name(i))
		}
		r.columns[f] = r.inCurrency(m.Columns[f])
	}
	r.common = r.commonCurrency()
	return r
}

// commonCurrency returns the currency that the names of the price columns agree on, or "".
func (r *Reader) commonCurrency() (code string) {
	for _, f := range mapping.PriceFields {
		for _, i := range r.columns[f] {
			named := r.currency[i]
			if named != "" && code != "" && named != code {
				return ""
			}
			code = cmp.Or(code, named)
		}
	}
	return code
}

// inCurrency returns the columns with those in the currency of the settings first.
func (r *Reader) inCurrency(columns []int) []int {
	sorted := slices.Clone(columns)
	other := func(i int) int {
		if r.settings.Currency != "" && r.currency[i] == r.settings.Currency {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(sorted, func(a, b int) int { return other(a) - other(b) })
	return sorted
}

// Product converts a record without a fault into a valid product with a zero UpdatedAt. It treats the record as the only
// row of the product, and returns a fault if the row is invalid.
func (r *Reader) Product(rec table.Record) (catalog.Product, []Warning, *table.Fault) {
	return r.convert(&row{Reader: r, values: rec.Values})
}

func (r *Reader) convert(w *row) (catalog.Product, []Warning, *table.Fault) {
	p := catalog.Product{
		Title:        w.title(),
		Description:  w.description(),
		Brand:        w.label(mapping.Brand),
		Category:     w.category(),
		Rating:       w.rating(),
		RatingCount:  w.ratingCount(),
		URL:          w.address(mapping.URL),
		Availability: w.availability(),
		State:        w.state(),
		Adult:        w.isTrue(mapping.Adult),
		GroupID:      w.groupID(),
	}
	p.AvailabilityDate = w.date(mapping.AvailabilityDate)
	p.ImageURL, p.AdditionalImages = w.images()
	w.numbers(&p)
	w.attributes(&p)
	w.prices(&p)
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

	priceCurrency string // currency of the price, or ""
	warnings      []Warning

	// Of a variant:
	parent  []table.Value // row with the common fields, or nil
	sibling bool          // the parent row is a variant too
	group   string        // item group ID
	pairs   string        // options that the parent lists for the variant
	gallery []string      // images of the product
}

func (r *row) isVariant() bool { return r.parent != nil }

func (r *row) warn(f mapping.Field, reason, value string) {
	r.warnings = append(r.warnings, Warning{Field: string(f), Reason: reason, Value: value})
}

// A cell is a value and its column.
type cell struct {
	table.Value
	column int
}

// cells returns the non-empty values of a field in order of preference. A variant without a value inherits those of its parent.
func (r *row) cells(f mapping.Field) []cell {
	if own := r.filled(r.values, f); len(own) > 0 || !r.inherits(f) {
		return own
	}
	return r.filled(r.parent, f)
}

func (r *Reader) filled(values []table.Value, f mapping.Field) (all []cell) {
	for _, i := range r.columns[f] {
		if i < len(values) && (len(values[i].List) > 0 || !isNull(values[i].Text)) {
			all = append(all, cell{values[i], i})
		}
	}
	return all
}

// first returns the first non-empty value of a field and its column.
func (r *row) first(f mapping.Field) (v table.Value, column int, ok bool) {
	if all := r.cells(f); len(all) > 0 {
		return all[0].Value, all[0].column, true
	}
	return table.Value{}, 0, false
}

// text returns the first non-empty value of a field as text. For a list it returns the first element.
func (r *row) text(f mapping.Field) string {
	v, _, _ := r.first(f)
	if all := v.Strings(); len(all) > 0 {
		return strings.TrimSpace(all[0])
	}
	return ""
}

// meaning returns text, or the value that it has on the platform.
func (r *Reader) meaning(f mapping.Field, text string) string {
	text = strings.TrimSpace(text)
	if value, ok := r.rules.Values[f][strings.ToLower(text)]; ok {
		return value
	}
	return text
}
