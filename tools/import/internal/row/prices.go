package row

import (
	"cmp"
	"errors"
	"math"
	"strconv"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
)

// prices returns the price and, if it is higher and in the same currency, the list price.
// A list price without a price is the price. The prices of catalog.Products in JSON are not changed.
func (r *row) prices() (price, list catalog.Money) {
	r.told = r.toldCurrency()
	price, hasPrice := r.money(mapping.Price)
	list, _ = r.money(mapping.ListPrice)
	switch {
	case r.own:
		return price, list
	case list.IsZero():
		return r.reduced(price)
	case !hasPrice:
		r.warn(mapping.Price, "empty: the list price is used", "")
		return list, catalog.Money{}
	case price.IsZero():
		r.warn(mapping.ListPrice, "the price cannot be used: left out", "")
	case price.Currency != list.Currency:
		r.warn(mapping.ListPrice, "in another currency than the price: left out", list.Currency)
	case list.Amount <= price.Amount:
		r.warn(mapping.ListPrice, "not above the price: left out", r.text(mapping.ListPrice))
	default:
		return price, list
	}
	return price, catalog.Money{}
}

// money reads a price. there reports whether the row has a value, which may be unusable.
func (r *row) money(f mapping.Field) (m catalog.Money, there bool) {
	v, column, there := r.first(f)
	if !there {
		return m, false
	}
	text := r.text(f)
	parse := money.Parse
	switch {
	case v.Number && r.own:
		parse = money.ParseMinor
	case v.Number:
		parse = money.ParseDecimal
	}
	m, err := parse(text, r.currencyOf(column))
	switch {
	case errors.Is(err, money.ErrNoCurrency):
		r.warn(f, "names no currency (see --currency): left out", text)
	case err != nil:
		r.warn(f, "not an amount of money: left out", text)
	}
	return m, true
}

// currencyOf returns the currency of prices in a column that name none: the one of the row's
// currency column, else of the column's name, else of the settings.
func (r *row) currencyOf(column int) string {
	return cmp.Or(r.told, r.currency[column], r.settings.Currency)
}

// toldCurrency returns the currency in the row's currency column, or "".
func (r *row) toldCurrency() string {
	text := r.text(mapping.Currency)
	if text == "" {
		return ""
	}
	code, ok := money.Currency(text, r.settings.Currency)
	if !ok {
		r.warn(mapping.Currency, "not a currency: left out", text)
	}
	return code
}

// reduced applies the row's discount to a price, which then is the list price.
func (r *row) reduced(price catalog.Money) (reduced, list catalog.Money) {
	text := r.text(mapping.Discount)
	if price.IsZero() || text == "" || len(r.columns[mapping.ListPrice]) > 0 {
		return price, catalog.Money{}
	}
	percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "%")), 64)
	if err != nil || !(percent >= 0 && percent < 100) {
		r.warn(mapping.Discount, "not a percentage from 0 to 100: left out", text)
		return price, catalog.Money{}
	}
	reduced = catalog.Money{Amount: takeOff(price.Amount, percent), Currency: price.Currency}
	if reduced.Amount >= price.Amount {
		return price, catalog.Money{}
	}
	return reduced, price
}

// takeOff returns an amount reduced by a percentage, rounded half up.
func takeOff(amount int64, percent float64) int64 {
	const whole = 1_000_000
	left := whole - int64(math.Round(percent*whole/100))
	return amount/whole*left + (amount%whole*left+whole/2)/whole // in two parts, to avoid overflow
}
