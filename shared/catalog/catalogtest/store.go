package catalogtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
)

// TestStore tests an implementation of catalog.Store. For each subtest it calls
// open, which must return an empty store.
func TestStore(t *testing.T, open func(t *testing.T) catalog.Store) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s catalog.Store)
	}{
		{"RoundTrip", testRoundTrip},
		{"NotFound", testNotFound},
		{"PutReplacesAllFields", testReplace},
		{"PutSkipsUnchangedProducts", testSkip},
		{"PutMostlyNewProducts", testMostlyNew},
		{"PutNamesInvalidProducts", testPutInvalid},
		{"PutStoresLastDuplicate", testDuplicates},
		{"AllInIDOrder", testOrder},
		{"Many", testMany},
		{"Delete", testDelete},
		{"Concurrent", testConcurrent},
		{"CanceledContext", testCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// full returns a product that has every field set and contains non-ASCII text.
func full(id catalog.ID) catalog.Product {
	return catalog.Product{
		ID:          id,
		Title:       "Écouteurs \U0001f3a7 \"sans fil\"\n<b>",
		Description: strings.Repeat("lang und breit, 商品 ", 2_000),
		Brand:       "Müller & Söhne",
		Color:       "näyttävä",
		Category:    []string{"Electronics", "", "Audio/Video"},
		Price:       catalog.Money{Amount: 1, Currency: "JPY"},
		ListPrice:   catalog.Money{Amount: 9_007_199_254_740, Currency: "JPY"},
		SalePrice:   catalog.Money{Amount: 0, Currency: "JPY"},
		SaleStart:   time.Date(2026, 1, 2, 3, 4, 5, 678_000, time.UTC),
		SaleEnd:     time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC),

		Availability:     catalog.Preorder,
		AvailabilityDate: time.Date(2027, 2, 3, 0, 0, 0, 0, time.UTC),
		State:            catalog.Draft,
		Adult:            true,

		GroupID:          "g/1",
		Size:             "XL / 54",
		Material:         "Baumwolle",
		Pattern:          "gestreift",
		Options:          []catalog.Option{{Name: "Länge", Value: "3 m"}, {Name: "Stecker", Value: ""}},
		Gender:           "female",
		AgeGroup:         "adult",
		Condition:        "refurbished",
		GTIN:             "04006381333931",
		MPN:              "MP-1",
		SKU:              "sku 1",
		AdditionalImages: []string{"https://img.example/2", "https://img.example/3"},
		Source:           "a feed",

		Rating:      4.1,
		RatingCount: 1 << 40,
		ImageURL:    "https://img.example/a?b=c&d=%20",
		URL:         "https://shop.example/ü",
		UpdatedAt:   time.Date(2026, 2, 28, 23, 59, 59, 123_456_000, time.UTC),
	}
}

// product returns a product with only an ID and a title.
func product(id catalog.ID) catalog.Product { return catalog.Product{ID: id, Title: "a product"} }

func put(t *testing.T, s catalog.Store, wantWritten int, products ...catalog.Product) {
	t.Helper()
	written, err := s.Put(t.Context(), products)
	if err != nil || written != wantWritten {
		t.Fatalf("Put(%d products) = %d, %v, want %d, nil", len(products), written, err, wantWritten)
	}
}

// checkStored fails the test unless the store contains exactly want, in that order.
func checkStored(t *testing.T, s catalog.Store, want ...catalog.Product) {
	t.Helper()
	if diff := cmp.Diff(want, collect(t, s.All(t.Context())), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("All() (-want +got):\n%s", diff)
	}
	if n, err := s.Count(t.Context()); err != nil || n != len(want) {
		t.Errorf("Count() = %d, %v, want %d, nil", n, err, len(want))
	}
}

func testRoundTrip(t *testing.T, s catalog.Store) {
	checkStored(t, s)
	free := product("b") // a known price of 0, unlike the unknown price of c
	free.Price = catalog.Money{Currency: "EUR"}
	want := []catalog.Product{full("a"), free, product("c")}
	put(t, s, 3, want...)
	checkStored(t, s, want...)
	for _, w := range want {
		got, err := s.Get(t.Context(), w.ID)
		if err != nil {
			t.Fatalf("Get(%q): %v", w.ID, err)
		}
		if diff := cmp.Diff(w, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Get(%q) (-want +got):\n%s", w.ID, diff)
		}
		if got.UpdatedAt.Location() != time.UTC {
			t.Errorf("Get(%q).UpdatedAt is in %v, want UTC", w.ID, got.UpdatedAt.Location())
		}
	}
}

func testNotFound(t *testing.T, s catalog.Store) {
	put(t, s, 1, product("a"))
	for _, id := range []catalog.ID{"b", "A", "", ".", "..", "a/b", "a/b/c", "__id7__", "\xff", catalog.ID(strings.Repeat("x", 2_000))} {
		if _, err := s.Get(t.Context(), id); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Get(%.40q) = %v, want ErrNotFound", id, err)
		}
	}
}

func testReplace(t *testing.T, s catalog.Store) {
	put(t, s, 1, full("a"))
	put(t, s, 1, product("a"))
	checkStored(t, s, product("a"))
}

