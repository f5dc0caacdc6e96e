package recommend_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
)

// inCategories returns a shop with one product for each category path. Their IDs are p0, p1, …, most popular first.
func inCategories(t *testing.T, paths ...[]string) *shop {
	t.Helper()
	s := newShop(t, "one")
	var products cards
	for i, path := range paths {
		products = append(products, catalog.Product{ID: catalog.ID(fmt.Sprintf("p%d", i)), Title: "a product", Category: path})
	}
	s.view.Cards = products
	return s
}

func TestCategoriesTakeTurnsWithoutDuplicates(t *testing.T) {
	s := inCategories(t,
		[]string{"Men", "Shoes", "Boots"}, []string{"Men", "Shoes", "Sneakers"}, nil, []string{"Home", "Lamps"},
		[]string{"Women", "Shoes", "boots"}, []string{"Men", "Hats"}, []string{"Books"}, []string{"Home", "Rugs"})
	got, err := s.Categories(t.Context(), recommend.MaxCategoriesLimit)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range got {
		names = append(names, c.Name)
	}
	if want := []string{"Boots", "Lamps", "Books", "Sneakers", "Rugs", "Hats"}; !slices.Equal(names, want) {
		t.Errorf("Categories = %q, want %q", names, want)
	}
	if first := got[0]; first.Cover.ID != "p0" || !slices.Equal(first.Path, []string{"Men", "Shoes", "Boots"}) {
		t.Errorf("first category = %+v, want Boots with its path and p0", first)
	}
	if two, err := s.Categories(t.Context(), 2); err != nil || len(two) != 2 {
		t.Errorf("Categories(2) = %d categories, %v, want 2", len(two), err)
	}
}

func TestCategoriesOfAShopWithoutCategories(t *testing.T) {
	got, err := inCategories(t, nil, nil).Categories(t.Context(), 5)
	if err != nil || len(got) != 0 {
		t.Errorf("Categories = %v, %v, want none", got, err)
	}
}

func TestCategoriesRefusesInvalidLimits(t *testing.T) {
	for _, n := range []int{0, recommend.MaxCategoriesLimit + 1} {
		if _, err := newMixedShop(t).Categories(t.Context(), n); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Categories(%d) = %v, want ErrLimit", n, err)
		}
	}
}
