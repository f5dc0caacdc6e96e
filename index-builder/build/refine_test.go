package build

import (
	"context"
	"fmt"
	"iter"
	"math"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// visited are histories with searches and what shoppers opened after them.
type visited struct {
	clicked
	visits [][]interaction.Interaction
}

func (v *visited) Visits(context.Context) iter.Seq2[[]interaction.Interaction, error] {
	return func(yield func([]interaction.Interaction, error) bool) {
		for _, history := range v.visits {
			if !yield(history, nil) {
				return
			}
		}
	}
}

// then adds a shopper who searches for a query and opens products. The vector of the query is what the fake encoder gives.
func (v *visited) then(t *testing.T, s *site, query string, ids ...catalog.ID) {
	t.Helper()
	vec, err := s.Embedder.EmbedQuery(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	at := s.now
	history := []interaction.Interaction{{Type: interaction.Search, Query: query, Vector: vec, Model: s.Embedder.Model(), CreatedAt: at}}
	for _, id := range ids {
		history = append(history, interaction.Interaction{Type: interaction.Click, ProductID: id, CreatedAt: at.Add(time.Minute)})
	}
	v.visits = append(v.visits, history)
}

const (
	toys    = 60
	wordDim = 1024 // of the fake encoder; hardly two words of these tests share a dimension
)

// slang is what shoppers call product i. Its title has another word.
func slang(i int) string { return fmt.Sprint("doohickey", i) }

// honest returns a shop whose shoppers open a product after its slang name, so that the builder learns.
func honest(t *testing.T) (*site, *visited) {
	t.Helper()
	s, v := newSite(t, 400), &visited{}
	s.Embedder = embed.NewFake(wordDim)
	for i := range toys {
		for range 12 {
			v.then(t, s, slang(i), named(i))
		}
	}
	s.Histories = v
	return s, v
}

func named(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%04d", i)) }

// vectorOf returns the published vector of a product.
func (s *site) vectorOf(t *testing.T, id catalog.ID) []float32 {
	t.Helper()
	local := s.fetch(t)
	cards, err := snapshot.OpenCards(local.Path(snapshot.CardsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer cards.Close()
	index, err := flatFile{}.Open(local.Path(snapshot.IndexFile), vector.SearchParams{})
	if err != nil {
		t.Fatal(err)
	}
	row, _ := cards.Row(string(id))
	vec, err := index.Vector(row)
	if err != nil {
		t.Fatal(err)
	}
	return vec
}

// textVector returns the vector of a product's text.
func (s *site) textVector(t *testing.T, id catalog.ID) []float32 {
	t.Helper()
	p, err := s.memory.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	vec, err := s.Embedder.EmbedDocument(t.Context(), p.Text())
	if err != nil {
		t.Fatal(err)
	}
	return vec
}

// angle returns the sine of the angle between the published vector of a product and that of its text.
func (s *site) angle(t *testing.T, id catalog.ID) float64 {
	t.Helper()
	cosine := 1 - float64(vector.SquaredL2(s.vectorOf(t, id), s.textVector(t, id)))/2
	return math.Sqrt(max(0, 1-cosine*cosine))
}

const rounding = 1e-3 // of vectors in float32

func TestProductsLearnFromSearches(t *testing.T) {
	s, _ := honest(t)
	m := s.run(t).Manifest
	if m.Refinement == nil || m.Refinement.Queries != toys || m.Refinement.Products != toys {
		t.Fatalf("refinement = %+v, want %d products that moved toward as many queries", m.Refinement, toys)
	}
	q, err := s.Embedder.EmbedQuery(t.Context(), slang(7))
	if err != nil {
		t.Fatal(err)
	}
	if before, after := vector.SquaredL2(q, s.textVector(t, named(7))), vector.SquaredL2(q, s.vectorOf(t, named(7))); after >= before-.1 {
		t.Errorf("squared distance to its query is %g after learning, %g before, want much less", after, before)
	}
	if moved := s.angle(t, named(toys)); moved > rounding {
		t.Errorf("a product without clicks moved by sin %g", moved)
	}
	for e, err := range s.memory.AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if vector.SquaredL2(e.Vector, s.textVector(t, e.ID)) > 0 {
			t.Errorf("the stored embedding of %s is not that of its text", e.ID)
		}
	}
	if s.run(t).Published {
		t.Error("the same searches were published again")
	}
}

func TestOneShopperMovesNoProduct(t *testing.T) {
	s, v := honest(t)
	s.run(t)
	victim, before := named(toys+5), s.vectorOf(t, named(3))
	for range 500 { // one shopper: one history
		v.then(t, s, slang(3), victim)
	}
	busy := v.visits[len(v.visits)-500:]
	var all []interaction.Interaction
	for _, history := range busy {
		all = append(all, history...)
	}
	v.visits = append(v.visits[:len(v.visits)-500], all)
	s.run(t)
	if moved := s.angle(t, victim); moved > rounding {
		t.Errorf("a shopper who opened a product 500 times moved it by sin %g, want nothing", moved)
	}
	if moved := vector.SquaredL2(before, s.vectorOf(t, named(3))); moved > rounding {
		t.Errorf("a shopper moved another product by %g, want nothing", moved)
	}
}

func TestNewAccountsMoveAProductByTheCapAtMost(t *testing.T) {
	s, v := honest(t)
	victim := named(toys + 5)
	for range 3_000 {
		v.then(t, s, "counterfeit watches", victim)
	}
	m := s.run(t).Manifest
	moved := s.angle(t, victim)
	if m.Refinement == nil || moved < rounding || moved > m.Refinement.Beta+rounding || m.Refinement.Beta > .3 {
		t.Errorf("3,000 accounts moved a product by sin %g with refinement %+v, want at most beta, which is at most .3", moved, m.Refinement)
	}
	other := named(toys + 6)
	if moved := s.angle(t, other); moved > rounding {
		t.Errorf("they moved another product by sin %g", moved)
	}
}

func TestVisitsThatTeachNothingChangeNothing(t *testing.T) {
	for name, fill := range map[string]func(*testing.T, *site, *visited){
		"no clicks": func(t *testing.T, s *site, v *visited) {
			for range 100 {
				v.then(t, s, slang(1))
			}
		},
		"rare queries": func(t *testing.T, s *site, v *visited) {
			for i := range toys {
				for range querytext.MinShoppers - 1 {
					v.then(t, s, slang(i), named(i))
				}
			}
		},
		"no relation": func(t *testing.T, s *site, v *visited) { // the products are found already
			for i := range toys {
				for range 12 {
					v.then(t, s, fmt.Sprintf("thing number%d", i), named(i))
				}
			}
		},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			s, v := newSite(t, 200), &visited{}
			s.Embedder = embed.NewFake(wordDim)
			first := s.run(t).Manifest
			fill(t, s, v)
			s.Histories = v
			if r := s.run(t); r.Published || r.Manifest.Version != first.Version || r.Manifest.Refinement != nil {
				t.Errorf("published %t with refinement %+v, want the snapshot to stay", r.Published, r.Manifest.Refinement)
			}
		})
	}
}
