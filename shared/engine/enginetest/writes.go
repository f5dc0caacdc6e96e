package enginetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

func (s suite) testEmpty(t *testing.T) {
	c := s.new(t)
	i := c.Info()
	if i.Model == "" || i.Dim < 4 {
		t.Fatalf("Info() = %+v, want a model and a dimension of at least 4", i)
	}
	if n, err := c.Len(t.Context()); n != 0 || err != nil {
		t.Errorf("Len() = %d, %v, want 0", n, err)
	}
	hits := nearest(t, c, vectorAt(i.Dim, 0), 10, recommend.Condition{})
	hits = append(hits, byWords(t, c, []engine.Word{{ID: 7, Score: 1}}, 10, recommend.Condition{})...)
	if len(hits) > 0 {
		t.Errorf("an empty collection has the hits %q", idsOfHits(hits))
	}
	if found := get(t, c, "unknown"); len(found) > 0 {
		t.Errorf("Get gives %q of an empty collection", idsOf(found))
	}
	if found, err := c.Find(t.Context(), engine.Keys{Numbers: []string{"1"}, Exact: []string{"2"}, Groups: []int64{3}}, 10); len(found) > 0 || err != nil {
		t.Errorf("Find gives %q, %v of an empty collection", idsOf(found), err)
	}
	if all := entries(t, c); len(all) > 0 {
		t.Errorf("Entries gives %v of an empty collection", all)
	}
	if err := c.Put(t.Context(), nil); err != nil {
		t.Errorf("Put of no products: %v", err)
	}
	if err := c.Delete(t.Context(), nil); err != nil {
		t.Errorf("Delete of no products: %v", err)
	}
}

func (s suite) testPutReplaces(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	old, other := allFields(dim), product(dim, "other")
	put(t, c, old, other)
	changed := product(dim, old.ID)
	changed.Vector, changed.Words, changed.Hash = vectorAt(dim, 1), []engine.Word{{ID: 99, Score: 1}}, "changed"
	put(t, c, changed)

	checkProducts(t, "Get of a replaced product", get(t, c, old.ID), []engine.Product{changed})
	if n, err := c.Len(t.Context()); n != 2 || err != nil {
		t.Errorf("Len() = %d, %v, want 2", n, err)
	}
	hits := nearest(t, c, vectorAt(dim, 1), 10, recommend.Condition{Buyable: true, NotAdult: true})
	checkIDs(t, "Nearest with the flags of the new product", idsOfHits(hits), []catalog.ID{old.ID, other.ID})
	checkIDs(t, "ByWords with an old word", idsOfHits(byWords(t, c, []engine.Word{{ID: 12345, Score: 1}}, 10, recommend.Condition{})), nil)
	checkIDs(t, "ByWords with a new word", idsOfHits(byWords(t, c, []engine.Word{{ID: 99, Score: 1}}, 10, recommend.Condition{})), []catalog.ID{old.ID})
	found, err := c.Find(t.Context(), engine.Keys{Numbers: old.Numbers, Exact: old.Keys, Groups: []int64{old.Group()}}, 10)
	if len(found) > 0 || err != nil {
		t.Errorf("Find with old keys gives %q, %v", idsOf(found), err)
	}
	if got := entries(t, c)[old.ID]; got != "changed" {
		t.Errorf("the hash of a replaced product is %q, want the new one", got)
	}
}

func (s suite) testPutKeepsLast(t *testing.T) {
	c := s.new(t)
	first, last := product(c.Info().Dim, "twice"), product(c.Info().Dim, "twice")
	first.Hash, last.Hash, last.Flags = "first", "last", snapshot.Adult
	put(t, c, first, product(c.Info().Dim, "once"), last)
	checkProducts(t, "Get of a product that one call has twice", get(t, c, "twice"), []engine.Product{last})
}

func (s suite) testDelete(t *testing.T) {
	c := s.new(t)
	products := numbered(c.Info().Dim, 5)
	put(t, c, products...)
	remove(t, c, "p0001", "unknown", "p0003", "p0003")
	remove(t, c, "p0001")
	want := []catalog.ID{"p0000", "p0002", "p0004"}
	checkIDs(t, "Get after Delete", idsOf(get(t, c, "p0000", "p0001", "p0002", "p0003", "p0004")), want)
	hits := idsOfHits(nearest(t, c, vectorAt(c.Info().Dim, 0), 10, recommend.Condition{}))
	checkIDs(t, "Nearest after Delete", hits, want)
	hits = idsOfHits(byWords(t, c, []engine.Word{{ID: 7, Score: 1}}, 10, recommend.Condition{}))
	checkIDs(t, "ByWords after Delete", hits, want)
	if n, err := c.Len(t.Context()); n != 3 || err != nil {
		t.Errorf("Len() = %d, %v, want 3", n, err)
	}
	if all := entries(t, c); len(all) != 3 {
		t.Errorf("Entries gives %v, want 3 products", all)
	}
	put(t, c, products[1])
	checkProducts(t, "Get of a product that was deleted and put again", get(t, c, "p0001"), products[1:2])
}

func (s suite) testEntries(t *testing.T) {
	c := s.new(t)
	products := numbered(c.Info().Dim, 2*engine.MaxRead+345)
	for i := range products {
		products[i].Hash = fmt.Sprintf("hash%d", i)
	}
	put(t, c, products...)
	all := entries(t, c)
	for _, p := range products {
		if all[p.ID] != p.Hash {
			t.Errorf("the entry of %q has the hash %q, want %q", p.ID, all[p.ID], p.Hash)
		}
	}
	if len(all) != len(products) {
		t.Errorf("Entries gives %d products, want %d", len(all), len(products))
	}
	failure := fmt.Errorf("failure of use")
	if err := c.Entries(t.Context(), func([]engine.Entry) error { return failure }); !isError(err, failure) {
		t.Errorf("Entries = %v, want the error of use", err)
	}
}

func (s suite) testConcurrentUse(t *testing.T) {
	const writers, each = 4, 25
	c := s.new(t)
	dim := c.Info().Dim
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				p := product(dim, catalog.ID(fmt.Sprintf("w%d-%03d", w, i)))
				if err := c.Put(t.Context(), []engine.Product{p, product(dim, "all")}); err != nil {
					t.Errorf("concurrent Put: %v", err)
				}
				if i%5 == 4 {
					if err := c.Delete(t.Context(), []catalog.ID{p.ID}); err != nil {
						t.Errorf("concurrent Delete: %v", err)
					}
				}
			}
		})
		all.Go(func() {
			for range each {
				_, err1 := c.Nearest(t.Context(), vectorAt(dim, 0.3), 10, recommend.Condition{Buyable: true})
				_, err2 := c.ByWords(t.Context(), []engine.Word{{ID: 7, Score: 1}}, 10, recommend.Condition{})
				_, err3 := c.Get(t.Context(), []catalog.ID{"all", "w0-000"})
				for _, err := range []error{err1, err2, err3} {
					if err != nil {
						t.Errorf("concurrent read: %v", err)
					}
				}
			}
		})
	}
	all.Wait()
	want := []catalog.ID{"all"}
	for w := range writers {
		for i := range each {
			if i%5 != 4 {
				want = append(want, catalog.ID(fmt.Sprintf("w%d-%03d", w, i)))
			}
		}
	}
	slices.Sort(want)
	checkIDs(t, "Get after concurrent writes", idsOf(get(t, c, want...)), want)
	if got := entries(t, c); len(got) != len(want) {
		t.Errorf("Entries gives %d products after concurrent writes, want %d", len(got), len(want))
	}
}
