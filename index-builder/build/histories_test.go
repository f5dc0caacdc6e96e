package build

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// clicked implements Histories.
type clicked [][]catalog.ID

func (c clicked) Clicks(context.Context) iter.Seq2[[]catalog.ID, error] {
	return func(yield func([]catalog.ID, error) bool) {
		for _, ids := range c {
			if ids == nil {
				yield(nil, errors.New("no log"))
				return
			}
			if !yield(ids, nil) {
				return
			}
		}
	}
}

// pairs are shoppers who clicked an even product and then the one 101 further on, and one that is gone between.
func pairs(shoppers, products int) (all clicked) {
	for i := range shoppers {
		first := 2 * i % products
		all = append(all, []catalog.ID{
			catalog.ID(fmt.Sprintf("p%04d", first)), "gone", catalog.ID(fmt.Sprintf("p%04d", (first+101)%products)),
		})
	}
	return all
}

func TestHistoriesAreLearnedInTheIndexsOrder(t *testing.T) {
	s := newSite(t, 200)
	s.Histories = pairs(900, 200)
	m := s.run(t).Manifest
	if !m.Has(snapshot.RelatedFile) {
		t.Fatal("a shop whose shoppers have habits has no file of partners")
	}
	file, err := related.Open(s.fetch(t).Path(snapshot.RelatedFile))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	partners, err := file.Products(199 - 4) // flatFile's rows are reversed
	if err != nil || len(partners) != 1 || partners[0].Row != 199-105 || file.Weight() == 0 {
		t.Errorf("partners of p0004 are %v, %v with weight %g, want p0105", partners, err, file.Weight())
	}
	if s.run(t).Published {
		t.Error("the same catalogue and histories give another build")
	}
	s.Histories = pairs(1_200, 200)
	if !s.run(t).Published {
		t.Error("other histories give no other build")
	}
}

func TestShopWithLittleDataHasNoRelatedFile(t *testing.T) {
	for name, histories := range map[string]clicked{"nobody": {}, "a few": pairs(5, 200)} {
		s := newSite(t, 200)
		s.Histories = histories
		if r := s.run(t); !r.Published || r.Manifest.Has(snapshot.RelatedFile) {
			t.Errorf("%s: published %t, related file %t; want a snapshot without a related file",
				name, r.Published, r.Manifest.Has(snapshot.RelatedFile))
		}
		s.Histories = nil
		if s.run(t).Published {
			t.Errorf("%s: published again without histories, though no file differs", name)
		}
	}
}

// opens is an Indexer that counts the indexes opened.
type opens struct {
	Indexer
	n int
}

func (o *opens) Open(path string, p vector.SearchParams) (vector.Index, error) {
	o.n++
	return o.Indexer.Open(path, p)
}

func TestMoreClicksWithoutWeightPublishNothing(t *testing.T) {
	s := newSite(t, 200)
	pair := []catalog.ID{"p0000", "p0101"}
	s.Histories = clicked{pair, pair}
	first := s.run(t).Manifest
	counted := &opens{Indexer: s.Indexer}
	s.Indexer = counted
	if s.run(t).Published || counted.n != 0 {
		t.Errorf("equal histories: opened %d indexes, want nothing done", counted.n)
	}
	s.Histories = clicked{pair, pair, pair}
	if r := s.run(t); r.Published || r.Manifest.Version != first.Version || r.Manifest.Has(snapshot.RelatedFile) {
		t.Errorf("one more click on a known pair published %s, want %s to stay", r.Manifest.Version, first.Version)
	}
	s.Histories = pairs(900, 200)
	if r := s.run(t); !r.Published || !r.Manifest.Has(snapshot.RelatedFile) {
		t.Error("histories with habits published no related file")
	}
}

func TestABuildFailsWhereHistoriesCannotBeRead(t *testing.T) {
	s := newSite(t, 20)
	s.Histories = clicked{nil}
	if _, err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "read histories: no log") {
		t.Errorf("Run = %v, want an error that says what could not be read", err)
	}
}
