package row

import (
	"slices"

	"shopfyp.dev/tools/import/internal/mapping"
)

// A variant inherits these fields one by one.
var inherited = map[mapping.Field]bool{
	mapping.Title: true, mapping.Description: true, mapping.Brand: true, mapping.Category: true, mapping.Gender: true,
	mapping.AgeGroup: true, mapping.Material: true, mapping.Pattern: true, mapping.Condition: true, mapping.Adult: true,
	mapping.URL: true, mapping.Rating: true, mapping.RatingCount: true, mapping.Currency: true, mapping.Attributes: true,
	mapping.State: true, mapping.Hidden: true, mapping.Language: true, mapping.Image: true, mapping.OptionNames: true,
}

// A variant without any of these inherits them all.
var (
	priceUnit = []mapping.Field{
		mapping.Price, mapping.NetPrice, mapping.ListPrice, mapping.SalePrice, mapping.OnSale, mapping.SaleStart, mapping.SaleEnd,
		mapping.SaleDates, mapping.Discount, mapping.DiscountAmount, mapping.DiscountKind,
	}
	stockUnit = []mapping.Field{mapping.Availability, mapping.Stock, mapping.AvailabilityDate}
	rulesUnit = []mapping.Field{mapping.TrackStock, mapping.Backorders}
)

// inherits reports whether a variant inherits the field. It inherits no price and no stock from another variant.
func (r *row) inherits(f mapping.Field) bool {
	if !r.isVariant() {
		return false
	}
	for _, unit := range [][]mapping.Field{priceUnit, stockUnit, rulesUnit} {
		if slices.Contains(unit, f) {
			return !r.sibling && !r.hasAny(unit)
		}
	}
	return inherited[f]
}

// hasAny reports whether the row itself has a value for any of the fields.
func (r *row) hasAny(fields []mapping.Field) bool {
	return slices.ContainsFunc(fields, func(f mapping.Field) bool { return len(r.filled(r.values, f)) > 0 })
}
