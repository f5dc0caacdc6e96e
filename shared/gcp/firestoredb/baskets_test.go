package firestoredb

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/basket/baskettest"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
)

func newBaskets(t *testing.T) *Baskets {
	t.Helper()
	return NewBaskets(emulatortest.Client(t, emulatortest.Project()), time.Hour, time.Now)
}

func TestBaskets(t *testing.T) {
	baskettest.TestStore(t, func(t *testing.T) basket.Store { return newBaskets(t) })
}

// put adds products to a user's basket, at a time.
func (s *Baskets) put(t *testing.T, user string, at time.Time, quantities map[catalog.ID]int) {
	t.Helper()
	var lines []basket.Line
	for _, id := range slices.Sorted(maps.Keys(quantities)) {
		lines = append(lines, basket.Line{ProductID: id, Quantity: quantities[id], AddedAt: at, ChangedAt: at})
	}
	if _, err := s.Update(t.Context(), user, func(b basket.Basket) (basket.Basket, error) { return b.Merge(lines), nil }); err != nil {
		t.Fatal(err)
	}
}

// contents returns the quantities in a user's basket.
func (s *Baskets) contents(t *testing.T, user string) map[catalog.ID]int {
	t.Helper()
	b, err := s.Get(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[catalog.ID]int)
	for _, l := range b.Present() {
		all[l.ProductID] = l.Quantity
	}
	return all
}

func TestMoveMergesBaskets(t *testing.T) {
	s := newBaskets(t)
	data, now := NewUserData(s.client), time.Now()
	s.put(t, "guest", now, map[catalog.ID]int{"a": 2, "removed": 0})
	s.put(t, "member", now.Add(-time.Minute), map[catalog.ID]int{"a": 1, "b": 3, "removed": 1})
	for range 2 { // a merge can be repeated
		if err := data.Move(t.Context(), "guest", "member"); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := s.contents(t, "member"), (map[catalog.ID]int{"a": 2, "b": 3}); !maps.Equal(got, want) {
		t.Errorf("member's basket = %v, want %v", got, want)
	}
	if got := s.contents(t, "guest"); len(got) != 0 {
		t.Errorf("guest's basket = %v, want an empty one", got)
	}
}

// Two full baskets become one full basket. The merge of accounts must not fail for it.
func TestMoveLimitsTheBasket(t *testing.T) {
	s := newBaskets(t)
	guest, member := make(map[catalog.ID]int), make(map[catalog.ID]int)
	for i := range basket.MaxLines {
		guest[catalog.ID(fmt.Sprint("g", i))], member[catalog.ID(fmt.Sprint("m", i))] = 1, 1
	}
	s.put(t, "guest", time.Now(), guest)
	s.put(t, "member", time.Now().Add(-time.Minute), member)
	if err := NewUserData(s.client).Move(t.Context(), "guest", "member"); err != nil {
		t.Fatal(err)
	}
	if got := s.contents(t, "member"); !maps.Equal(got, member) {
		t.Errorf("basket has %d products, want the %d older ones", len(got), basket.MaxLines)
	}
}

func TestEraseDeletesTheBasket(t *testing.T) {
	s := newBaskets(t)
	s.put(t, "ann", time.Now(), map[catalog.ID]int{"a": 1})
	if err := NewUserData(s.client).Erase(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if got := s.contents(t, "ann"); len(got) != 0 {
		t.Errorf("basket after Erase = %v, want an empty one", got)
	}
}

func TestBasketExpires(t *testing.T) {
	s := newBaskets(t)
	s.put(t, "ann", time.Now(), map[catalog.ID]int{"a": 1})
	s.now = func() time.Time { return time.Now().Add(61 * time.Minute) }
	if got := s.contents(t, "ann"); len(got) != 0 {
		t.Errorf("basket after its expiry = %v, want an empty one", got)
	}
}

// Other programs may write documents too.
func TestMalformedBasketIsEmpty(t *testing.T) {
	s := newBaskets(t)
	ref, err := basketOf(s.client, "ann")
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []map[string]any{
		{"lines": "none", "expiresAt": time.Now().Add(time.Hour)},
		{"lines": []any{map[string]any{"productId": "a/b", "quantity": 1}, map[string]any{"productId": "a", "quantity": -1}}, "expiresAt": time.Now().Add(time.Hour)},
		{},
	} {
		if _, err := ref.Set(t.Context(), data); err != nil {
			t.Fatal(err)
		}
		if got := s.contents(t, "ann"); len(got) != 0 {
			t.Errorf("basket of %v = %v, want an empty one", data, got)
		}
	}
}
