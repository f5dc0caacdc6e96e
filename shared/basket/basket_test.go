package basket_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/basket/baskettest"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

func TestMemory(t *testing.T) {
	baskettest.TestStore(t, func(*testing.T) basket.Store { return basket.NewMemory() })
}

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func euros(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "EUR"} }

// at returns a line that was changed some minutes after start.
func at(minutes int, id catalog.ID, quantity int) basket.Line {
	now := start.Add(time.Duration(minutes) * time.Minute)
	return basket.Line{ProductID: id, Quantity: quantity, AddedAt: now, ChangedAt: now}
}

func quantities(b basket.Basket) map[catalog.ID]int {
	all := make(map[catalog.ID]int)
	for _, l := range b.Present() {
		all[l.ProductID] = l.Quantity
	}
	return all
}

func TestMerge(t *testing.T) {
	tests := []struct {
		name          string
		before, other []basket.Line
		want          map[catalog.ID]int
	}{
		{"both empty", nil, nil, map[catalog.ID]int{}},
		{"different products", []basket.Line{at(1, "a", 1)}, []basket.Line{at(0, "b", 2)}, map[catalog.ID]int{"a": 1, "b": 2}},
		{"later quantity", []basket.Line{at(1, "a", 1)}, []basket.Line{at(2, "a", 5)}, map[catalog.ID]int{"a": 5}},
		{"earlier quantity", []basket.Line{at(3, "a", 1)}, []basket.Line{at(2, "a", 5)}, map[catalog.ID]int{"a": 1}},
		{"later removal", []basket.Line{at(1, "a", 1)}, []basket.Line{at(2, "a", 0)}, map[catalog.ID]int{}},
		{"earlier removal", []basket.Line{at(3, "a", 1)}, []basket.Line{at(2, "a", 0)}, map[catalog.ID]int{"a": 1}},
		{"added again after a removal", []basket.Line{at(3, "a", 0)}, []basket.Line{at(4, "a", 2)}, map[catalog.ID]int{"a": 2}},
		{"added before the removal", []basket.Line{at(3, "a", 0)}, []basket.Line{at(2, "a", 2)}, map[catalog.ID]int{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := basket.Basket{Lines: tt.before}
			once := b.Merge(tt.other)
			if diff := cmp.Diff(tt.want, quantities(once)); diff != "" {
				t.Errorf("Merge (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(once, once.Merge(tt.other)); diff != "" {
				t.Errorf("the second Merge changed the basket:\n%s", diff)
			}
		})
	}
}

// Devices must end with the same basket, whichever of them reports its changes first.
func TestMergeIgnoresTheOrderOfDevices(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var changes []basket.Line
		for i, minute := range r.Perm(20) {
			changes = append(changes, at(minute, catalog.ID(fmt.Sprint("p", i%4)), r.IntN(3)))
		}
		one := basket.Basket{}.Merge(changes)
		r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		other := basket.Basket{}.Merge(changes)
		if diff := cmp.Diff(quantities(one), quantities(other)); diff != "" {
			t.Fatalf("baskets differ by the order of changes:\n%s", diff)
		}
	}
}

func TestRemoveKeepsLaterChanges(t *testing.T) {
	b := basket.Basket{Lines: []basket.Line{at(1, "a", 1), at(5, "b", 2), at(1, "c", 3)}}
	got := quantities(b.Remove([]catalog.ID{"a", "b", "unknown"}, start.Add(3*time.Minute)))
	if diff := cmp.Diff(map[catalog.ID]int{"b": 2, "c": 3}, got); diff != "" {
		t.Errorf("Remove (-want +got):\n%s", diff)
	}
}

// A shop is a Service with its catalog and clock.
type shop struct {
	*basket.Service
	store *catalog.Memory
	now   time.Time
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{store: catalog.NewMemory(), now: start}
	s.put(t, catalog.Product{ID: "a", Title: "Lamp", Price: euros(1000)}, catalog.Product{ID: "b", Title: "Mug", Price: euros(500)})
	s.Service = basket.NewService(basket.NewMemory(), s.store, func() time.Time { return s.now })
	return s
}

func (s *shop) put(t *testing.T, products ...catalog.Product) {
	t.Helper()
	if _, err := s.store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
}

func (s *shop) change(t *testing.T, changes ...basket.Change) []basket.Item {
	t.Helper()
	items, err := s.Change(t.Context(), "ann", changes)
	if err != nil {
		t.Fatalf("Change(%+v): %v", changes, err)
	}
	return items
}

