package metrics

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
)

// Figures are the counters of one value of a dimension on one surface, beside those of the period before.
type Figures struct {
	Surface Surface `json:"surface" description:"The list; empty for what no list showed."`
	Value   string  `json:"value" description:"Value of the dimension; empty for the whole list."`
	Title   string  `json:"title,omitempty" description:"Title of the product, if the value is a product."`
	Now     Summary `json:"now"`
	Before  Summary `json:"before" description:"The period of the same length before."`
	Change  Rates   `json:"change" description:"Now minus before, in shares from -1 to 1."`
}

// A Summary holds the counters of a period and the rates that follow from them.
type Summary struct {
	Impressions int64           `json:"impressions"`
	Repeats     int64           `json:"repeats" description:"Impressions of a product that the same list showed the shopper before, within a day."`
	Clicks      int64           `json:"clicks"`
	Dismissals  int64           `json:"dismissals" description:"Number of times that shoppers rejected a product, also if they took it back."`
	Views       int64           `json:"views"`
	Baskets     int64           `json:"baskets"`
	Checkouts   int64           `json:"checkouts"`
	Purchases   int64           `json:"purchases"`
	Units       int64           `json:"units"`
	Revenue     []catalog.Money `json:"revenue" description:"One amount for each currency."`
	Rates
}

// Rates are shares of impressions. A rate without impressions is missing.
type Rates struct {
	ClickThrough  *Interval `json:"clickThrough,omitempty"`
	BasketRate    *Interval `json:"basketRate,omitempty"`
	PurchaseRate  *Interval `json:"purchaseRate,omitempty"`
	DismissalRate *Interval `json:"dismissalRate,omitempty"`
	RepeatRate    *Interval `json:"repeatRate,omitempty"`
}

// Summarize returns the summary of counters.
func Summarize(c Counts) Summary {
	rate := func(of Count) *Interval { return Rate(c[of], c[Impressions]) }
	return Summary{
		Impressions: c[Impressions], Repeats: c[Repeats], Clicks: c[Clicks], Dismissals: c[Dismissals], Views: c[Views],
		Baskets: c[Baskets], Checkouts: c[Checkouts], Purchases: c[Purchases], Units: c[Units], Revenue: revenue(c),
		Rates: Rates{rate(Clicks), rate(Baskets), rate(Purchases), rate(Dismissals), rate(Repeats)},
	}
}

// minus returns the changes of the rates since before.
func (r Rates) minus(before Rates) Rates {
	return Rates{
		Change(r.ClickThrough, before.ClickThrough), Change(r.BasketRate, before.BasketRate), Change(r.PurchaseRate, before.PurchaseRate),
		Change(r.DismissalRate, before.DismissalRate), Change(r.RepeatRate, before.RepeatRate),
	}
}

// revenue returns the amounts by currency, in the order of the currencies.
func revenue(c Counts) []catalog.Money {
	amounts := []catalog.Money{}
	for _, name := range slices.Sorted(maps.Keys(c)) {
		if currency, ok := strings.CutPrefix(string(name), string(Revenue)); ok {
			amounts = append(amounts, catalog.Money{Amount: c[name], Currency: currency})
		}
	}
	return amounts
}

// A place is a value of a dimension on a surface.
type place struct {
	surface Surface
	value   string
}

// sums adds up the counters of a dimension over all hours.
func sums(t Tally, d Dimension) map[place]Counts {
	all := make(map[place]Counts)
	for key, counts := range t {
		if key.Dimension != d {
			continue
		}
		p := place{key.Surface, key.Value}
		if all[p] == nil {
			all[p] = make(Counts)
		}
		all[p].Add(counts)
	}
	return all
}

// Compare returns the figures of a dimension in two periods, those with most impressions first.
func Compare(now, before Tally, d Dimension) []Figures {
	current, past := sums(now, d), sums(before, d)
	places := maps.Clone(past)
	maps.Copy(places, current)
	all := make([]Figures, 0, len(places))
	for p := range places {
		f := Figures{Surface: p.surface, Value: p.value, Now: Summarize(current[p]), Before: Summarize(past[p])}
		f.Change = f.Now.minus(f.Before.Rates)
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b Figures) int {
		return cmp.Or(cmp.Compare(b.Now.Impressions, a.Now.Impressions), cmp.Compare(b.Now.Clicks, a.Now.Clicks),
			cmp.Compare(a.Surface, b.Surface), cmp.Compare(a.Value, b.Value))
	})
	return all
}

// An Hour holds the counters of a surface in one hour.
type Hour struct {
	Hour        time.Time `json:"hour" description:"Start of the hour."`
	Surface     Surface   `json:"surface"`
	Impressions int64     `json:"impressions"`
	Clicks      int64     `json:"clicks"`
	Baskets     int64     `json:"baskets"`
	Purchases   int64     `json:"purchases"`
}

// Hours returns the counters of each list by hour, in order.
func Hours(t Tally) []Hour {
	all := []Hour{}
	for key, c := range t {
		if key.Dimension == ByList {
			all = append(all, Hour{key.Hour, key.Surface, c[Impressions], c[Clicks], c[Baskets], c[Purchases]})
		}
	}
	slices.SortFunc(all, func(a, b Hour) int { return cmp.Or(a.Hour.Compare(b.Hour), cmp.Compare(a.Surface, b.Surface)) })
	return all
}
