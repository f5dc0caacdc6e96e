package order_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/order"
)

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// A shop is a Recorder with its parts.
type shop struct {
	*order.Recorder
	log      *interaction.Memory
	down     error // of the catalog and the baskets
	ordered  []catalog.ID
	shown    map[catalog.ID]basket.Shown // in the basket
	products *catalog.Memory
	events   []metrics.Event
}

func (s *shop) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if s.down != nil {
		return catalog.Product{}, s.down
	}
	return s.products.Get(ctx, id)
}

func (s *shop) Ordered(_ context.Context, _ string, ids []catalog.ID, _ time.Time) (map[catalog.ID]basket.Shown, error) {
	s.ordered = append(s.ordered, ids...)
	if s.down != nil {
		return nil, s.down
	}
	return s.shown, nil
}

// Add implements the counters. Like those of package metrics, it refuses events that are invalid.
func (s *shop) Add(_ context.Context, events []metrics.Event) (int, error) {
	for i := range events {
		e := events[i]
		e.ID = "12345678" // an order ID can be shorter than that of an event
		if err := metrics.Validate([]metrics.Event{e}); err != nil {
			return 0, err
		}
	}
	s.events = append(s.events, events...)
	return len(events), s.down
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{log: interaction.NewMemory(func() time.Time { return now }), products: catalog.NewMemory()}
	if _, err := s.products.Put(t.Context(), []catalog.Product{
		{ID: "a", Title: "Lamp", Category: []string{"Home", "Lamps"}}, {ID: "b", Title: "Mug", Price: catalog.Money{Amount: 300, Currency: "EUR"}},
	}); err != nil {
		t.Fatal(err)
	}
	s.Recorder = order.NewRecorder(s, s.log, s, s, func() time.Time { return now }, slog.New(slog.DiscardHandler))
	return s
}

var two = order.Order{UserID: "ann", ID: "o1", Items: []order.Item{{ProductID: "a", Quantity: 2, Price: catalog.Money{Amount: 500, Currency: "EUR"}}, {ProductID: "b", Quantity: 1}}}

func TestRecordTwiceIsOnePurchase(t *testing.T) {
	s := newShop(t)
	first, err := s.Record(t.Context(), two)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Record(t.Context(), two)
	if err != nil || !slices.Equal(again, first) {
		t.Errorf("the second Record = %q, %v, want %q", again, err, first)
	}
	latest, err := s.log.Latest(t.Context(), "ann", 10)
	if err != nil || len(latest) != 2 {
		t.Fatalf("log = %+v, %v, want two purchases", latest, err)
	}
	lamp, err := s.log.Get(t.Context(), "ann", first[0])
	if err != nil || lamp.ProductID != "a" || lamp.Quantity != 2 || lamp.Price.Amount != 500 || lamp.OrderID != "o1" {
		t.Errorf("first purchase = %+v, %v, want two lamps", lamp, err)
	}
	if !slices.Equal(s.ordered[:2], []catalog.ID{"a", "b"}) {
		t.Errorf("products removed from the basket: %q, want a and b", s.ordered)
	}
}

