// Package changetest is the conformance suite of change.Store.
package changetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// A Shop holds the stores of one database, all empty.
type Shop struct {
	Changes    change.Store
	Products   catalog.Store
	Embeddings catalog.Embeddings
}

// TestStore tests the contract of change.Store. For each subtest it calls open.
func TestStore(t *testing.T, open func(t *testing.T) Shop) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s Shop)
	}{
		{"RoundTrip", testRoundTrip},
		{"SourceHasTheStoredState", testSource},
		{"NewestStateWins", testNewestWins},
		{"GetReturnsTheNewestChange", testGet},
		{"ChangesAreInOrder", testOrder},
		{"EveryRecordHasANewTime", testNewTime},
		{"Clock", testClock},
		{"ErrorsOfCallbacks", testCallbackErrors},
		{"InvalidChangeIsNotStored", testInvalid},
		{"Delete", testDelete},
		{"CanceledContext", testCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

const model = "modèle/1"

func product(id catalog.ID) catalog.Product {
	return catalog.Product{
		ID: id, Title: "Lamp " + string(id), Brand: "Glow", Category: []string{"Home", "Lamps"}, Color: "red", GroupID: "g",
		Options: []catalog.Option{{Name: "cable", Value: "2 m"}}, Availability: catalog.Backorder, Adult: true, SKU: "L-1000",
		Price: catalog.Money{Amount: 1999, Currency: "EUR"}, SalePrice: catalog.Money{Amount: 999, Currency: "EUR"},
		SaleStart: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), SaleEnd: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC),
		Rating: 4.5, RatingCount: 7, ImageURL: "https://img.example/1.jpg", URL: "https://shop.example/1",
	}
}

func changeOf(p catalog.Product) change.Change {
	p = change.Trim(p)
	return change.Change{ID: p.ID, Product: &p, Vector: []float32{1, -.5, 1.0 / 3}, Model: model}
}

// record stores c whatever the state of its product is.
func record(t *testing.T, s change.Store, c change.Change) {
	t.Helper()
	err := s.Record(t.Context(), c.ID, func(change.Source) (change.Update, error) { return change.Update{Change: c}, nil })
	if err != nil {
		t.Fatalf("Record(%q): %v", c.ID, err)
	}
}

// since returns the changes after a time.
func since(t *testing.T, s change.Store, after time.Time) (all []change.Change, read time.Time) {
	t.Helper()
	read, err := s.Since(t.Context(), after, func(c change.Change) error { all = append(all, c); return nil })
	if err != nil {
		t.Fatalf("Since(%s): %v", after, err)
	}
	return all, read
}