func TestReadSaysWhatChanged(t *testing.T) {
	s := newShop(t)
	s.change(t, basket.Change{ProductID: "a", Quantity: 1, Price: euros(900)}, basket.Change{ProductID: "b", Quantity: 2}, basket.Change{ProductID: "no-such", Quantity: 1})
	s.put(t, catalog.Product{ID: "b", Title: "Mug", Price: euros(700), Availability: catalog.OutOfStock})
	s.now = s.now.Add(time.Hour)
	s.change(t, basket.Change{ProductID: "b", Quantity: 3}) // the price of the first moment counts
	items, err := s.Read(t.Context(), "ann")
	if err != nil {
		t.Fatal(err)
	}
	type view struct {
		ID       catalog.ID
		Quantity int
		Status   basket.Status
		Now, Old int64
	}
	var got []view
	for _, i := range items {
		got = append(got, view{i.ID, i.Quantity, i.Status, i.Price.Amount, i.AddedPrice.Amount})
	}
	want := []view{{"a", 1, basket.Available, 1000, 900}, {"b", 3, basket.SoldOut, 700, 500}, {"no-such", 1, basket.Gone, 0, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

// A product that the shop takes out of its offer keeps the title that the shopper knows.
func TestGoneProductKeepsItsTitle(t *testing.T) {
	s := newShop(t)
	s.change(t, basket.Change{ProductID: "a", Quantity: 1})
	s.put(t, catalog.Product{ID: "a", Title: "Secret", State: catalog.Hidden})
	items, err := s.Read(t.Context(), "ann")
	if err != nil || len(items) != 1 || items[0].Title != "Lamp" || items[0].Status != basket.Gone || !items[0].Price.IsZero() {
		t.Errorf("Read = %+v, %v, want the lamp, gone", items, err)
	}
}

func TestOfflineChangeIsOlderThanALaterOne(t *testing.T) {
	s := newShop(t)
	s.change(t, basket.Change{ProductID: "a", Quantity: 0})
	items := s.change(t, basket.Change{ProductID: "a", Quantity: 2, Age: 60_000}, basket.Change{ProductID: "b", Quantity: 1, Age: 1 << 60})
	if len(items) != 1 || items[0].ID != "b" {
		t.Errorf("Change = %+v, want only b: a was removed after it was added", items)
	}
}

func TestOrderedRemovesProducts(t *testing.T) {
	s := newShop(t)
	card := metrics.List{Surface: metrics.CardSurface, Index: 1}
	search := metrics.List{Surface: metrics.SearchSurface}
	s.change(t, basket.Change{ProductID: "a", Quantity: 1, Shown: &card, ShownMS: 60_000}, basket.Change{ProductID: "b", Quantity: 1, Shown: &search})
	s.change(t, basket.Change{ProductID: "a", Quantity: 2}) // on the basket page, which is no list
	shown, err := s.Ordered(t.Context(), "ann", []catalog.ID{"a", "unknown"}, s.now)
	if err != nil {
		t.Fatal(err)
	}
	want := map[catalog.ID]basket.Shown{"a": {List: card, At: s.now.Add(-time.Minute)}}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("lists of the ordered products (-want +got):\n%s", diff)
	}
	if items, err := s.Read(t.Context(), "ann"); err != nil || len(items) != 1 || items[0].ID != "b" {
		t.Errorf("Read = %+v, %v, want only b", items, err)
	}
}

// A product that is added again counts for the list of that time.
func TestTheLastListCounts(t *testing.T) {
	s := newShop(t)
	for _, surface := range []metrics.Surface{metrics.CardSurface, metrics.SearchSurface} {
		s.change(t, basket.Change{ProductID: "a", Quantity: 1, Shown: &metrics.List{Surface: surface}})
		s.now = s.now.Add(time.Minute)
	}
	if shown, err := s.Ordered(t.Context(), "ann", []catalog.ID{"a"}, s.now); err != nil || shown["a"].Surface != metrics.SearchSurface {
		t.Errorf("Ordered = %+v, %v, want the search", shown, err)
	}
}

func TestChangeRejectsInvalid(t *testing.T) {
	s := newShop(t)
	var many []basket.Change
	for i := range basket.MaxLines {
		many = append(many, basket.Change{ProductID: catalog.ID(fmt.Sprint("p", i)), Quantity: 1})
	}
	one := basket.Change{ProductID: "a", Quantity: 1}
	for field, changes := range map[string][]basket.Change{
		"changes[1].quantity":         {one, {ProductID: "b", Quantity: 100}},
		"changes[0].quantity":         {{ProductID: "b", Quantity: -1}},
		"changes[0].productId":        {{ProductID: "a/b", Quantity: 1}},
		"changes[0].ageMs":            {{ProductID: "a", Quantity: 1, Age: -1}},
		"changes[0].price":            {{ProductID: "a", Quantity: 1, Price: catalog.Money{Amount: 1, Currency: "euro"}}},
		"changes[0].shownMs":          {{ProductID: "a", Quantity: 1, ShownMS: -1}},
		"changes[1].shown.itemListId": {one, {ProductID: "a", Quantity: 1, Shown: &metrics.List{Surface: "shelf"}}},
		"changes":                     slices.Concat(many, []basket.Change{one}),
	} {
		_, err := s.Change(t.Context(), "ann", changes)
		if e, ok := errors.AsType[*invalid.FieldError](err); !ok || e.Field != field {
			t.Errorf("Change with an invalid %s = %v, want a FieldError", field, err)
		}
	}
	if items := s.change(t, many...); len(items) != basket.MaxLines {
		t.Errorf("basket has %d lines, want %d", len(items), basket.MaxLines)
	}
	if _, err := s.Change(t.Context(), "ann", []basket.Change{one}); err == nil {
		t.Error("a full basket takes another product")
	}
	if items := s.change(t, basket.Change{ProductID: "p0", Quantity: 0}, one); len(items) != basket.MaxLines {
		t.Errorf("basket has %d lines after an exchange, want %d", len(items), basket.MaxLines)
	}
}