func testSkip(t *testing.T, s catalog.Store) {
	stored := full("a")
	put(t, s, 2, stored, product("b"))
	same, changed := full("a"), product("b")
	same.UpdatedAt = same.UpdatedAt.Add(time.Hour)
	changed.Category = []string{"new"}
	put(t, s, 1, same, changed)
	checkStored(t, s, stored, changed) // a keeps its old UpdatedAt
}

// testMostlyNew stores a batch whose first products are new and whose last ones are new, unchanged and changed.
func testMostlyNew(t *testing.T, s catalog.Store) {
	stored, other := full("z-same"), full("z-changed")
	put(t, s, 2, stored, other)
	var want []catalog.Product
	for i := range 400 {
		want = append(want, product(catalog.ID(fmt.Sprintf("p%03d", i))))
	}
	same := full("z-same")
	same.UpdatedAt = same.UpdatedAt.Add(time.Hour)
	batch := append(slices.Clone(want), same, product("z-changed"))
	put(t, s, len(want)+1, batch...)
	checkStored(t, s, append(want, product("z-changed"), stored)...)
	put(t, s, 0, batch...)
}

func testPutInvalid(t *testing.T, s catalog.Store) {
	badPrice, badText := product("bad-price"), product("bad-text")
	badPrice.Price.Currency = "euro"
	badText.Brand = "\xff"
	written, err := s.Put(t.Context(), []catalog.Product{product("a"), badPrice, product("b/c"), badText, product("d")})
	if written != 2 || err == nil {
		t.Errorf("Put of 2 good and 3 bad products = %d, %v, want 2 and an error", written, err)
	}
	for _, id := range []string{`"bad-price"`, `"b/c"`, `"bad-text"`} {
		if err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("error does not name %s: %v", id, err)
		}
	}
	checkStored(t, s, product("a"), product("d"))
}

func testDuplicates(t *testing.T, s catalog.Store) {
	put(t, s, 1, product("a"), full("a"))
	checkStored(t, s, full("a"))
}

func testOrder(t *testing.T, s catalog.Store) {
	var want []catalog.Product
	for _, id := range awkwardIDs {
		want = append(want, product(id))
	}
	shuffled := slices.Clone(want)
	slices.Reverse(shuffled)
	put(t, s, len(want), shuffled...)
	checkStored(t, s, want...)
	for _, id := range awkwardIDs {
		if got, err := s.Get(t.Context(), id); err != nil || got.ID != id {
			t.Errorf("Get(%q) = %q, %v", id, got.ID, err)
		}
	}
}

func testMany(t *testing.T, s catalog.Store) {
	var want []catalog.Product
	for i := range many {
		want = append(want, product(numbered(i)))
	}
	put(t, s, many, want...)
	checkStored(t, s, want...)
	want[many-1].Title = "another title"
	put(t, s, 1, want...)

	seen := 0
	for _, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == many/2 {
			break // callers may stop at any time
		}
	}
	if seen != many/2 {
		t.Errorf("All yielded %d products before the break, want %d", seen, many/2)
	}
}

func testDelete(t *testing.T, s catalog.Store) {
	put(t, s, 3, product("a"), product("b"), product("c"))
	if err := s.Delete(t.Context(), []catalog.ID{"a", "not there", "a", "no/id", "", "c"}); err != nil {
		t.Fatalf("Delete: %v", err)
	}
	checkStored(t, s, product("b"))
	if err := s.Delete(t.Context(), nil); err != nil {
		t.Errorf("Delete(nil) = %v, want nil", err)
	}
	if written, err := s.Put(t.Context(), nil); written != 0 || err != nil {
		t.Errorf("Put(nil) = %d, %v, want 0, nil", written, err)
	}
}

func testConcurrent(t *testing.T, s catalog.Store) {
	const workers, each = 8, 20
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range each {
				p := product(numbered(w*each + i))
				if _, err := s.Put(t.Context(), []catalog.Product{p, product("shared")}); err != nil {
					t.Errorf("Put: %v", err)
				}
				if got, err := s.Get(t.Context(), p.ID); err != nil || got.ID != p.ID {
					t.Errorf("Get(%q) = %q, %v", p.ID, got.ID, err)
				}
			}
		})
	}
	wg.Wait()
	if n, err := s.Count(t.Context()); err != nil || n != workers*each+1 {
		t.Errorf("Count() = %d, %v, want %d, nil", n, err, workers*each+1)
	}
}

func testCanceled(t *testing.T, s catalog.Store) {
	put(t, s, 1, product("a"))
	if _, err := s.Get(canceled(), "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("Get = %v, want context.Canceled", err)
	}
	if n, err := s.Put(canceled(), []catalog.Product{product("b")}); !errors.Is(err, context.Canceled) || n != 0 {
		t.Errorf("Put = %d, %v, want 0 and context.Canceled", n, err)
	}
	if err := s.Delete(canceled(), []catalog.ID{"a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Delete = %v, want context.Canceled", err)
	}
	if _, err := s.Count(canceled()); !errors.Is(err, context.Canceled) {
		t.Errorf("Count = %v, want context.Canceled", err)
	}
	checkCanceled(t, s.All(canceled()))
	checkStored(t, s, product("a"))
}