func ids(changes []change.Change) (all []catalog.ID) {
	for _, c := range changes {
		all = append(all, c.ID)
	}
	return all
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func testRoundTrip(t *testing.T, s Shop) {
	want := changeOf(product("a"))
	record(t, s.Changes, want)
	record(t, s.Changes, change.Change{ID: "gone"})
	got, _ := since(t, s.Changes, time.Time{})
	if len(got) != 2 || !slices.Equal(ids(got), []catalog.ID{"a", "gone"}) {
		t.Fatalf("Since = %q, want a and gone", ids(got))
	}
	if c := got[0]; c.Removed() || !c.Product.SameContent(want.Product) || !slices.Equal(c.Vector, want.Vector) || c.Model != model || c.At.IsZero() {
		t.Errorf("change = %+v of %+v, want %+v of %+v", c, c.Product, want, want.Product)
	}
	if c := got[1]; !c.Removed() || c.Vector != nil || c.Model != "" || c.At.IsZero() {
		t.Errorf("tombstone = %+v, want one with a time only", c)
	}
	record(t, s.Changes, change.Change{ID: "a"}) // replaces the product
	if got, _ = since(t, s.Changes, time.Time{}); len(got) != 2 || !got[1].Removed() || got[1].ID != "a" {
		t.Errorf("after the removal Since = %+v, want two tombstones", got)
	}
}

func testSource(t *testing.T, s Shop) {
	see := func() (seen change.Source) {
		t.Helper()
		err := s.Changes.Record(t.Context(), "a", func(x change.Source) (change.Update, error) {
			seen = x
			return change.Update{Change: change.Change{ID: "a"}, Embedding: &catalog.Embedding{ID: "a", Vector: []float32{3}, Model: model, TextHash: "h"}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if x := see(); !errors.Is(x.Err, catalog.ErrNotFound) || x.Embedding.Model != "" {
		t.Errorf("source of an unknown product = %+v, want ErrNotFound", x)
	}
	p := product("a")
	if _, err := s.Products.Put(t.Context(), []catalog.Product{p}); err != nil {
		t.Fatal(err)
	}
	if x := see(); x.Err != nil || !x.Product.SameContent(&p) || x.Embedding.TextHash != "h" || !slices.Equal(x.Embedding.Vector, []float32{3}) {
		t.Errorf("source = %+v, want the product and the embedding of the first update", x)
	}
}

func testGet(t *testing.T, s Shop) {
	want := changeOf(product("a"))
	record(t, s.Changes, change.Change{ID: "a"})
	record(t, s.Changes, want)
	got, err := s.Changes.Get(t.Context(), "a")
	if err != nil || got.Removed() || got.ID != "a" || !got.Product.SameContent(want.Product) || !slices.Equal(got.Vector, want.Vector) || got.Model != model {
		t.Errorf("Get = %+v of %+v, %v; want %+v of %+v", got, got.Product, err, want, want.Product)
	}
	all, _ := since(t, s.Changes, time.Time{})
	if len(all) != 1 || !all[0].At.Equal(got.At) {
		t.Errorf("Get has the time %s, want that of Since = %+v", got.At, all)
	}
	record(t, s.Changes, change.Change{ID: "a"})
	if c, err := s.Changes.Get(t.Context(), "a"); err != nil || !c.Removed() || !c.At.After(got.At) {
		t.Errorf("Get after the removal = %+v, %v, want a newer tombstone", c, err)
	}
	for _, id := range []catalog.ID{"unknown", "no/id"} {
		if _, err := s.Changes.Get(t.Context(), id); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Get(%q) = %v, want ErrNotFound", id, err)
		}
	}
}

// Events arrive late and in any order, while the product changes. In the end, the change has the last state.
func testNewestWins(t *testing.T, s Shop) {
	const versions = 20
	var events sync.WaitGroup
	for v := range versions {
		p := product("a")
		p.Title = fmt.Sprintf("version %d", v)
		if _, err := s.Products.Put(t.Context(), []catalog.Product{p}); err != nil {
			t.Fatal(err)
		}
		events.Go(func() {
			record := func() error {
				return s.Changes.Record(t.Context(), "a", func(x change.Source) (change.Update, error) {
					if x.Err != nil {
						return change.Update{}, x.Err
					}
					return change.Update{Change: changeOf(x.Product)}, nil
				})
			}
			err := record()
			for try := 0; err != nil && try < 5; try++ { // a database may give up under contention
				err = record()
			}
			if err != nil {
				t.Errorf("Record: %v", err)
			}
		})
	}
	events.Wait()
	got, _ := since(t, s.Changes, time.Time{})
	if want := fmt.Sprintf("version %d", versions-1); len(got) != 1 || got[0].Product.Title != want {
		t.Errorf("changes after all events = %+v, want one of %s", got, want)
	}
}

func testOrder(t *testing.T, s Shop) {
	for _, id := range []catalog.ID{"d", "a", "c", "b", "商品", "a"} {
		record(t, s.Changes, changeOf(product(id)))
	}
	all, _ := since(t, s.Changes, time.Time{})
	if want := []catalog.ID{"d", "c", "b", "商品", "a"}; !slices.Equal(ids(all), want) {
		t.Fatalf("Since = %q, want %q: the order of the last records", ids(all), want)
	}
	for i := range all {
		if got, _ := since(t, s.Changes, all[i].At); !slices.Equal(ids(got), ids(all[i+1:])) {
			t.Errorf("Since(time of %q) = %q, want %q", all[i].ID, ids(got), ids(all[i+1:]))
		}
	}
}

func testNewTime(t *testing.T, s Shop) {
	for _, c := range []change.Change{changeOf(product("a")), {ID: "gone"}} {
		record(t, s.Changes, c)
		first, _ := since(t, s.Changes, time.Time{})
		record(t, s.Changes, c)
		if second, _ := since(t, s.Changes, first[len(first)-1].At); len(second) != 1 || second[0].ID != c.ID {
			t.Errorf("the second, equal change of %q is not newer than the first: a reader would miss it", c.ID)
		}
	}
}

// A reader that continues at the time of its last read, minus Overlap, sees every change.
func testClock(t *testing.T, s Shop) {
	now := func() time.Time {
		t.Helper()
		at, err := s.Changes.Now(t.Context())
		if err != nil || at.IsZero() {
			t.Fatalf("Now() = %s, %v", at, err)
		}
		return at
	}
	if all, read := since(t, s.Changes, time.Time{}); len(all) != 0 || !read.IsZero() {
		t.Errorf("Since without changes returns %d changes and %s, want the time of the argument", len(all), read)
	}
	before := now()
	record(t, s.Changes, changeOf(product("a")))
	after := now()
	all, read := since(t, s.Changes, time.Time{})
	if len(all) != 1 || all[0].At.Before(before) || all[0].At.After(after) || read.Before(all[0].At) {
		t.Fatalf("change %+v, want one between %s and %s, read at %s afterwards", all, before, after, read)
	}
	record(t, s.Changes, changeOf(product("b")))
	if more, _ := since(t, s.Changes, read.Add(-change.Overlap)); !slices.Contains(ids(more), "b") {
		t.Errorf("Since(last read - Overlap) = %q, want b among them", ids(more))
	}
}

func testCallbackErrors(t *testing.T, s Shop) {
	fault := errors.New("fault")
	err := s.Changes.Record(t.Context(), "a", func(change.Source) (change.Update, error) {
		return change.Update{Change: changeOf(product("a")), Embedding: &catalog.Embedding{ID: "a", Vector: []float32{1}, Model: model}}, fault
	})
	if !errors.Is(err, fault) {
		t.Errorf("Record = %v, want the error of decide", err)
	}
	if all, _ := since(t, s.Changes, time.Time{}); len(all) != 0 {
		t.Errorf("Record stored %+v despite the error", all)
	}
	for e, err := range s.Embeddings.AllEmbeddings(t.Context()) {
		t.Errorf("Record stored the embedding %+v, %v despite the error", e, err)
	}
	record(t, s.Changes, changeOf(product("a")))
	record(t, s.Changes, changeOf(product("b")))
	calls := 0
	_, err = s.Changes.Since(t.Context(), time.Time{}, func(change.Change) error { calls++; return fault })
	if !errors.Is(err, fault) || calls != 1 {
		t.Errorf("Since = %v after %d calls, want the error of the first", err, calls)
	}
}

func testInvalid(t *testing.T, s Shop) {
	noVector, other, noTitle := changeOf(product("a")), changeOf(product("b")), changeOf(catalog.Product{ID: "a"})
	noVector.Vector, other.ID = nil, "a"
	for name, c := range map[string]change.Change{"no vector": noVector, "another product": other, "no title": noTitle} {
		err := s.Changes.Record(t.Context(), "a", func(change.Source) (change.Update, error) { return change.Update{Change: c}, nil })
		if err == nil {
			t.Errorf("%s: Record succeeds, want an error", name)
		}
	}
	if all, _ := since(t, s.Changes, time.Time{}); len(all) != 0 {
		t.Errorf("Record stored %+v", all)
	}
}

func testDelete(t *testing.T, s Shop) {
	for _, id := range []catalog.ID{"a", "b", "c", "d", "e", "a"} {
		record(t, s.Changes, changeOf(product(id)))
	}
	all, _ := since(t, s.Changes, time.Time{})
	deleted, err := s.Changes.Delete(t.Context(), all[2].At) // b, c and d; a was recorded again
	if err != nil || deleted != 3 {
		t.Errorf("Delete = %d, %v, want 3", deleted, err)
	}
	if rest, _ := since(t, s.Changes, time.Time{}); !slices.Equal(ids(rest), []catalog.ID{"e", "a"}) {
		t.Errorf("after Delete: %q, want e and a", ids(rest))
	}
	if deleted, err := s.Changes.Delete(t.Context(), all[0].At); err != nil || deleted != 0 {
		t.Errorf("second Delete = %d, %v, want 0", deleted, err)
	}
}

func testCanceled(t *testing.T, s Shop) {
	record(t, s.Changes, changeOf(product("a")))
	decide := func(change.Source) (change.Update, error) { return change.Update{Change: change.Change{ID: "a"}}, nil }
	if err := s.Changes.Record(canceled(), "a", decide); !errors.Is(err, context.Canceled) {
		t.Errorf("Record = %v, want context.Canceled", err)
	}
	if _, err := s.Changes.Since(canceled(), time.Time{}, func(change.Change) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Since = %v, want context.Canceled", err)
	}
	if _, err := s.Changes.Get(canceled(), "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("Get = %v, want context.Canceled", err)
	}
	if _, err := s.Changes.Now(canceled()); !errors.Is(err, context.Canceled) {
		t.Errorf("Now = %v, want context.Canceled", err)
	}
	if _, err := s.Changes.Delete(canceled(), time.Now().AddDate(1, 0, 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("Delete = %v, want context.Canceled", err)
	}
	if all, _ := since(t, s.Changes, time.Time{}); len(all) != 1 || all[0].Removed() {
		t.Errorf("canceled calls changed the store: %+v", all)
	}
}
