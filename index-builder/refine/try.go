package refine

import (
	"math"
	"slices"

	"shopfyp.dev/shared/vector"
)

// tryQuery returns, for each strength, the mean reciprocal rank of the products that held-out shoppers opened after the
// query, in an exact search by the query's vector.
func tryQuery(q *Query, c Catalog, training map[int][]float32) []float64 {
	fixed, moved := scores(q, c, training)
	all := make([]float64, len(Betas))
	for b, beta := range Betas {
		scored := make(map[int]float64, len(moved))
		for row, m := range moved {
			scored[row] = m.at(beta)
		}
		var sum, shoppers float64
		for i := range q.Opened {
			o := &q.Opened[i]
			row, ok := c.Row(o.ID)
			if !ok || o.HeldOut == 0 {
				continue
			}
			score, refined := scored[row]
			if !refined {
				score = cosine(q.Vector, c.row(row))
			}
			sum += float64(o.HeldOut) * reciprocal(rank(score, fixed, scored))
			shoppers += float64(o.HeldOut)
		}
		all[b] = sum / max(1, shoppers)
	}
	return all
}

// A movedScore gives the score of a refined product for every strength.
type movedScore struct{ score, gain, along, square float64 }

// at returns the cosine of the query and the refined vector.
func (m movedScore) at(beta float64) float64 {
	return (m.score + beta*m.gain) / math.Sqrt(1+2*beta*m.along+beta*beta*m.square)
}

// scores returns the best scores of the products that do not move, best first, and those of all that move. One more than
// topRanks is enough to know that a product is not among the first topRanks.
func scores(q *Query, c Catalog, training map[int][]float32) (fixed []float64, moved map[int]movedScore) {
	moved = make(map[int]movedScore, len(training))
	for row := range len(c.Vectors) / c.Dim {
		v := c.row(row)
		score := cosine(q.Vector, v)
		if d, ok := training[row]; ok {
			moved[row] = movedScore{score, dot(q.Vector, d), dot(v, d), dot(d, d)}
			continue
		}
		if len(fixed) > topRanks && score <= fixed[topRanks] {
			continue
		}
		at, _ := slices.BinarySearchFunc(fixed, score, func(a, b float64) int {
			if a >= b {
				return -1
			}
			return 1
		})
		if fixed = slices.Insert(fixed, at, score); len(fixed) > topRanks+1 {
			fixed = fixed[:topRanks+1]
		}
	}
	return fixed, moved
}

// rank returns the rank of a score, which is one of the scores unless its rank is below topRanks. It is the last of equal
// scores.
func rank(score float64, fixed []float64, moved map[int]float64) (n int) {
	for _, s := range fixed {
		if s >= score {
			n++
		}
	}
	for _, s := range moved {
		if s >= score {
			n++
		}
	}
	return n
}

func reciprocal(rank int) float64 {
	if rank > topRanks {
		return 0
	}
	return 1 / float64(rank)
}

// choose returns the weakest strength within one standard error of the best one, or 0 if the best one does not find
// significantly more than strength 0. The unit is a query: its shoppers open the same products.
func choose(found [][]float64) int {
	best := 0
	for b := range found {
		if mean(found[b]) > mean(found[best]) {
			best = b
		}
	}
	if gain, deviation := difference(found[best], found[0]); gain <= minZ*deviation {
		return 0
	}
	for b := 1; b < best; b++ {
		if lead, deviation := difference(found[best], found[b]); lead <= deviation {
			return b
		}
	}
	return best
}

// difference returns the mean of a[i]-b[i] and its standard error, which is infinite for less than two queries.
func difference(a, b []float64) (gain, deviation float64) {
	n, gain := float64(len(a)), mean(a)-mean(b)
	if n < 2 {
		return gain, math.Inf(1)
	}
	var squares float64
	for i := range a {
		d := a[i] - b[i] - gain
		squares += d * d
	}
	return gain, math.Sqrt(squares / (n * (n - 1)))
}

func mean(values []float64) (m float64) {
	for _, x := range values {
		m += x / float64(len(values))
	}
	return m
}

// cosine returns the cosine of two vectors of length 1.
func cosine(a, b []float32) float64 { return 1 - float64(vector.SquaredL2(a, b))/2 }

func dot(a, b []float32) (sum float64) {
	b = b[:len(a)]
	for k, x := range a {
		sum += float64(x) * float64(b[k])
	}
	return sum
}
