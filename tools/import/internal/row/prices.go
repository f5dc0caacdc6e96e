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

// prices returns the price and the list price. It ignores a list price that is not higher or in another currency.
// If there is only a list price, it is the price. prices does not change the prices of catalog.Products in JSON.
func (r *row) prices() (price, list catalog.Money) {
	r.rowCurrency = r.parseCurrency()
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
		r.warn(mapping.ListPrice, "the price is unusable: ignored", "")
	case price.Currency != list.Currency:
		r.warn(mapping.ListPrice, "not in the currency of the price: ignored", list.Currency)
	case list.Amount <= price.Amount:
		r.warn(mapping.ListPrice, "not above the price: ignored", r.text(mapping.ListPrice))
	default:
		return price, list
	}
	return price, catalog.Money{}
}

// money parses a price. It returns true if the row has a value, even if the value is invalid.
func (r *row) money(f mapping.Field) (m catalog.Money, ok bool) {
	v, column, ok := r.first(f)
	if !ok {
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
		r.warn(f, "no currency (see --currency): ignored", text)
	case err != nil:
		r.warn(f, "not an amount of money: ignored", text)
	}
	return m, true
}

// currencyOf returns the currency of prices without a currency in a column. It is the currency of the row's currency
// column, or else of the column name, or else of the settings.
func (r *row) currencyOf(column int) string {
	return cmp.Or(r.rowCurrency, r.currency[column], r.settings.Currency)
}

// parseCurrency returns the currency in the currency column of the row, or "".
func (r *row) parseCurrency() string {
	text := r.text(mapping.Currency)
	if text == "" {
		return ""
	}
	code, ok := money.Currency(text, r.settings.Currency)
	if !ok {
		r.warn(mapping.Currency, "not a currency: ignored", text)
	}
	return code
}

// reduced applies the discount of the row. The original price is then the list price.
func (r *row) reduced(price catalog.Money) (reduced, list catalog.Money) {
	text := r.text(mapping.Discount)
	if price.IsZero() || text == "" || len(r.columns[mapping.ListPrice]) > 0 {
		return price, catalog.Money{}
	}
	percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "%")), 64)
	if err != nil || !(percent >= 0 && percent < 100) {
		r.warn(mapping.Discount, "not a percentage from 0 to 100: ignored", text)
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
