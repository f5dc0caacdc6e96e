package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// A shown is a field of a product as people read it.
type shown struct {
	name string
	from [][]mapping.Field // groups of fields of the mapping; the first group with a value determines the field
	text func(p *catalog.Product) string
}

// shownFields lists the fields in the order of the preview.
var shownFields = []shown{
	{"id", fields("id"), func(p *catalog.Product) string { return string(p.ID) }},
	{"item_group_id", fields("item_group_id | parent"), func(p *catalog.Product) string { return p.GroupID }},
	{"title", fields("title"), func(p *catalog.Product) string { return p.Title }},
	{"description", fields("description"), func(p *catalog.Product) string { return p.Description }},
	{"brand", fields("brand"), func(p *catalog.Product) string { return p.Brand }},
	{"category", fields("category"), func(p *catalog.Product) string { return strings.Join(p.Category, " > ") }},
	{"price", fields("price surcharge | price_without_tax surcharge | list_price"), func(p *catalog.Product) string { return price(p.Price) }},
	{"list_price", fields("list_price"), func(p *catalog.Product) string { return price(p.ListPrice) }},
	{"sale_price", fields("sale_price | discount | discount_amount"), func(p *catalog.Product) string { return price(p.SalePrice) }},
	{"sale_start", fields("sale_start | sale_dates"), func(p *catalog.Product) string { return date(p.SaleStart) }},
	{"sale_end", fields("sale_end | sale_dates"), func(p *catalog.Product) string { return date(p.SaleEnd) }},
	{"availability", fields("availability stock track_stock backorders"), func(p *catalog.Product) string { return string(p.Availability) }},
	{"availability_date", fields("availability_date"), func(p *catalog.Product) string { return date(p.AvailabilityDate) }},
	{"state", fields("state hidden visibility"), func(p *catalog.Product) string { return string(p.State) }},
	{"adult", fields("adult"), func(p *catalog.Product) string { return yes(p.Adult) }},
	{"color", fields("color | option_values | options | attributes"), func(p *catalog.Product) string { return p.Color }},
	{"size", fields("size | option_values | options | attributes"), func(p *catalog.Product) string { return p.Size }},
	{"material", fields("material | option_values | options | attributes"), func(p *catalog.Product) string { return p.Material }},
	{"pattern", fields("pattern | option_values | options | attributes"), func(p *catalog.Product) string { return p.Pattern }},
	{"options", fields("options | option_values | attributes"), options},
	{"gender", fields("gender"), func(p *catalog.Product) string { return p.Gender }},
	{"age_group", fields("age_group"), func(p *catalog.Product) string { return p.AgeGroup }},
	{"condition", fields("condition"), func(p *catalog.Product) string { return p.Condition }},
	{"sku", fields("sku"), func(p *catalog.Product) string { return p.SKU }},
	{"gtin", fields("gtin"), func(p *catalog.Product) string { return p.GTIN }},
	{"mpn", fields("mpn"), func(p *catalog.Product) string { return p.MPN }},
	{"rating", fields("rating"), func(p *catalog.Product) string { return number(p.Rating) }},
	{"rating_count", fields("rating_count"), func(p *catalog.Product) string { return number(float64(p.RatingCount)) }},
	{"image", fields("image"), func(p *catalog.Product) string { return p.ImageURL }},
	{"additional_images", fields("additional_images | image"), func(p *catalog.Product) string { return strings.Join(p.AdditionalImages, ", ") }},
	{"url", fields("url"), func(p *catalog.Product) string { return p.URL }},
	{"source", nil, func(p *catalog.Product) string { return p.Source }},
}

// fields reads groups of fields, separated by bars.
func fields(names string) (all [][]mapping.Field) {
	for group := range strings.SplitSeq(names, "|") {
		var list []mapping.Field
		for name := range strings.FieldsSeq(group) {
			list = append(list, mapping.Field(name))
		}
		all = append(all, list)
	}
	return all
}

// columns names the columns that determine the field in a row. If all of them are empty, the row inherits the value, and
// columns names all columns that may hold it.
func (s *shown) columns(m *mapping.Mapping, values []table.Value, text string) string {
	var all []string
	for _, group := range s.from {
		var filled []string
		for _, f := range group {
			for _, i := range m.Columns[f] {
				value := strings.TrimSpace(strings.Join(values[i].Strings(), " "))
				if value == text {
					return m.Name(i)
				}
				if value != "" {
					filled = append(filled, m.Name(i))
				}
				all = append(all, m.Name(i))
			}
		}
		if len(filled) > 0 {
			return strings.Join(filled, ", ")
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ", ")
}

// idColumn names the column with the ID.
func idColumn(m *mapping.Mapping, values []table.Value, id string) string {
	for _, f := range []mapping.Field{mapping.ID, mapping.SKU, mapping.Group} {
		for _, i := range m.Columns[f] {
			if text := strings.TrimSpace(values[i].Text); text != "" && strings.HasSuffix(id, text) {
				return m.Name(i)
			}
		}
	}
	return "(made from other columns)"
}

// price returns the amount with its currency, such as "12.50 EUR".
func price(m catalog.Money) string {
	if m.IsZero() {
		return ""
	}
	digits := catalog.MinorDigits(m.Currency)
	text := fmt.Sprintf("%0*d", digits+1, m.Amount)
	if digits > 0 {
		text = text[:len(text)-digits] + "." + text[len(text)-digits:]
	}
	return text + " " + m.Currency
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04 MST")
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func number(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func options(p *catalog.Product) string {
	var all []string
	for _, o := range p.Options {
		all = append(all, o.Name+": "+o.Value)
	}
	return strings.Join(all, ", ")
}
