package recommend_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
)

// newSpellingShop returns a shop that corrects typing errors. p0 is a water bottle, p1 gripe water.
func newSpellingShop(t *testing.T) *shop {
	t.Helper()
	products := []catalog.Product{{Title: "steel water bottle"}, {Title: "gripe water for babies"}, {Title: "desk lamp"}, {Title: "garden hose"}}
	s := newWordedShop(t, products...)
	s.view.Speller = recommendtest.NewSpeller(t, products)
	return s
}

func searchFor(t *testing.T, s *shop, r recommend.SearchRequest) recommend.SearchResult {
	t.Helper()
	r.Limit = 3
	res, err := s.SearchFor(t.Context(), ann, r)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestSearchCorrectsTypingErrors(t *testing.T) {
	s := newSpellingShop(t)
	res := searchFor(t, s, recommend.SearchRequest{Query: "Water botle under 20 euros"})
	want := &recommend.Correction{From: "Water botle under 20 euros", To: "Water bottle under 20 euros"}
	if diff := cmp.Diff(want, res.Corrected); diff != "" {
		t.Errorf("Corrected (-want +got):\n%s", diff)
	}
	if got := found(res); got[0] != "p0" {
		t.Errorf("Search(water botle) = %v, want the water bottle p0 first", got)
	}
	if res.Understood.MaxPrice != euros(20) {
		t.Errorf("maximum price = %v, want %v", res.Understood.MaxPrice, euros(20))
	}
	x, err := s.log.Get(t.Context(), ann, res.InteractionID)
	if err != nil || x.Query != want.From || x.Corrected != want.To {
		t.Errorf("logged %q, corrected to %q, %v, want both queries of %v", x.Query, x.Corrected, err, want)
	}
	vec, err := s.embedder.EmbedQuery(t.Context(), "Water bottle")
	if err != nil || !cmp.Equal(x.Vector, vec) {
		t.Errorf("the logged vector is not that of the corrected query: %v", err)
	}
}

func TestSearchAsTyped(t *testing.T) {
	s := newSpellingShop(t)
	res := searchFor(t, s, recommend.SearchRequest{Query: "water botle", AsTyped: true})
	if res.Corrected != nil {
		t.Errorf("Corrected = %v, want none", res.Corrected)
	}
	if x, err := s.log.Get(t.Context(), ann, res.InteractionID); err != nil || x.Query != "water botle" || x.Corrected != "" {
		t.Errorf("logged %q, corrected to %q, %v, want only the query", x.Query, x.Corrected, err)
	}
}

func TestSearchLeavesCorrectQueries(t *testing.T) {
	s := newSpellingShop(t)
	if res := searchFor(t, s, recommend.SearchRequest{Query: "water bottle"}); res.Corrected != nil {
		t.Errorf("Corrected = %v, want none", res.Corrected)
	}
}

// Old snapshots have no speller. A damaged or closed one must not fail a search.
func TestSearchWithoutSpeller(t *testing.T) {
	s := newSpellingShop(t)
	if err := s.view.Speller.Close(); err != nil {
		t.Fatal(err)
	}
	if res := searchFor(t, s, recommend.SearchRequest{Query: "water botle"}); res.Corrected != nil || len(res.Products) == 0 {
		t.Errorf("with a closed speller, Search = %v, corrected %v, want products and no correction", found(res), res.Corrected)
	}
	s.view.Speller = nil
	if res := searchFor(t, s, recommend.SearchRequest{Query: "water botle"}); res.Corrected != nil || len(res.Products) == 0 {
		t.Errorf("without a speller, Search = %v, corrected %v, want products and no correction", found(res), res.Corrected)
	}
}

func TestCardFollowsTheCorrectedQuery(t *testing.T) {
	for name, vector := range map[string][]float32{"logged vector": nil, "no vector": {}} {
		t.Run(name, func(t *testing.T) {
			s := newSpellingShop(t)
			if vector == nil {
				searchFor(t, s, recommend.SearchRequest{Query: "desk lmap"})
			} else if _, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: "desk lmap", Corrected: "desk lamp"}); err != nil {
				t.Fatal(err)
			}
			card := s.recommend(t, 1)
			if len(card) != 1 || card[0].ID != "p2" || card[0].Reason.Query != "desk lamp" {
				t.Errorf("card = %+v, want the lamp p2 because of \"desk lamp\"", card)
			}
		})
	}
}

func TestSearchKeepsNames(t *testing.T) {
	s := newWordedShop(t,
		catalog.Product{Title: "No Moon Sky Space Game"}, catalog.Product{Title: "Rebel Without a Cause [DVD]"}, catalog.Product{Title: "No Country for Old Men Blu-ray"},
		catalog.Product{Title: "Runner Shoes", Brand: "Strider"}, catalog.Product{Title: "Lunar Shoes", Brand: "Mossgate"}, catalog.Product{Title: "Sofa, No Leather"},
	)
	tests := []struct {
		query     string
		without   []string
		recipient string
	}{
		{"no moon sky game", nil, ""},
		{"rebel without a cause", nil, ""},
		{"no country for old men", nil, ""},
		{"no leather sofa", []string{"leather"}, ""},
		{"game with no moon", []string{"moon"}, ""},
		{"shoes not strider", []string{"strider"}, ""},
		{"shoes -mossgate", []string{"mossgate"}, ""},
		{"shoes not runner", nil, ""},
	}
	for _, tt := range tests {
		f := searchFor(t, s, recommend.SearchRequest{Query: tt.query}).Understood
		if !cmp.Equal(f.Exclusions, tt.without) || f.Recipient != tt.recipient {
			t.Errorf("%q excludes %q and is for %q, want %q and %q", tt.query, f.Exclusions, f.Recipient, tt.without, tt.recipient)
		}
	}
}
