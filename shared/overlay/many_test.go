package overlay

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// Deeper searches of the same query, and searches of many others, find the exact nearest changed products.
func TestManyRowsAndQueries(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	o := New(Config{})
	v := o.Attach(&recommend.View{Model: "m", Index: instant{}, Cards: noCards{}}, time.Time{})
	all := changed(rng, 1000)
	o.add(t.Context(), all)
	var vectors []float32
	for _, c := range all { // in ID order, as the rows
		vectors = append(vectors, c.Vector...)
	}
	flat, err := vector.NewFlat(benchDim, vectors)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		query := unit(rng)
		for _, k := range []int{20, 200, 2000} {
			got, err := v.Current().Index.Search(query, k)
			if err != nil {
				t.Fatal(err)
			}
			changes := slices.DeleteFunc(got, func(h vector.Hit) bool { return h.Row < 1_000_000 })
			want, err := flat.Search(query, len(changes))
			if err != nil || k == 2000 && len(changes) == 0 {
				t.Fatalf("%d changed products found, %v, want some", len(changes), err)
			}
			for i, h := range changes {
				if h.Row-1_000_000 != want[i].Row || h.Distance != want[i].Distance {
					t.Fatalf("hit %d = %+v, want row %d at %v", i, h, want[i].Row, want[i].Distance)
				}
			}
		}
	}
}
