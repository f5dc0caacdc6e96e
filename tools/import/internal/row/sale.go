package row

import (
	"math"
	"strconv"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
)

// sale sets the sale price and its dates. A sale with dates that cannot be read is ignored, because it might be over.
func (r *row) sale(p *catalog.Product) {
	reduced, isDiscount := r.salePrice(p.Price)
	if reduced.IsZero() {
		return
	}
	if !p.Price.IsZero() && reduced.Currency != p.Price.Currency {
		r.warn(mapping.SalePrice, "not in the currency of the price: ignored", reduced.Currency)
		return
	}
	if !p.Price.IsZero() && reduced.Amount >= p.Price.Amount {
		if reduced.Amount > p.Price.Amount {
			r.warn(mapping.SalePrice, "not below the price: ignored", r.text(mapping.SalePrice))
		}
		return
	}
	start, end, ok := r.saleDates()
	switch {
	case !ok:
		r.warn(mapping.SalePrice, "the dates of the sale are unusable: ignored", r.text(mapping.SalePrice))
	case isDiscount && !r.hasSaleDates() && p.ListPrice.IsZero():
		p.Price, p.ListPrice = reduced, p.Price
	case isDiscount && !r.hasSaleDates():
		p.Price = reduced
	default:
		p.SalePrice, p.SaleStart, p.SaleEnd = reduced, start, end
	}
}

// salePrice returns the sale price, or the price less the discount.
func (r *row) salePrice(price catalog.Money) (reduced catalog.Money, isDiscount bool) {
	if len(r.columns[mapping.OnSale]) > 0 && !r.isTrue(mapping.OnSale) {
		return catalog.Money{}, false
	}
	if m, ok := r.money(mapping.SalePrice); ok {
		if m.Amount == 0 {
			return catalog.Money{}, false
		}
		return m, false
	}
	if price.IsZero() {
		return catalog.Money{}, false
	}
	if reduced = r.percentOff(price); reduced.IsZero() {
		reduced = r.amountOff(price)
	}
	return reduced, true
}

// hasSaleDates reports whether the table has dates of sales.
func (r *row) hasSaleDates() bool {
	return len(r.columns[mapping.SaleStart])+len(r.columns[mapping.SaleEnd])+len(r.columns[mapping.SaleDates]) > 0
}

// saleDates returns the start and the end of the sale, or false if a date cannot be read.
func (r *row) saleDates() (start, end time.Time, ok bool) {
	from, to := r.text(mapping.SaleStart), r.text(mapping.SaleEnd)
	if dates := r.text(mapping.SaleDates); dates != "" {
		from, to, ok = cutDates(dates)
		if !ok {
			r.warn(mapping.SaleDates, "not two dates: ignored", dates)
			return start, end, false
		}
	}
	first, _, okFirst := r.moment(mapping.SaleStart, from)
	last, hasLast, okLast := r.moment(mapping.SaleEnd, to)
	if hasLast && okLast {
		end = last.end()
	}
	return first.Time, end, okFirst && okLast && (end.IsZero() || !end.Before(first.Time))
}

// cutDates splits "start/end". Other separators need spaces, because dates contain them.
func cutDates(text string) (from, to string, ok bool) {
	for _, mark := range []string{" / ", "/", " - ", " – ", " to ", ","} {
		from, to, ok = strings.Cut(text, mark)
		_, okFrom := parseMoment(from)
		_, okTo := parseMoment(to)
		if ok && okFrom && okTo {
			return from, to, true
		}
	}
	return "", "", false
}

// percentOff returns the price less the percentage of the row, or zero.
func (r *row) percentOff(price catalog.Money) catalog.Money {
	text := r.text(mapping.Discount)
	kind := strings.ToLower(r.text(mapping.DiscountKind))
	if text == "" && strings.Contains(kind, "percent") {
		text = r.text(mapping.DiscountAmount)
	}
	if text == "" {
		return catalog.Money{}
	}
	percent, err := strconv.ParseFloat(strings.TrimSpace(strings.Replace(strings.Trim(text, "% -"), ",", ".", 1)), 64)
	if err != nil || !(percent >= 0 && percent < 100) {
		r.warn(mapping.Discount, "not a percentage from 0 to 100: ignored", text)
		return catalog.Money{}
	}
	if !strings.Contains(text, "%") && !r.isPercent(kind) {
		r.warn(mapping.Discount, "a percentage or an amount is not clear: ignored", text)
		return catalog.Money{}
	}
	return catalog.Money{Amount: takeOff(price.Amount, percent), Currency: price.Currency}
}

// isPercent reports whether the name of the discount column, or the kind of the discount, says percent.
func (r *row) isPercent(kind string) bool {
	if strings.Contains(kind, "percent") {
		return true
	}
	_, column, ok := r.first(mapping.Discount)
	return ok && r.percent[column]
}

// amountOff returns the price less the amount of the row, or zero.
func (r *row) amountOff(price catalog.Money) catalog.Money {
	text := r.text(mapping.DiscountAmount)
	if text == "" || strings.Contains(strings.ToLower(r.text(mapping.DiscountKind)), "percent") {
		return catalog.Money{}
	}
	off, err := money.Parse(text, price.Currency)
	if err != nil || off.Currency != price.Currency || off.Amount >= price.Amount {
		r.warn(mapping.DiscountAmount, "not an amount below the price: ignored", text)
		return catalog.Money{}
	}
	return catalog.Money{Amount: price.Amount - off.Amount, Currency: price.Currency}
}

// takeOff returns an amount reduced by a percentage, rounded half up.
func takeOff(amount int64, percent float64) int64 {
	const whole = 1_000_000
	left := whole - int64(math.Round(percent*whole/100))
	return amount/whole*left + (amount%whole*left+whole/2)/whole // in two parts, to avoid overflow
}
