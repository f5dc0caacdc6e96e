package enginetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
)

// A suite is the tests of one implementation.
type suite struct {
	open func(t *testing.T) engine.Collection
}

// TestCollection tests an implementation. open returns an empty collection with a dimension of at least 4. The suite
// closes it.
func TestCollection(t *testing.T, open func(t *testing.T) engine.Collection) {
	s := suite{open}
	for _, test := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"Empty", s.testEmpty},
		{"PutReplaces", s.testPutReplaces},
		{"PutKeepsLast", s.testPutKeepsLast},
		{"Delete", s.testDelete},
		{"Get", s.testGet},
		{"AllFields", s.testAllFields},
		{"LargestProduct", s.testLargestProduct},
		{"SpecialCharacters", s.testSpecialCharacters},
		{"Nearest", s.testNearest},
		{"ByWords", s.testByWords},
		{"Conditions", s.testConditions},
		{"ManyGroups", s.testManyGroups},
		{"Find", s.testFind},
		{"Entries", s.testEntries},
		{"InvalidArguments", s.testInvalidArguments},
		{"CanceledContext", s.testCanceledContext},
		{"ConcurrentUse", s.testConcurrentUse},
	} {
		t.Run(test.name, test.run)
	}
}

// new returns an empty collection and closes it when the test ends.
func (s suite) new(t *testing.T) engine.Collection {
	t.Helper()
	c := s.open(t)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
	})
	return c
}

// newOf returns a collection with products.
func (s suite) newOf(t *testing.T, products ...engine.Product) engine.Collection {
	t.Helper()
	c := s.new(t)
	put(t, c, products...)
	return c
}

// consistency is how long a read may miss a completed write.
const consistency = 10 * time.Second

// put writes products and returns when reads see them.
func put(t *testing.T, c engine.Collection, products ...engine.Product) {
	t.Helper()
	for some := range slices.Chunk(products, engine.MaxRead) {
		if err := c.Put(t.Context(), some); err != nil {
			t.Fatalf("Put of %d products: %v", len(some), err)
		}
		want := make(map[catalog.ID]string)
		for _, p := range some {
			want[p.ID] = p.Hash
		}
		await(t, c, want)
	}
}

// remove deletes products and returns when reads do not see them.
func remove(t *testing.T, c engine.Collection, ids ...catalog.ID) {
	t.Helper()
	if err := c.Delete(t.Context(), ids); err != nil {
		t.Fatalf("Delete(%q): %v", ids, err)
	}
	want := make(map[catalog.ID]string)
	for _, id := range ids {
		want[id] = ""
	}
	await(t, c, want)
}

// await returns when reads see the hashes, "" for products that do not exist.
func await(t *testing.T, c engine.Collection, want map[catalog.ID]string) {
	t.Helper()
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		got := make(map[catalog.ID]string)
		for id := range want {
			got[id] = ""
		}
		var ids []catalog.ID
		for id := range want {
			ids = append(ids, id)
		}
		for _, p := range get(t, c, ids...) {
			got[p.ID] = p.Hash
		}
		diff := cmp.Diff(want, got)
		if diff == "" {
			return
		}
		if time.Since(start) > consistency {
			t.Fatalf("reads do not see a write (-want +got):\n%s", diff)
		}
	}
}

// get returns products in the order of their IDs.
func get(t *testing.T, c engine.Collection, ids ...catalog.ID) []engine.Product {
	t.Helper()
	found, err := c.Get(t.Context(), ids)
	if err != nil {
		t.Fatalf("Get of %d products: %v", len(ids), err)
	}
	slices.SortFunc(found, func(a, b engine.Product) int { return cmpIDs(a.ID, b.ID) })
	return found
}

func cmpIDs(a, b catalog.ID) int { return slices.Compare([]byte(a), []byte(b)) }

func idsOf(products []engine.Product) (ids []catalog.ID) {
	for _, p := range products {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return ids
}

func idsOfHits(hits []engine.Hit) (ids []catalog.ID) {
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}

// entries returns the hashes of all entries. It reports an error if an entry occurs twice.
func entries(t *testing.T, c engine.Collection) map[catalog.ID]string {
	t.Helper()
	all := make(chan []engine.Entry, 1)
	found := make(map[catalog.ID]string)
	collected := make(chan struct{})
	go func() {
		defer close(collected)
		for some := range all {
			for _, e := range some {
				if _, twice := found[e.ID]; twice {
					t.Errorf("Entries gives %q twice", e.ID)
				}
				found[e.ID] = e.Hash
			}
		}
	}()
	err := c.Entries(t.Context(), func(some []engine.Entry) error {
		all <- slices.Clone(some)
		return nil
	})
	close(all)
	<-collected
	if err != nil {
		t.Fatalf("Entries: %v", err)
	}
	return found
}

// nearest returns the hits of Nearest, and reports those that are out of order.
func nearest(t *testing.T, c engine.Collection, v []float32, k int, condition recommend.Condition) []engine.Hit {
	t.Helper()
	hits, err := c.Nearest(t.Context(), v, k, condition)
	if err != nil {
		t.Fatalf("Nearest(v, %d, %+v): %v", k, condition, err)
	}
	checkOrder(t, hits, 1)
	return hits
}

// byWords returns the hits of ByWords, and reports those that are out of order.
func byWords(t *testing.T, c engine.Collection, words []engine.Word, k int, condition recommend.Condition) []engine.Hit {
	t.Helper()
	hits, err := c.ByWords(t.Context(), words, k, condition)
	if err != nil {
		t.Fatalf("ByWords(%v, %d, %+v): %v", words, k, condition, err)
	}
	checkOrder(t, hits, -1)
	return hits
}

// checkOrder reports an error unless hits are ordered by sign*score, then by ID.
func checkOrder(t *testing.T, hits []engine.Hit, sign float32) {
	t.Helper()
	for i := 1; i < len(hits); i++ {
		a, b := hits[i-1], hits[i]
		if sign*a.Score > sign*b.Score || a.Score == b.Score && a.ID >= b.ID {
			t.Errorf("hits %d and %d are out of order: %q %v, %q %v", i-1, i, a.ID, a.Score, b.ID, b.Score)
		}
	}
}

// checkProducts reports the differences of products.
func checkProducts(t *testing.T, what string, got, want []engine.Product) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// checkIDs reports an error unless the IDs are equal.
func checkIDs(t *testing.T, what string, got, want []catalog.ID) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s gives %q, want %q", what, got, want)
	}
}

// numbered returns n products p0000, p0001, ….
func numbered(dim, n int) (products []engine.Product) {
	for i := range n {
		p := product(dim, catalog.ID(fmt.Sprintf("p%04d", i)))
		p.Vector = vectorAt(dim, float64(i)/float64(n))
		products = append(products, p)
	}
	return products
}
