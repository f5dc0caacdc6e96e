package recommend_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
)

func TestSearchSaysWhenNothingFits(t *testing.T) {
	s := newWordedShop(t,
		catalog.Product{Title: "running shoe", Color: "black"}, catalog.Product{Title: "walking shoe", Color: "black"}, catalog.Product{Title: "desk lamp", Brand: "Zzyx"},
	)
	tests := []struct {
		query    string
		nothing  bool
		closest  bool
		expected catalog.ID // the first product
	}{
		{"running shoe", false, false, "p0"},
		{"👟", false, false, "p0"},
		{"qwpoe zmxnc", true, false, ""},
		{"😂😂", true, false, ""},
		{"???", true, false, ""},
		{"zzyx", false, false, "p2"},
		{"quantum lamp lagrangian theorem", false, true, "p2"},
		{"running shoe not black", false, false, "p2"}, // the lamp is not black
		{"something", false, false, ""},
	}
	for _, tt := range tests {
		res := searchFor(t, s, recommend.SearchRequest{Query: tt.query, AsTyped: true})
		if (len(res.Products) == 0) != tt.nothing || res.Closest != tt.closest {
			t.Errorf("%q finds %q, closest %v, want nothing %v, closest %v", tt.query, found(res), res.Closest, tt.nothing, tt.closest)
		} else if tt.expected != "" && res.Products[0].ID != tt.expected {
			t.Errorf("%q finds %q, want %q first", tt.query, found(res), tt.expected)
		}
	}
}

func TestSearchSaysWhenOnlyExcludedProductsAreLeft(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "running shoe", Color: "black"}, catalog.Product{Title: "walking shoe", Color: "black"})
	if res := searchFor(t, s, recommend.SearchRequest{Query: "shoe not black"}); !res.Closest || len(res.Products) != 2 {
		t.Errorf("a search that excludes all products = %q, closest %v, want both as the closest", found(res), res.Closest)
	}
}

func TestNonsenseInfluencesNoCard(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "desk lamp"}, catalog.Product{Title: "garden hose"}, catalog.Product{Title: "rubber duck"})
	searchFor(t, s, recommend.SearchRequest{Query: "desk lamp"})
	for range interaction.MaxInfluences {
		searchFor(t, s, recommend.SearchRequest{Query: "qwpoe zmxnc"})
	}
	page, _, err := interaction.NewHistoryReader(s.log, catalog.NewMemory(), s.embedder.Model(), slog.New(slog.DiscardHandler)).Page(t.Context(), ann, 10, interaction.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range page {
		if want := entry.Query == "desk lamp"; entry.Influences != want {
			t.Errorf("history says that %q influences the next card: %v, want %v", entry.Query, entry.Influences, want)
		}
	}
	if card := s.recommend(t, 1); card[0].ID != "p0" || card[0].Reason.Query != "desk lamp" {
		t.Errorf("card = %+v, want the lamp p0 because of the search for it", card)
	}
}

func TestSearchMarksDismissedProducts(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "desk lamp"}, catalog.Product{Title: "desk lamp with shade"}, catalog.Product{Title: "floor lamp"})
	s.record(t, interaction.Dismiss, "p0")
	res := searchFor(t, s, recommend.SearchRequest{Query: "desk lamp"})
	if got := found(res); !slices.Equal(got, []catalog.ID{"p1", "p2", "p0"}) || !res.Products[2].Dismissed || res.Products[0].Dismissed {
		t.Errorf("Search = %q, dismissed %v, want the dismissed p0 last and marked", got, res.Products[2].Dismissed)
	}
}

// forgetful is a log whose dismissals cannot be read.
type forgetful struct{ interaction.Log }

func (forgetful) Dismissed(context.Context, string) ([]catalog.ID, error) {
	return nil, errors.New("unavailable")
}

func TestSearchWithoutDismissals(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "desk lamp"})
	away := recommend.New(recommend.Config{Embedder: s.embedder, Log: forgetful{s.log}, Views: s, Logger: slog.New(slog.DiscardHandler)})
	if res, err := away.Search(t.Context(), ann, "desk lamp", 3, query.Price); err != nil || len(res.Products) != 1 {
		t.Errorf("Search = %q, %v, want the lamp", found(res), err)
	}
}
