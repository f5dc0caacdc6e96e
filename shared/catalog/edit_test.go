package catalog

import (
	"errors"
	"testing"
	"time"
)

func TestEdit(t *testing.T) {
	read, now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2026, 1, 2, 4, 0, 0, 0, time.UTC)
	stored := Product{
		ID: "a", Title: "A lamp", Price: Money{2000, "EUR"}, SalePrice: Money{1500, "EUR"}, SaleStart: read, SaleEnd: now, UpdatedAt: read,
	}
	sold, hidden, draft := OutOfStock, Hidden, State("secret")
	price, none, other := Money{1800, "EUR"}, Money{}, Money{900, "USD"}
	got, err := (&Edit{Price: &price, SalePrice: &none, Availability: &sold, State: &hidden}).Apply(stored, read, now)
	want := Product{ID: "a", Title: "A lamp", Price: price, Availability: OutOfStock, State: Hidden, UpdatedAt: now}
	if err != nil || !got.SameContent(&want) || !got.UpdatedAt.Equal(now) {
		t.Errorf("Apply = %+v, %v, want %+v", got, err, want)
	}
	if got, err := (&Edit{}).Apply(stored, read, now); err != nil || !got.SameContent(&stored) {
		t.Errorf("an empty edit = %+v, %v, want the same product", got, err)
	}
	if _, err := (&Edit{Price: &price}).Apply(stored, read.Add(time.Second), now); !errors.Is(err, ErrChanged) {
		t.Errorf("Apply to a changed product = %v, want ErrChanged", err)
	}
	for name, e := range map[string]Edit{"state": {State: &draft}, "currency of the sale": {SalePrice: &other}} {
		if _, err := e.Apply(stored, read, now); err == nil {
			t.Errorf("invalid %s: no error", name)
		}
	}
}
