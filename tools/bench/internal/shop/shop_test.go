package shop

import (
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/bench/internal/corpus"
)

func small(n int) *Catalogue {
	return NewCatalogue(&corpus.Set{Dim: 2, Vectors: []float32{1, 0, 0, 1}, Titles: []string{"Lamp", "Shoe"}}, n, 1)
}

func TestProductsAreFoundByTheirIDs(t *testing.T) {
	c, n := small(5), 0
	for p, err := range c.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Validate(); err != nil {
			t.Errorf("product %s: %v", p.ID, err)
		}
		if got, err := c.Get(t.Context(), p.ID); err != nil || got.Title != p.Title {
			t.Errorf("Get(%s) = %+v, %v", p.ID, got, err)
		}
		n++
	}
	if n != 5 {
		t.Errorf("All yields %d products, want 5", n)
	}
	if _, err := c.Get(t.Context(), ID(5)); err == nil {
		t.Error("Get of a product beyond the last gives no error")
	}
}

// outdated returns the products whose vectors are of another text.
func outdated(t *testing.T, s Source) (ids []catalog.ID) {
	t.Helper()
	hashes := make(map[catalog.ID]string)
	for p, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		hashes[p.ID] = p.TextHash()
	}
	for e, err := range s.AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.TextHash != hashes[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func TestVectorsAreOfTheProducts(t *testing.T) {
	if got := outdated(t, small(5)); len(got) != 0 {
		t.Errorf("%v have vectors of other texts", got)
	}
}

func TestChanged(t *testing.T) {
	c := NewChanged(small(5), 2)
	got := outdated(t, c)
	if len(got) != 3 || c.Changes() != 3 {
		t.Fatalf("%v are outdated and %d changed, want products 0, 2 and 4", got, c.Changes())
	}
	for p := range c.All(t.Context()) {
		if err := c.PutEmbeddings(t.Context(), []catalog.Embedding{{ID: p.ID, Vector: []float32{0, 1}, TextHash: p.TextHash()}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := outdated(t, c); len(got) != 0 {
		t.Errorf("%v are outdated although their vectors were put", got)
	}
}
