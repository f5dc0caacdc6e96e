package build

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
)

func TestPopularAlternatesCategories(t *testing.T) {
	products := []catalog.Product{
		{Title: "few but perfect", Category: []string{"a"}, Rating: 5, RatingCount: 3},
		{Title: "many and good", Category: []string{"a"}, Rating: 4.6, RatingCount: 1000},
		{Title: "many and better", Category: []string{"a"}, Rating: 4.8, RatingCount: 1000},
		{Title: "unrated", Category: []string{"b"}},
		{Title: "many and bad", Category: []string{"b"}, Rating: 1.2, RatingCount: 5000},
		{Title: "good in b", Category: []string{"b"}, Rating: 4.4, RatingCount: 300},
	}
	var items []item
	itemizer := newItemizer()
	for i := range products {
		items = append(items, itemizer.item(&products[i]))
	}
	order := []int64{5, 4, 3, 2, 1, 0} // row 0 is the last item
	var got []string
	for _, row := range popular(items, order) {
		got = append(got, products[order[row]].Title)
	}
	want := []string{"many and better", "good in b", "many and good", "many and bad", "few but perfect", "unrated"}
	if !slices.Equal(got, want) {
		t.Errorf("popular = %q, want %q", got, want)
	}
}
