package recommend_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend/recommendtest"
)

// first returns the position of the first product of a result that is one of ids, or the number of products.
func first(got []catalog.ID, ids ...catalog.ID) int {
	if i := slices.IndexFunc(got, func(id catalog.ID) bool { return slices.Contains(ids, id) }); i >= 0 {
		return i
	}
	return len(got)
}

func TestExcludedProductsRankLast(t *testing.T) {
	s := newWordedShop(t,
		catalog.Product{Title: "running shoes black", Color: "Black"},             // p0
		catalog.Product{Title: "running shoes", Color: "White"},                   // p1
		catalog.Product{Title: "leather jacket"},                                  // p2
		catalog.Product{Title: "winter jacket, no leather"},                       // p3
		catalog.Product{Title: "winter jacket"},                                   // p4
		catalog.Product{Title: "jacket", Category: []string{"Leather Jackets"}},   // p5
		catalog.Product{Title: "mouse wireless", Brand: "Clicky"},                 // p6
		catalog.Product{Title: "mouse with cable"},                                // p7
		catalog.Product{Title: "garden hose"},                                     // p8
		catalog.Product{Title: "tool case"},                                       // p9
		catalog.Product{Title: "tool case with tools, 30 tools", Brand: "Clicky"}, // p10
	)
	tests := []struct {
		query       string
		has, hasNot []catalog.ID
	}{
		{"running shoes not black", []catalog.ID{"p0"}, []catalog.ID{"p1", "p8"}},
		{"any color but black running shoes", []catalog.ID{"p0"}, []catalog.ID{"p1", "p8"}},
		{"jacket no leather", []catalog.ID{"p2", "p5"}, []catalog.ID{"p3", "p4"}},
		{"mouse except clicky", []catalog.ID{"p6", "p10"}, []catalog.ID{"p7", "p8"}},
		{"mouse that isn't wireless", []catalog.ID{"p6"}, []catalog.ID{"p7", "p8"}},
	}
	for _, tt := range tests {
		res, err := s.Search(t.Context(), ann, tt.query, 20)
		if err != nil {
			t.Fatal(err)
		}
		got := found(res)
		if len(got) != 11 {
			t.Fatalf("Search(%q) = %v, want all products", tt.query, got)
		}
		for _, id := range tt.hasNot {
			if first(got, id) > first(got, tt.has...) {
				t.Errorf("Search(%q) = %v, want %s before %v", tt.query, got, id, tt.has)
			}
		}
	}
}

// What the query also asks for is no reason to rank a product last.
func TestExclusionOfTheWantedThing(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "tool case"}, catalog.Product{Title: "garden hose"})
	if got := found(s.search(t, "tool case without tools")); got[0] != "p0" {
		t.Errorf("Search(tool case without tools) = %v, want the tool case p0 first", got)
	}
}

// An exclusion chooses another variant of the product.
func TestExclusionChoosesTheVariant(t *testing.T) {
	s := newWordedShop(t,
		catalog.Product{Title: "sneakers", Color: "Black", GroupID: "g"},
		catalog.Product{Title: "sneakers", Color: "White", GroupID: "g"},
		catalog.Product{Title: "garden hose"},
	)
	if got := found(s.search(t, "sneakers not black")); got[0] != "p1" {
		t.Errorf("Search(sneakers not black) = %v, want the white variant p1 first", got)
	}
}

func TestNamesAreNoFilters(t *testing.T) {
	products := []catalog.Product{
		{Title: "cordless drill", Brand: "BLACK+DECKER"}, {Title: "Pink Floyd T-Shirt"}, {Title: "Pink Floyd LP"}, {Title: "summer dress", Brand: "Free People"},
	}
	s := newWordedShop(t, products...)
	s.view.Speller = recommendtest.NewSpeller(t, products)
	for _, q := range []string{"black and decker drill", "pink floyd t-shirt", "free people dress"} {
		if u := s.search(t, q).Understood; len(u.Colors) > 0 || len(u.Exclusions) > 0 {
			t.Errorf("Search(%q) understood %+v, want no filters", q, u)
		}
	}
	if u := s.search(t, "pink dress").Understood; len(u.Colors) != 1 {
		t.Errorf("Search(pink dress) understood %+v, want the color", u)
	}
}
