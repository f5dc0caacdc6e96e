package catalogtest

import (
	"fmt"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// A Ranged is a product store that supports reads by range.
type Ranged interface {
	catalog.Store
	catalog.RangedProducts
}

// RangedEmbeddings is an embedding store that supports reads by range.
type RangedEmbeddings interface {
	catalog.Embeddings
	catalog.RangedEmbeddings
}

// TestRanges tests implementations of catalog.RangedProducts and catalog.RangedEmbeddings. It calls open
// once; open must return two empty stores.
func TestRanges(t *testing.T, open func(t *testing.T) (Ranged, RangedEmbeddings)) {
	products, embeddings := open(t)
	var put []catalog.Product
	var vectors []catalog.Embedding
	for _, id := range awkwardIDs {
		put = append(put, catalog.Product{ID: id, Title: "thing " + string(id)})
		vectors = append(vectors, embedding(id, 1, 2))
	}
	if _, err := products.Put(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	putEmbeddings(t, embeddings, vectors...)

	if got := collect(t, products.IDs(t.Context())); !slices.Equal(got, awkwardIDs) {
		t.Errorf("IDs = %q, want %q", got, awkwardIDs)
	}
	n := len(awkwardIDs)
	for _, r := range []struct{ from, to int }{{0, n}, {0, 3}, {3, 9}, {9, n}, {5, 5}} {
		name := fmt.Sprintf("%d to %d", r.from, r.to)
		bounds, want := catalog.Range{From: awkwardIDs[r.from]}, awkwardIDs[r.from:r.to]
		if r.to < n {
			bounds.To = awkwardIDs[r.to]
		}
		var ids, vectorIDs []catalog.ID
		for _, p := range collect(t, products.Between(t.Context(), bounds)) {
			ids = append(ids, p.ID)
			if p.Title != "thing "+string(p.ID) {
				t.Errorf("%s: product %q has the title %q", name, p.ID, p.Title)
			}
		}
		for _, e := range collect(t, embeddings.EmbeddingsBetween(t.Context(), bounds)) {
			vectorIDs = append(vectorIDs, e.ID)
		}
		if !slices.Equal(ids, want) || !slices.Equal(vectorIDs, want) {
			t.Errorf("%s: products %q, embeddings %q, want %q", name, ids, vectorIDs, want)
		}
	}
	for _, err := range products.Between(canceled(), catalog.Range{From: "a"}) {
		if err == nil {
			t.Error("Between with a canceled context yields a product, want an error")
		}
	}
}
