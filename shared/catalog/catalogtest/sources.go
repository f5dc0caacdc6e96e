package catalogtest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
)

// A SourceStore is a product store that finds products by their source and reads them in batches.
type SourceStore interface {
	catalog.Store
	catalog.Sources
	catalog.Batches
}

// TestSources tests an implementation of catalog.Sources and catalog.Batches. For each subtest it calls open, which
// must return an empty store.
func TestSources(t *testing.T, open func(t *testing.T) SourceStore) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s SourceStore)
	}{
		{"IDsOf", testIDsOf},
		{"IDsOfManyProducts", testIDsOfMany},
		{"GetBatch", testGetBatch},
		{"CanceledContext", testSourcesCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// from returns a product of a source.
func from(source string, id catalog.ID) catalog.Product {
	p := product(id)
	p.Source = source
	return p
}

func checkIDs(t *testing.T, s SourceStore, source string, want ...catalog.ID) {
	t.Helper()
	if got := collect(t, s.IDsOf(t.Context(), source)); !slices.Equal(got, want) {
		t.Errorf("IDsOf(%q) = %q, want %q", source, got, want)
	}
}

func testIDsOf(t *testing.T, s SourceStore) {
	checkIDs(t, s, "a feed")
	var all []catalog.Product
	for i, id := range awkwardIDs {
		all = append(all, from([]string{"a feed", "é/商品", ""}[i%3], id))
	}
	put(t, s, len(all), all...)
	for i, source := range []string{"a feed", "é/商品"} {
		var want []catalog.ID
		for j := i; j < len(awkwardIDs); j += 3 {
			want = append(want, awkwardIDs[j])
		}
		checkIDs(t, s, source, want...)
	}
	for _, source := range []string{"", "a", "A feed", "a feed "} {
		checkIDs(t, s, source)
	}
	put(t, s, 1, from("another feed", awkwardIDs[0]))
	checkIDs(t, s, "another feed", awkwardIDs[0])
}

func testIDsOfMany(t *testing.T, s SourceStore) {
	var all []catalog.Product
	var want []catalog.ID
	for i := range many {
		if i%2 == 0 {
			all, want = append(all, from("even", numbered(i))), append(want, numbered(i))
			continue
		}
		all = append(all, from("odd", numbered(i)))
	}
	put(t, s, many, all...)
	checkIDs(t, s, "even", want...)
	if err := s.Delete(t.Context(), want[1:]); err != nil {
		t.Fatal(err)
	}
	checkIDs(t, s, "even", want[0])
}

func testGetBatch(t *testing.T, s SourceStore) {
	put(t, s, 3, full("a"), product("b"), product("é"))
	got, err := s.GetBatch(t.Context(), []catalog.ID{"é", "a", "not there", "a", "no/id", ""})
	want := map[catalog.ID]catalog.Product{"a": full("a"), "é": product("é")}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("GetBatch: %v (-want +got):\n%s", err, diff)
	}
	if got, err := s.GetBatch(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("GetBatch(nil) = %v, %v, want an empty map", got, err)
	}
	var all []catalog.Product
	var ids []catalog.ID
	for i := range many {
		all, ids = append(all, product(numbered(i))), append(ids, numbered(i))
	}
	put(t, s, many, all...)
	got, err = s.GetBatch(t.Context(), ids)
	if keys := slices.Sorted(maps.Keys(got)); err != nil || !slices.Equal(keys, ids) {
		t.Errorf("GetBatch of %d IDs = %d products, %v, want all of them", len(ids), len(keys), err)
	}
}

func testSourcesCanceled(t *testing.T, s SourceStore) {
	put(t, s, 1, from("a feed", "a"))
	checkCanceled(t, s.IDsOf(canceled(), "a feed"))
	if _, err := s.GetBatch(canceled(), []catalog.ID{"a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("GetBatch = %v, want context.Canceled", err)
	}
}
