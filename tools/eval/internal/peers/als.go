package peers

import "math/rand/v2"

// Settings of ALS. The number of sweeps is that of Hu, Koren and Volinsky 2008; the others are the defaults of the library
// "implicit".
const (
	factors = 64
	penalty = .01
	sweeps  = 10
)

// An ALS is a factorization of implicit feedback by alternating least squares (Hu, Koren and Volinsky 2008).
type ALS struct {
	items [][]float64
	gram  []float64 // of the items
	alpha float64
}

// NewALS learns the factors of the items. alpha is the weight of an item that a shopper has, relative to the weight of one
// that the shopper does not have.
func NewALS(l Log, alpha float64) ALS {
	of := make([][]int, l.Items) // shoppers of each item
	by := make([][]int, len(l.Shoppers))
	for u, s := range l.Shoppers {
		by[u] = distinct(s)
		for _, item := range by[u] {
			of[item] = append(of[item], u)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	items, shoppers := make([][]float64, l.Items), make([][]float64, len(by))
	for i := range items {
		items[i] = make([]float64, factors)
		for k := range items[i] {
			items[i][k] = rng.NormFloat64() / 100
		}
	}
	for range sweeps {
		improve(shoppers, items, by, alpha)
		improve(items, shoppers, of, alpha)
	}
	return ALS{items, gramOf(items), alpha}
}

// improve solves for the factors of one side, given those of the other and which of them each has.
func improve(side, other [][]float64, has [][]int, alpha float64) {
	gram := gramOf(other)
	for i := range side {
		side[i] = fold(gram, other, has[i], alpha)
	}
}

// gramOf returns the sum of the outer products of the vectors.
func gramOf(all [][]float64) []float64 {
	gram := make([]float64, factors*factors)
	for _, v := range all {
		addOuter(gram, v, 1)
	}
	return gram
}

func addOuter(gram, v []float64, weight float64) {
	for i, x := range v {
		row := gram[i*factors : i*factors+i+1] // solve reads only this half
		for j := range row {
			row[j] += weight * x * v[j]
		}
	}
}

// fold returns the factors of one that has some of the others.
func fold(gram []float64, other [][]float64, has []int, alpha float64) []float64 {
	a, x := make([]float64, len(gram)), make([]float64, factors)
	copy(a, gram)
	for i := range factors {
		a[i*factors+i] += penalty
	}
	for _, o := range has {
		addOuter(a, other[o], alpha)
		for k, f := range other[o] {
			x[k] += (1 + alpha) * f
		}
	}
	solve(a, x)
	return x
}

// Scores implements Recommender. It solves for the factors of the shopper.
func (m ALS) Scores(history []int) []float64 {
	shopper := fold(m.gram, m.items, distinct(history), m.alpha)
	scores := make([]float64, len(m.items))
	for i, v := range m.items {
		for k, f := range v {
			scores[i] += f * shopper[k]
		}
	}
	return scores
}
