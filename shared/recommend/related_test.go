package recommend_test

import (
	"fmt"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// A fixedRelated is a recommend.Related with fixed data.
type fixedRelated struct {
	of     map[int64][]related.Product
	weight float64
}

func (f fixedRelated) Products(row int64) ([]related.Product, error) { return f.of[row], nil }
func (f fixedRelated) Weight() float64                               { return f.weight }

func holds(card []recommend.Recommendation, id string) bool {
	return slices.ContainsFunc(card, func(r recommend.Recommendation) bool { return string(r.ID) == id })
}

func TestCardHoldsRelatedProducts(t *testing.T) {
	s := newMixedShop(t)
	out := s.logging(recommend.Interests)
	s.record(t, interaction.Click, "p5")
	products := map[int64][]related.Product{5: {{Row: 9, Weight: .4}}} // the garden hose is related to the shoes
	var ids []string
	for _, weight := range []float64{0, 5} {
		s.view.Related = fixedRelated{products, weight}
		out.Reset()
		card := s.recommend(t, 3)
		if holds(card, "p9") != (weight > 0) {
			t.Errorf("weight %g: card = %s", weight, asJSON(t, card))
		}
		for _, r := range card {
			if r.ID == "p9" {
				ids = append(ids, r.Reason.InteractionID)
				if r.Reason.Type != recommend.BecauseClick || r.Reason.ProductID != "p5" {
					t.Errorf("related product of p5 has reason %+v", r.Reason)
				}
			}
		}
		e, err := recommend.ReadCardEntry(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Replay(t.Context(), e)
		if err != nil || asJSON(t, again) != asJSON(t, card) {
			t.Errorf("weight %g: Replay = %s, %v", weight, asJSON(t, again), err)
		}
	}
	s.record(t, interaction.Dismiss, "p9")
	if holds(s.recommend(t, 3), "p9") {
		t.Error("card holds a dismissed related product")
	}
	for _, id := range ids {
		if err := s.log.Delete(t.Context(), ann, id); err != nil {
			t.Fatal(err)
		}
		s.requireNoTrace(t, id)
	}
}

func TestCoOccurrenceAddsUpOverClicks(t *testing.T) {
	s := newMixedShop(t)
	s.view.Related = fixedRelated{weight: 5, of: map[int64][]related.Product{
		5: {{Row: 9, Weight: .3}, {Row: 10, Weight: .25}},
		0: {{Row: 10, Weight: .25}},
	}}
	s.record(t, interaction.Click, "p5")
	if first := s.recommend(t, 1)[0].ID; first != "p9" {
		t.Errorf("first product after a click on p5 = %s, want p9, the most related one", first)
	}
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p5")
	if first := s.recommend(t, 1)[0].ID; first != "p10" {
		t.Errorf("first product = %s, want p10, which is related to both clicks", first)
	}
}

func TestCardHoldsProductsRelatedToOlderClicks(t *testing.T) {
	s := newMixedShop(t)
	s.view.Related = fixedRelated{weight: 5, of: map[int64][]related.Product{5: {{Row: 9, Weight: .4}}}}
	for _, id := range []catalog.ID{"p5", "p0", "p1", "p2"} { // three newer clicks
		s.record(t, interaction.Click, id)
	}
	card := s.recommend(t, 3)
	i := slices.IndexFunc(card, func(r recommend.Recommendation) bool { return r.ID == "p9" })
	if i < 0 || card[i].Reason.ProductID != "p5" {
		t.Errorf("card = %s, want p9 because of the click on p5", asJSON(t, card))
	}
	s.search(t, "running shoes")
	if card := s.recommend(t, 1); card[0].Reason.Type != recommend.BecauseSearch || card[0].ID == "p9" {
		t.Errorf("card after a search = %s, want a product for the search", asJSON(t, card))
	}
}

// countedCards count the cards that are decoded.
type countedCards struct {
	recommend.Cards
	decoded int
}

func (c *countedCards) Card(row int64) (catalog.Card, error) {
	c.decoded++
	return c.Cards.Card(row)
}

// A card decodes its own products, the clicks that it is based on and the reasons of its products, but not those of all
// related products.
func TestCardDecodesFewCards(t *testing.T) {
	s := newMixedShop(t)
	cards, of := &countedCards{Cards: s.view.Cards}, make(map[int64][]related.Product)
	s.view.Cards = cards
	for row := range int64(8) {
		of[row] = []related.Product{{Row: 8 + row%4, Weight: .1}}
		s.record(t, interaction.Click, catalog.ID(fmt.Sprint("p", row)))
	}
	s.view.Related = fixedRelated{weight: 5, of: of}
	if card := s.recommend(t, 3); len(card) != 3 || cards.decoded > 3+3+3 {
		t.Errorf("%d cards decoded for a card of %d products, want at most 9 for 3", cards.decoded, len(card))
	}
}
