// Package order records the orders of shoppers: each product of an order becomes a purchase in the shopper's log, leaves the
// basket, and counts as bought. It takes no payment, and it does not authorize the caller.
package order

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

// Limits of an order.
const (
	MaxItems = 100
	// MaxAge is the maximum age of an order. A shop can report the orders of the time in which its connection was broken.
	MaxAge = 30 * 24 * time.Hour
)

// maxClockSkew is how far ahead the clock of the shop's backend may be.
const maxClockSkew = 5 * time.Minute

// An Order is what a shopper bought at one time.
type Order struct {
	UserID string
	ID     string // the shop's ID
	Items  []Item
	At     time.Time // when the shopper ordered; zero: now
}

// An Item is a product of an order.
type Item struct {
	ProductID catalog.ID    `json:"productId"`
	Quantity  int           `json:"quantity" minimum:"1" maximum:"99"`
	Price     catalog.Money `json:"price,omitzero" description:"The price of one item."`
}

// products is the part of catalog.Store that a Recorder needs.
type products interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}

// log is the part of interaction.Log that a Recorder needs.
type log interface {
	Append(ctx context.Context, userID string, x interaction.Interaction) (string, error)
}

// baskets is the part of basket.Service that a Recorder needs.
type baskets interface {
	Ordered(ctx context.Context, userID string, ids []catalog.ID, at time.Time) (map[catalog.ID]basket.Shown, error)
}

// counters is the part of metrics.Collector that a Recorder needs.
type counters interface {
	Add(ctx context.Context, events []metrics.Event) (added int, err error)
}

// A Recorder records orders. It is safe for concurrent use.
type Recorder struct {
	products products
	log      log
	baskets  baskets
	counters counters
	now      func() time.Time
	logger   *slog.Logger
}

// NewRecorder returns a Recorder. now is its clock.
func NewRecorder(p products, l log, b baskets, c counters, now func() time.Time, logger *slog.Logger) *Recorder {
	return &Recorder{p, l, b, c, now, logger}
}

// Record logs a purchase of each product of the order, removes the products from the shopper's basket, and counts them. It
// returns the IDs of the interactions in the order of the items. Recording an order again changes nothing, so a caller may
// retry after an error. Record returns a *invalid.FieldError that names the first invalid item, or an item whose product is
// unknown. If the catalog cannot be read, it records the order without this check.
func (r *Recorder) Record(ctx context.Context, o Order) ([]string, error) {
	if err := r.validate(&o); err != nil {
		return nil, err
	}
	known, err := r.readProducts(ctx, o.Items)
	if err != nil {
		return nil, err
	}
	ids, err := r.append(ctx, &o)
	if err != nil {
		return nil, fmt.Errorf("record order: %w", err)
	}
	if o.At.IsZero() {
		o.At = r.now()
	}
	r.count(ctx, &o, known, r.emptyBasket(ctx, &o))
	return ids, nil
}

// validate returns a *invalid.FieldError for the first invalid field.
func (r *Recorder) validate(o *Order) error {
	if n := len(o.Items); n < 1 || n > MaxItems {
		return &invalid.FieldError{Field: "items", Problem: fmt.Sprintf("has %d items, not 1 to %d", n, MaxItems)}
	}
	seen := make(map[catalog.ID]bool, len(o.Items))
	for i, it := range o.Items {
		x := it.purchase(o)
		if err := x.Validate(); err != nil {
			return atItem(i, err)
		}
		if seen[it.ProductID] {
			return &invalid.FieldError{Field: itemField(i, "productId"), Problem: "is given twice"}
		}
		seen[it.ProductID] = true
	}
	switch now := r.now(); {
	case o.At.IsZero():
	case o.At.After(now.Add(maxClockSkew)):
		return &invalid.FieldError{Field: "purchasedAt", Problem: "is in the future"}
	case o.At.Before(now.Add(-MaxAge)):
		return &invalid.FieldError{Field: "purchasedAt", Problem: fmt.Sprintf("is more than %d days ago", int(MaxAge.Hours()/24))}
	}
	return nil
}

// atItem returns err with the name of the item's field in the API.
func atItem(i int, err error) error {
	e, ok := errors.AsType[*invalid.FieldError](err)
	if !ok || e.Field == "orderId" {
		return err
	}
	return &invalid.FieldError{Field: itemField(i, e.Field), Problem: e.Problem}
}

func itemField(i int, name string) string { return fmt.Sprintf("items[%d].%s", i, name) }

// purchase returns the interaction of an item.
func (it *Item) purchase(o *Order) interaction.Interaction {
	return interaction.Interaction{
		Type: interaction.Purchase, ProductID: it.ProductID, OrderID: o.ID, Quantity: it.Quantity, Price: it.Price, CreatedAt: o.At,
	}
}

const (
	lookupTimeout = time.Second // to check that the products exist
	concurrency   = 16          // maximum number of concurrent reads or writes
)

// readProducts returns the products of the items that it can read, or a *invalid.FieldError for the first item whose product
// the catalog does not have.
func (r *Recorder) readProducts(ctx context.Context, items []Item) (map[catalog.ID]catalog.Card, error) {
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	found, errs := make([]catalog.Product, len(items)), make([]error, len(items))
	var g errgroup.Group
	g.SetLimit(concurrency)
	for i := range items {
		g.Go(func() error {
			found[i], errs[i] = r.products.Get(ctx, items[i].ProductID)
			return nil
		})
	}
	_ = g.Wait()
	known := make(map[catalog.ID]catalog.Card, len(items))
	for i := range items {
		switch id := items[i].ProductID; {
		case errors.Is(errs[i], catalog.ErrNotFound):
			return nil, &invalid.FieldError{Field: itemField(i, "productId"), Problem: fmt.Sprintf("%q is no product of the shop", id)}
		case errs[i] == nil:
			known[id] = found[i].Card().At(r.now())
		}
	}
	return known, nil
}

// append logs the purchases.
func (r *Recorder) append(ctx context.Context, o *Order) ([]string, error) {
	ids := make([]string, len(o.Items))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(concurrency)
	for i := range o.Items {
		g.Go(func() (err error) {
			ids[i], err = r.log.Append(ctx, o.UserID, o.Items[i].purchase(o))
			return err
		})
	}
	return ids, g.Wait()
}

// emptyBasket removes the products of the order from the basket, and returns the lists from which the shopper added them. The
// order is recorded even if that fails: the shopper can remove a product, but not repeat the report.
func (r *Recorder) emptyBasket(ctx context.Context, o *Order) map[catalog.ID]basket.Shown {
	ids := make([]catalog.ID, len(o.Items))
	for i, it := range o.Items {
		ids[i] = it.ProductID
	}
	shown, err := r.baskets.Ordered(ctx, o.UserID, ids, o.At)
	if err != nil {
		r.logger.ErrorContext(ctx, "ordered products stay in the basket", "err", err)
	}
	return shown
}
