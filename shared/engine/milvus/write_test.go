package milvus

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
)

func TestPutNamesProductThatIsTooLarge(t *testing.T) {
	for name, change := range map[string]func(*engine.Product){
		"card":  func(p *engine.Product) { p.Card.Title = strings.Repeat("x", maxData) },
		"hash":  func(p *engine.Product) { p.Hash = strings.Repeat("x", maxHash+1) },
		"keys":  func(p *engine.Product) { p.Keys = make([]string, maxTerms+1) },
		"price": func(p *engine.Product) { p.Card.Rating = nan() },
	} {
		p := testProduct("large")
		change(&p)
		c := &Collection{description: description{Info: testInfo}}
		if err := c.Put(t.Context(), []engine.Product{p}); !errors.Is(err, engine.ErrInvalid) || !strings.Contains(err.Error(), `"large"`) {
			t.Errorf("%s: Put = %v, want ErrInvalid that names the product", name, err)
		}
	}
}

func nan() float64 { zero := 0.0; return zero / zero }

func TestPutDividesLargeWrites(t *testing.T) {
	documents := make([]string, 1000)
	for i := range documents {
		documents[i] = strings.Repeat("x", 60_000)
	}
	var sizes []int
	for len(documents) > 0 {
		n := batch(documents)
		if n*60_000 > maxWrite || n < 1 {
			t.Fatalf("a request has %d documents of 60,000 bytes", n)
		}
		sizes, documents = append(sizes, n), documents[n:]
	}
	if len(sizes) != 4 {
		t.Errorf("1,000 documents make requests of %v, want 4", sizes)
	}
	if n := batch([]string{strings.Repeat("x", maxWrite+1), "y"}); n != 1 {
		t.Errorf("batch of a too large document = %d, want 1", n)
	}
}

func TestRangesCoverAllRows(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 1000} {
		next := engine.MinRow
		all := ranges(n)
		for _, r := range all {
			if r.first != next || r.last < r.first {
				t.Fatalf("ranges(%d) has %+v after %d", n, r, next-1)
			}
			next = r.last + 1
		}
		if len(all) != n || all[n-1].last != engine.MaxRow {
			t.Errorf("ranges(%d) has %d ranges up to %d", n, len(all), all[n-1].last)
		}
	}
}

// TestEntriesDividesFullPages reads a collection with more entries in a range than a page has.
func TestEntriesDividesFullPages(t *testing.T) {
	made := create(t, testConfig(t), testInfo)
	made.page = 50
	var products []engine.Product
	for i := range 700 {
		products = append(products, testProduct(catalog.ID(fmt.Sprint(i))))
	}
	if err := made.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	found := make(map[catalog.ID]int)
	if err := made.entriesOf(t.Context(), rowRange{engine.MinRow, engine.MaxRow}, func(some []engine.Entry) error {
		if len(some) >= 50 {
			t.Errorf("a call has %d entries, want fewer than a page", len(some))
		}
		for _, e := range some {
			found[e.ID]++
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, p := range products {
		if found[p.ID] != 1 {
			t.Errorf("%q occurs %d times", p.ID, found[p.ID])
		}
	}
}
