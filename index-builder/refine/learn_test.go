package refine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/vector/vectortest"
)

const dim = 32

// unit scales each vector to length 1.
func unit(vectors []float32) []float32 {
	for v := range slices.Chunk(vectors, dim) {
		length := float32(math.Sqrt(dot(v, v)))
		for k := range v {
			v[k] /= length
		}
	}
	return vectors
}

// newCatalog returns n random products, each named by its row.
func newCatalog(n int) Catalog {
	return Catalog{Dim: dim, Vectors: unit(vectortest.Clustered(1, n, dim, n)), Row: func(id catalog.ID) (row int, ok bool) {
		_, err := fmt.Sscan(string(id), &row)
		return row, err == nil && row < n
	}}
}

// newLog returns a log of 40 random queries. After query i, shoppers open product i, and a product that does not exist.
func newLog(weight float32) (log Log) {
	for i, q := range slices.Collect(slices.Chunk(unit(vectortest.Clustered(2, 40, dim, 40)), dim)) {
		log.Queries = append(log.Queries, Query{q, []Opened{{catalog.ID(fmt.Sprint(i)), weight, weight, 3}, {"gone", weight, weight, 3}}})
	}
	return log
}

func TestLearnMovesProductsTowardTheirQueries(t *testing.T) {
	c, log := newCatalog(300), newLog(1_000)
	l, err := Learn(t.Context(), log, c)
	if err != nil {
		t.Fatal(err)
	}
	if l.Beta == 0 || len(l.Vectors) != 40 || l.Queries != 40 || len(l.Trials) != len(Betas) {
		t.Fatalf("learned beta %g, %d vectors of %d queries, trials %v, want 40 vectors of 40 queries", l.Beta, len(l.Vectors), l.Queries, l.Trials)
	}
	for row, v := range l.Vectors {
		q, before := log.Queries[row].Vector, c.row(row)
		if length := dot(v, v); math.Abs(length-1) > 1e-5 {
			t.Errorf("refined vector of product %d has squared length %g, want 1", row, length)
		}
		if dot(v, q) <= dot(before, q) {
			t.Errorf("product %d moved away from its query", row)
		}
		if turned := math.Acos(min(1, dot(v, before))); turned > math.Asin(l.Beta)+1e-3 {
			t.Errorf("product %d turned by %g, more than asin(%g)", row, turned, l.Beta)
		}
	}
}

func TestLearnMovesNothingWithoutGain(t *testing.T) {
	c := newCatalog(300)
	found := Log{}
	for i := range 40 { // queries that find their product already
		found.Queries = append(found.Queries, Query{c.row(i), []Opened{{catalog.ID(fmt.Sprint(i)), 9, 9, 3}}})
	}
	for name, log := range map[string]Log{"empty": {}, "found already": found, "little weight": newLog(.01)} {
		if l, err := Learn(t.Context(), log, c); err != nil || l.Beta != 0 || len(l.Vectors) != 0 {
			t.Errorf("%s: beta %g with %d vectors, %v, want none", name, l.Beta, len(l.Vectors), err)
		}
	}
}

// One query is no sample.
func TestLearnNeedsSeveralQueries(t *testing.T) {
	for i := range 40 {
		log := Log{newLog(1_000).Queries[i : i+1]}
		if l, err := Learn(t.Context(), log, newCatalog(300)); err != nil || l.Beta != 0 {
			t.Errorf("query %d: beta %g, %v, want 0", i, l.Beta, err)
		}
	}
}

// The quick rank for several strengths is that of an exact search over refined vectors.
func TestTryQueryRanksAsASearch(t *testing.T) {
	c, log := newCatalog(60), newLog(5)
	training := moves(log, c, func(o *Opened) float32 { return o.Training })
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		q := log.Queries[rng.IntN(len(log.Queries))]
		q.Opened = []Opened{{catalog.ID(fmt.Sprint(rng.IntN(60))), 1, 1, 1}}
		got := tryQuery(&q, c, training)
		for b, beta := range Betas {
			all := slices.Clone(c.Vectors)
			for row, direction := range training {
				copy(all[row*dim:], refined(c.row(row), direction, beta))
			}
			own, _ := c.Row(q.Opened[0].ID)
			rank := 1
			for row, v := range slices.Collect(slices.Chunk(all, dim)) {
				if row != own && dot(q.Vector, v) > dot(q.Vector, all[own*dim:(own+1)*dim]) {
					rank++
				}
			}
			if want := reciprocal(rank); math.Abs(got[b]-want) > 1e-12 {
				t.Errorf("beta %g: reciprocal rank %g of product %d, want %g", beta, got[b], own, want)
			}
		}
	}
}