func TestRecordKeepsTheTimeOfTheOrder(t *testing.T) {
	s, o := newShop(t), two
	o.At = now.Add(-48 * time.Hour)
	ids, err := s.Record(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if x, err := s.log.Get(t.Context(), "ann", ids[0]); err != nil || !x.CreatedAt.Equal(o.At) {
		t.Errorf("purchase = %+v, %v, want the time %v", x, err, o.At)
	}
}

func TestRecordCountsTheOrder(t *testing.T) {
	s, o := newShop(t), two
	o.At = now.Add(-2 * time.Hour)
	card := metrics.List{Surface: metrics.CardSurface, Index: 2, Reason: "search", Arms: map[string]string{"e": "a.01"}}
	s.shown = map[catalog.ID]basket.Shown{
		"a": {List: card, At: now.Add(-5 * time.Hour)},
		"b": {List: card, At: now.Add(-time.Hour)}, // after the order
	}
	if _, err := s.Record(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	want := []metrics.Event{{ID: "o1", Name: metrics.Purchase, AgeMS: 2 * 3_600_000, Currency: "EUR", Items: []metrics.Item{
		{ID: "a", Category: "Home", Price: 500, Quantity: 2, List: card, ShownMS: 3 * 3_600_000},
		{ID: "b", Price: 300, Quantity: 1}, // at the price of the catalog
	}}}
	if diff := cmp.Diff(want, s.events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestRecordCountsNoOldOrder(t *testing.T) {
	s, o := newShop(t), two
	o.At = now.Add(-metrics.MaxAge - time.Second)
	if _, err := s.Record(t.Context(), o); err != nil || len(s.events) != 0 {
		t.Errorf("Record of an old order counts %+v, %v, want nothing", s.events, err)
	}
}

func TestRecordCountsALongOrderInParts(t *testing.T) {
	s, o := newShop(t), order.Order{UserID: "ann", ID: "o2"}
	var products []catalog.Product
	for i := range order.MaxItems {
		id := catalog.ID(fmt.Sprint("p", i))
		currency := []string{"EUR", "USD"}[i%2]
		products = append(products, catalog.Product{ID: id, Title: "P"})
		o.Items = append(o.Items, order.Item{ProductID: id, Quantity: 1, Price: catalog.Money{Amount: 5, Currency: currency}})
	}
	if _, err := s.products.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Record(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if len(s.events) != 2 || s.events[0].ID != "o2" || s.events[1].ID == "o2" || len(s.events[1].Items) != order.MaxItems-metrics.MaxItems {
		t.Fatalf("events = %+v, want two", s.events)
	}
	if x := s.events[0].Items; x[0].Price != 5 || x[1].Price != 0 || s.events[0].Currency != "EUR" {
		t.Errorf("prices %d EUR, %d USD, want the second one left out", x[0].Price, x[1].Price)
	}
}

// A purchase must not be lost because another part of the shop is unavailable.
func TestRecordWithoutCatalogAndBaskets(t *testing.T) {
	s := newShop(t)
	s.down = errors.New("unavailable")
	if ids, err := s.Record(t.Context(), two); err != nil || len(ids) != 2 {
		t.Errorf("Record = %q, %v, want two purchases", ids, err)
	}
	if len(s.events) != 1 || s.events[0].Items[0].Price != 500 || s.events[0].Items[0].Surface != "" {
		t.Errorf("events = %+v, want one with the reported price, for no list", s.events)
	}
}

func TestRecordRejectsInvalid(t *testing.T) {
	s := newShop(t)
	a := order.Item{ProductID: "a", Quantity: 1}
	for field, o := range map[string]order.Order{
		"items":              {ID: "o"},
		"orderId":            {ID: " ", Items: []order.Item{a}},
		"items[1].quantity":  {ID: "o", Items: []order.Item{a, {ProductID: "b", Quantity: 100}}},
		"items[0].quantity":  {ID: "o", Items: []order.Item{{ProductID: "b"}}},
		"items[0].price":     {ID: "o", Items: []order.Item{{ProductID: "b", Quantity: 1, Price: catalog.Money{Amount: 5}}}},
		"items[0].productId": {ID: "o", Items: []order.Item{{ProductID: "a/b", Quantity: 1}}},
		"items[1].productId": {ID: "o", Items: []order.Item{a, {ProductID: "no-such", Quantity: 1}}},
		"items[2].productId": {ID: "o", Items: []order.Item{a, {ProductID: "b", Quantity: 1}, a}},
		"purchasedAt":        {ID: "o", Items: []order.Item{a}, At: now.Add(time.Hour)},
	} {
		o.UserID = "ann"
		_, err := s.Record(t.Context(), o)
		if e, ok := errors.AsType[*invalid.FieldError](err); !ok || e.Field != field {
			t.Errorf("Record with an invalid %s = %v, want a FieldError", field, err)
		}
	}
	old := two
	old.At = now.Add(-order.MaxAge - time.Second)
	if _, err := s.Record(t.Context(), old); err == nil {
		t.Error("Record takes an order that is too old")
	}
	if latest, err := s.log.Latest(t.Context(), "ann", 10); err != nil || len(latest) != 0 {
		t.Errorf("log after invalid orders = %+v, %v, want nothing", latest, err)
	}
}
