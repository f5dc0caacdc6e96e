package shop

import (
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/bench/internal/corpus"
)

func fiveProducts() *Catalogue {
	return NewCatalogue(&corpus.Set{Dim: 2, Vectors: []float32{1, 0, 0, 1}, Titles: []string{"Lamp", "Shoe"}}, 5, 1)
}

func TestCatalogueYieldsValidProductsWithCurrentVectors(t *testing.T) {
	c, hashes := fiveProducts(), make(map[catalog.ID]string)
	for p, err := range c.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Validate(); err != nil {
			t.Errorf("product %s: %v", p.ID, err)
		}
		hashes[p.ID] = p.TextHash()
	}
	if len(hashes) != 5 {
		t.Fatalf("All yielded %d products, want 5", len(hashes))
	}
	for e, err := range c.AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.TextHash != hashes[e.ID] {
			t.Errorf("the vector of %s has text hash %q, want %q", e.ID, e.TextHash, hashes[e.ID])
		}
		delete(hashes, e.ID)
	}
	if len(hashes) != 0 {
		t.Errorf("%d products have no vector", len(hashes))
	}
}
