package recommend

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/interaction"
)

// relatedWith returns interest i with related rows that all have the given weight.
func relatedWith(i interest, weight float64, rows ...int64) interest {
	i.related = relatedProducts{rows: rows, of: make(map[int64]relation), reasons: func(*interaction.Interaction) Reason { return i.reason }}
	for _, row := range rows {
		i.related.of[row] = relation{weight: weight}
	}
	return i
}

func TestInterleaveAddsDistantRelatedProducts(t *testing.T) {
	degrees := []float64{0, 5, 10}
	for range 20 {
		degrees = append(degrees, 12)
	}
	degrees = append(degrees, 90, 180) // beyond the first search
	index := onACircle(t, degrees...)
	from := func(weight float64, skip map[int64]bool) []int64 {
		rows, _ := chosenBy(t, index, []interest{relatedWith(toward(index, 0, "", skip), weight, 23, 24, 1)}, nil, 20)
		if seen := slices.Clone(rows); len(slices.Compact(slices.Sorted(slices.Values(seen)))) != len(rows) {
			t.Errorf("rows %v contain a duplicate", rows)
		}
		return rows
	}
	if rows := from(3, nil); !slices.Equal(slices.Sorted(slices.Values(rows[:3])), []int64{1, 23, 24}) {
		t.Errorf("card = %v, want the three related products", rows[:3])
	}
	if rows := from(1e-12, nil); rows[0] != 0 {
		t.Errorf("first row = %d, want the nearest despite a small co-occurrence weight", rows[0])
	}
	if rows := from(2, map[int64]bool{23: true}); slices.Contains(rows, 23) {
		t.Errorf("rows %v contain the excluded 23", rows)
	}
}

func TestRelatedProductsMustFitTheFilters(t *testing.T) {
	index := onACircle(t, 0, 10, 20)
	i := relatedWith(toward(index, 0, "", nil), 2, 1, 2)
	i.near.fits = func(row int64) bool { return row != 1 }
	if rows, _ := chosenBy(t, index, []interest{i}, nil, 3); slices.Contains(rows, 1) || len(rows) != 2 {
		t.Errorf("rows = %v, want all rows except 1, which does not fit", rows)
	}
}

func TestDismissalsLowerRelatedProducts(t *testing.T) {
	index := onACircle(t, 0, 90, -90)
	card := func(dismissed ...[]float32) []int64 {
		rows, _ := chosenBy(t, index, []interest{relatedWith(toward(index, 0, "", nil), .2, 1, 2)}, dismissed, 2)
		return rows
	}
	if before, after := card(), card(at(90)); !slices.Equal(before, []int64{0, 1}) || !slices.Equal(after, []int64{0, 2}) {
		t.Errorf("card = %v, and %v after the dismissal of a product like 1; want [0 1] and [0 2]", before, after)
	}
}

func TestRelatedProductsNeedNoAdditionalSearches(t *testing.T) {
	plain, withRelated := &countedIndex{Index: clustered(t, 2_000)}, &countedIndex{Index: clustered(t, 2_000)}
	all := threeInterests(withRelated)
	for i := range all {
		all[i] = relatedWith(all[i], 1, 500, 600, 700)
	}
	_, err := interleave(plain, threeInterests(plain), nil, diversityOf(&Settings{}), 3)
	if err == nil {
		_, err = interleave(withRelated, all, nil, diversityOf(&Settings{}), 3)
	}
	if err != nil {
		t.Fatal(err)
	}
	if withRelated.searches > plain.searches {
		t.Errorf("%d searches with related products, %d without", withRelated.searches, plain.searches)
	}
}
