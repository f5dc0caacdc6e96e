// Package choose picks a setting by judged queries, and says what such a choice is worth on queries that it did not see.
package choose

import (
	"math"
	"math/rand/v2"
)

// A Trial is what one setting reaches: a figure for each query of each set. Queries are the same in all trials, in the
// same order; sets count alike, whatever their size.
type Trial [][]float64

// Best returns which of the trials to take. They are in order, from the most careful setting to the boldest: it is the
// first that is no more than a standard error behind the best, since a bolder one may owe its lead to chance.
func Best(trials []Trial) int { return best(trials, func(int, int) bool { return true }) }

// best is Best by the queries that seen allows.
func best(trials []Trial, seen func(set, query int) bool) int {
	top, most := 0, math.Inf(-1)
	for i := range trials {
		if lead, _ := compare(trials[i], trials[0], seen); lead > most {
			top, most = i, lead
		}
	}
	for i := range trials {
		if lead, err := compare(trials[top], trials[i], seen); lead <= err {
			return i
		}
	}
	return top
}

// compare returns by how much a is better than b, and the standard error of that.
func compare(a, b Trial, seen func(set, query int) bool) (lead, err float64) {
	variance := 0.
	for set := range a {
		var n, sum, squares float64
		for q := range a[set] {
			if seen(set, q) {
				d := a[set][q] - b[set][q]
				n, sum, squares = n+1, sum+d, squares+d*d
			}
		}
		if n > 1 {
			lead += sum / n
			variance += max(0, squares/n-sum/n*sum/n) / (n - 1)
		}
	}
	sets := float64(len(a))
	return lead / sets, math.Sqrt(variance) / sets
}

// Cross-validation: so many times, queries are dealt into so many parts, and each part is answered by what the others chose.
const (
	rounds = 20
	folds  = 5
)

// HeldOut returns how often each trial, the last index, was chosen for a query of a set without it: shares that sum to 1.
// The same trials give the same shares.
func HeldOut(trials []Trial) (share [][][]float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, queries := range trials[0] {
		of := make([][]float64, len(queries))
		for q := range of {
			of[q] = make([]float64, len(trials))
		}
		share = append(share, of)
	}
	for range rounds {
		fold := make([][]int, len(share))
		for set := range share {
			for i := range share[set] {
				fold[set] = append(fold[set], i%folds) // parts of the same size
			}
			rng.Shuffle(len(fold[set]), func(i, j int) { fold[set][i], fold[set][j] = fold[set][j], fold[set][i] })
		}
		for part := range folds {
			chosen := best(trials, func(set, q int) bool { return fold[set][q] != part })
			for set := range fold {
				for q, f := range fold[set] {
					if f == part {
						share[set][q][chosen] += 1. / rounds
					}
				}
			}
		}
	}
	return share
}
