package importer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// A shown is a field of a product as people read it.
type shown struct {
	name string
	from []mapping.Field // fields of the mapping that determine the value
	text func(p *catalog.Product) string
}

// shownFields lists the fields in the order of the preview.
var shownFields = []shown{
	{"id", fields("id"), func(p *catalog.Product) string { return string(p.ID) }},
	{"item_group_id", fields("item_group_id parent"), func(p *catalog.Product) string { return p.GroupID }},
	{"title", fields("title"), func(p *catalog.Product) string { return p.Title }},
	{"description", fields("description"), func(p *catalog.Product) string { return p.Description }},
	{"brand", fields("brand"), func(p *catalog.Product) string { return p.Brand }},
	{"category", fields("category"), func(p *catalog.Product) string { return strings.Join(p.Category, " > ") }},
	{"price", fields("price price_without_tax surcharge discount discount_amount currency"), func(p *catalog.Product) string { return price(p.Price) }},
	{"list_price", fields("list_price"), func(p *catalog.Product) string { return price(p.ListPrice) }},
	{"sale_price", fields("sale_price discount discount_amount"), func(p *catalog.Product) string { return price(p.SalePrice) }},
	{"sale_start", fields("sale_start sale_dates"), func(p *catalog.Product) string { return date(p.SaleStart) }},
	{"sale_end", fields("sale_end sale_dates"), func(p *catalog.Product) string { return date(p.SaleEnd) }},
	{"availability", fields("availability stock track_stock backorders"), func(p *catalog.Product) string { return string(p.Availability) }},
	{"availability_date", fields("availability_date"), func(p *catalog.Product) string { return date(p.AvailabilityDate) }},
	{"state", fields("state hidden visibility"), func(p *catalog.Product) string { return string(p.State) }},
	{"adult", fields("adult"), func(p *catalog.Product) string { return yes(p.Adult) }},
	{"color", fields("color attributes options option_values"), func(p *catalog.Product) string { return p.Color }},
	{"size", fields("size attributes options option_values"), func(p *catalog.Product) string { return p.Size }},
	{"material", fields("material attributes options option_values"), func(p *catalog.Product) string { return p.Material }},
	{"pattern", fields("pattern attributes options option_values"), func(p *catalog.Product) string { return p.Pattern }},
	{"options", fields("options attributes option_names option_values"), options},
	{"gender", fields("gender"), func(p *catalog.Product) string { return p.Gender }},
	{"age_group", fields("age_group"), func(p *catalog.Product) string { return p.AgeGroup }},
	{"condition", fields("condition"), func(p *catalog.Product) string { return p.Condition }},
	{"sku", fields("sku"), func(p *catalog.Product) string { return p.SKU }},
	{"gtin", fields("gtin"), func(p *catalog.Product) string { return p.GTIN }},
	{"mpn", fields("mpn"), func(p *catalog.Product) string { return p.MPN }},
	{"rating", fields("rating"), func(p *catalog.Product) string { return number(p.Rating) }},
	{"rating_count", fields("rating_count"), func(p *catalog.Product) string { return number(float64(p.RatingCount)) }},
	{"image", fields("image"), func(p *catalog.Product) string { return p.ImageURL }},
	{"additional_images", fields("additional_images image"), func(p *catalog.Product) string { return strings.Join(p.AdditionalImages, ", ") }},
	{"url", fields("url"), func(p *catalog.Product) string { return p.URL }},
	{"source", nil, func(p *catalog.Product) string { return p.Source }},
}

func fields(names string) (all []mapping.Field) {
	for name := range strings.FieldsSeq(names) {
		all = append(all, mapping.Field(name))
	}
	return all
}

// columns names the columns that determine the field.
func (s *shown) columns(m *mapping.Mapping) string {
	var names []string
	for _, f := range s.from {
		for _, i := range m.Columns[f] {
			names = append(names, m.Name(i))
		}
	}
	return strings.Join(names, ", ")
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
