package order

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
)

// count counts the products of an order as bought, each for the list from which the shopper added it to the basket. The order
// is recorded even if that fails.
func (r *Recorder) count(ctx context.Context, o *Order, known map[catalog.ID]catalog.Card, shown map[catalog.ID]basket.Shown) {
	age := max(0, r.now().Sub(o.At))
	if age > metrics.MaxAge { // the counters no longer know whether they have the order
		r.logger.InfoContext(ctx, "order is too old to be counted")
		return
	}
	if _, err := r.counters.Add(ctx, o.purchases(age.Milliseconds(), known, shown)); err != nil {
		r.logger.ErrorContext(ctx, "order not counted", "err", err)
	}
}

// purchases returns the events of an order: one, or several for a long order. Their IDs are that of the order, as in the app.
func (o *Order) purchases(ageMS int64, known map[catalog.ID]catalog.Card, shown map[catalog.ID]basket.Shown) (events []metrics.Event) {
	prices := make([]catalog.Money, len(o.Items))
	for i, it := range o.Items {
		prices[i] = cmp.Or(it.Price, known[it.ProductID].Price)
	}
	currency := ""
	if i := slices.IndexFunc(prices, func(m catalog.Money) bool { return !m.IsZero() }); i >= 0 {
		currency = prices[i].Currency
	}
	for i := range o.Items {
		if i%metrics.MaxItems == 0 {
			id := o.ID
			if i > 0 {
				id = fmt.Sprintf("%s/%d", o.ID, i/metrics.MaxItems)
			}
			events = append(events, metrics.Event{ID: id, Name: metrics.Purchase, AgeMS: ageMS, Currency: currency})
		}
		e := &events[len(events)-1]
		e.Items = append(e.Items, o.bought(i, prices[i], currency, known, shown))
	}
	return events
}

// bought returns an item of the order for its event. An event has one currency, so a price in another one is left out.
func (o *Order) bought(i int, price catalog.Money, currency string, known map[catalog.ID]catalog.Card, shown map[catalog.ID]basket.Shown) metrics.Item {
	it := &o.Items[i]
	card := known[it.ProductID]
	card.ID = it.ProductID
	x := metrics.NewItem(&card, price, currency)
	x.Quantity = it.Quantity
	if s := shown[it.ProductID]; s.Surface != "" && !s.At.After(o.At) {
		x.List, x.ShownMS = s.List, o.At.Sub(s.At).Milliseconds()
	}
	return x
}
