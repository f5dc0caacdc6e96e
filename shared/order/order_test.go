package order_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/order"
)

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// A shop is a Recorder with its parts.
type shop struct {
	*order.Recorder
	log      *interaction.Memory
	down     error // of the catalog and the baskets
	ordered  []catalog.ID
	products *catalog.Memory
}

func (s *shop) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if s.down != nil {
		return catalog.Product{}, s.down
	}
	return s.products.Get(ctx, id)
}

func (s *shop) Ordered(_ context.Context, _ string, ids []catalog.ID, _ time.Time) error {
	s.ordered = append(s.ordered, ids...)
	return s.down
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{log: interaction.NewMemory(func() time.Time { return now }), products: catalog.NewMemory()}
	if _, err := s.products.Put(t.Context(), []catalog.Product{{ID: "a", Title: "Lamp"}, {ID: "b", Title: "Mug"}}); err != nil {
		t.Fatal(err)
	}
	s.Recorder = order.NewRecorder(s, s.log, s, func() time.Time { return now }, slog.New(slog.DiscardHandler))
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

// A purchase must not be lost because another part of the shop is unavailable.
func TestRecordWithoutCatalogAndBaskets(t *testing.T) {
	s := newShop(t)
	s.down = errors.New("unavailable")
	if ids, err := s.Record(t.Context(), two); err != nil || len(ids) != 2 {
		t.Errorf("Record = %q, %v, want two purchases", ids, err)
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
