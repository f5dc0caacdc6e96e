package row

import (
	"cmp"
	"errors"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
	"shopfyp.dev/tools/import/internal/table"
)

// prices sets the prices. It ignores a list price that is not higher or in another currency. If there is only a list
// price, it is the price. prices does not change the prices of catalog.Products in JSON.
func (r *row) prices(p *catalog.Product) {
	if r.settings.Currency == NoPrices {
		return
	}
	r.rowCurrency = r.parseCurrency()
	price, list, hasPrice := r.price()
	r.priceCurrency = price.Currency
	if stated, ok := r.money(mapping.ListPrice); ok {
		list = stated
	}
	if r.own {
		p.Price, p.ListPrice = price, list
		p.SalePrice, _ = r.money(mapping.SalePrice)
		p.SaleStart, p.SaleEnd = r.date(mapping.SaleStart), r.date(mapping.SaleEnd)
		return
	}
	p.Price, p.ListPrice = r.settle(price, list, hasPrice)
	p.Price = r.surcharged(p.Price)
	r.sale(p)
}

// price returns the price, and the list price if the same text states one. Without another price it is the price without tax.
func (r *row) price() (price, list catalog.Money, has bool) {
	if v, column, ok := r.first(mapping.Price); ok {
		price, list = r.parse(mapping.Price, v, column)
		return price, list, true
	}
	v, column, ok := r.first(mapping.NetPrice)
	if !ok || len(r.cells(mapping.ListPrice)) > 0 {
		return price, list, false
	}
	if price, _ = r.parse(mapping.NetPrice, v, column); !price.IsZero() {
		r.warn(mapping.NetPrice, "no price with tax: the price without tax is used", r.text(mapping.NetPrice))
	}
	return price, list, true
}

// settle returns a price and a higher list price.
func (r *row) settle(price, list catalog.Money, hasPrice bool) (catalog.Money, catalog.Money) {
	switch {
	case list.IsZero():
	case !hasPrice:
		if len(r.columns[mapping.Price]) > 0 {
			r.warn(mapping.Price, "empty: the list price is used", "")
		}
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

// surcharged adds the surcharge of a variant.
func (r *row) surcharged(price catalog.Money) catalog.Money {
	text := r.text(mapping.Surcharge)
	if text == "" || price.IsZero() {
		return price
	}
	more, err := money.Parse(text, price.Currency)
	if err != nil || more.Currency != price.Currency {
		r.warn(mapping.Surcharge, "not an amount of money: ignored", text)
		return price
	}
	price.Amount += more.Amount
	return price
}

// money parses the price in a field. It returns true if the row has a value, even if the value is invalid.
func (r *row) money(f mapping.Field) (m catalog.Money, ok bool) {
	v, column, ok := r.first(f)
	if !ok {
		return m, false
	}
	m, _ = r.parse(f, v, column)
	return m, true
}

// parse reads a price, and the list price if the text states one. A price of 0 means no price, unless zero is free.
func (r *row) parse(f mapping.Field, v table.Value, column int) (price, list catalog.Money) {
	price, list, err := r.parseMoney(v, r.currencyOf(column))
	text := cell{v, column}.first()
	switch {
	case errors.Is(err, money.ErrNoCurrency):
		r.warn(f, "no currency (see --currency): ignored", text)
	case err != nil:
		r.warn(f, "not an amount of money: ignored", text)
	case price.Amount == 0 && !r.own && !r.settings.ZeroIsFree:
		if f == mapping.Price || f == mapping.NetPrice {
			r.warn(f, "0 means no price (see --zero-is-free): ignored", text)
		}
		return catalog.Money{}, catalog.Money{}
	}
	return price, list
}

func (r *Reader) parseMoney(v table.Value, currency string) (price, list catalog.Money, err error) {
	text := cell{Value: v}.first()
	switch {
	case v.Number && r.own:
		price, err = money.ParseMinor(text, currency)
	case v.Number:
		price, err = money.ParseDecimal(text, currency)
	default:
		return money.ParseOffer(text, currency)
	}
	return price, list, err
}

// currencyOf returns the currency of prices without a currency in a column. It is the currency of the row's currency
// column, or else of the column name, of the price in the row, of other price columns or of the settings.
func (r *row) currencyOf(column int) string {
	return cmp.Or(r.rowCurrency, r.currency[column], r.priceCurrency, r.common, r.settings.Currency)
}

// parseCurrency returns the currency in the currency column of the row, or in its name, or "".
func (r *row) parseCurrency() string {
	for _, c := range r.cells(mapping.Currency) {
		if r.currency[c.column] != "" {
			continue
		}
		code, ok := money.Currency(c.first(), r.settings.Currency)
		if !ok {
			r.warn(mapping.Currency, "not a currency: ignored", c.first())
		}
		return code
	}
	for _, i := range r.columns[mapping.Currency] {
		if r.currency[i] != "" {
			return r.currency[i] // such as eBay's "Action(…Currency=USD…)"
		}
	}
	return ""
}
