package build

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// opened returns products that a shopper opened.
func opened(ids []catalog.ID) (all []interaction.Interest) {
	for _, id := range ids {
		all = append(all, interaction.Interest{ProductID: id})
	}
	return all
}

// clicked implements Histories. A nil element makes Clicks yield an error.
type clicked [][]catalog.ID

func (c clicked) Clicks(context.Context) iter.Seq2[[]interaction.Interest, error] {
	return func(yield func([]interaction.Interest, error) bool) {
		for _, ids := range c {
			if ids == nil {
				yield(nil, errors.New("no log"))
				return
			}
			if !yield(opened(ids), nil) {
				return
			}
		}
	}
}

func (clicked) Searches(context.Context) iter.Seq2[[]string, error] {
	return func(func([]string, error) bool) {}
}

func (clicked) Visits(context.Context) iter.Seq2[[]interaction.Interaction, error] {
	return func(func([]interaction.Interaction, error) bool) {}
}

// pairs returns the clicks of shoppers. Each clicked a product with an even number n, a deleted product, and product
// n+101.
func pairs(shoppers, products int) (all clicked) {
	for i := range shoppers {
		first := 2 * i % products
		all = append(all, []catalog.ID{
			catalog.ID(fmt.Sprintf("p%04d", first)), "gone", catalog.ID(fmt.Sprintf("p%04d", (first+101)%products)),
		})
	}
	return all
}

func TestRelatedProductsUseIndexRows(t *testing.T) {
	s := newSite(t, 200)
	s.Histories = pairs(900, 200)
	m := s.run(t).Manifest
	if !m.Has(snapshot.RelatedFile) {
		t.Fatal("histories with habits published no related-products file")
	}
	file, err := related.Open(s.fetch(t).Path(snapshot.RelatedFile))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	products, err := file.Products(199 - 4) // flatFile reverses the rows
	if err != nil || len(products) != 1 || products[0].Row != 199-105 || file.Weight() == 0 {
		t.Errorf("related products of p0004 = %v, %v with weight %g, want p0105", products, err, file.Weight())
	}
	if s.run(t).Published {
		t.Error("the same products and histories were published again")
	}
	s.Histories = pairs(1_200, 200)
	if !s.run(t).Published {
		t.Error("changed histories were not published")
	}
}

func TestWeakHistoriesPublishNoRelatedProducts(t *testing.T) {
	for name, histories := range map[string]clicked{"nobody": {}, "a few": pairs(5, 200)} {
		s := newSite(t, 200)
		s.Histories = histories
		if r := s.run(t); !r.Published || r.Manifest.Has(snapshot.RelatedFile) {
			t.Errorf("%s: published %t, related-products file %t, want a snapshot without that file",
				name, r.Published, r.Manifest.Has(snapshot.RelatedFile))
		}
		s.Histories = nil
		if s.run(t).Published {
			t.Errorf("%s: published again without histories, want nothing published since no file differs", name)
		}
	}
}

// opens is an Indexer that counts the indexes that it opens.
type opens struct {
	Indexer
	n int
}

func (o *opens) Open(path string, p vector.SearchParams) (vector.Index, error) {
	o.n++
	return o.Indexer.Open(path, p)
}

func TestClicksThatChangeNothingAreNotPublished(t *testing.T) {
	s := newSite(t, 200)
	pair := []catalog.ID{"p0000", "p0101"}
	s.Histories = clicked{pair, pair}
	first := s.run(t).Manifest
	counted := &opens{Indexer: s.Indexer}
	s.Indexer = counted
	if s.run(t).Published || counted.n != 0 {
		t.Errorf("equal histories: published or opened %d indexes, want neither", counted.n)
	}
	s.Histories = clicked{pair, pair, pair}
	if r := s.run(t); r.Published || r.Manifest.Version != first.Version || r.Manifest.Has(snapshot.RelatedFile) {
		t.Errorf("one more click on a known pair published %s, want %s to stay", r.Manifest.Version, first.Version)
	}
	s.Histories = pairs(900, 200)
	if r := s.run(t); !r.Published || !r.Manifest.Has(snapshot.RelatedFile) {
		t.Error("histories with habits published no related-products file")
	}
}

func TestRunReportsHistoryErrors(t *testing.T) {
	s := newSite(t, 20)
	s.Histories = clicked{nil}
	if _, err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "read histories: no log") {
		t.Errorf("Run = %v, want an error with %q", err, "read histories: no log")
	}
}
