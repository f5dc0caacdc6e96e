// Package choose chooses a setting by its figures on judged queries. It estimates the quality of the choice on unseen
// queries by cross-validation.
package choose

import (
	"math"
	"math/rand/v2"
)

// A Trial has the figures of one setting by set and query. All trials have the same queries in the same order. All sets
// have the same weight, whatever their size.
type Trial [][]float64

// Best returns the index of the trial to choose. The trials are in order, from the most conservative setting to the
// boldest. Best returns the first trial within one standard error of the best one, because a bolder setting may lead
// only by chance.
func Best(trials []Trial) int { return best(trials, func(int, int) bool { return true }) }

// best is like Best, but uses only the queries for which seen returns true.
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

// compare returns the lead of a over b and the standard error of the lead.
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

// The numbers of rounds and of folds per round in the cross-validation.
const (
	rounds = 20
	folds  = 5
)

// HeldOut returns how often cross-validation chooses each trial. share[set][query][trial] is the share of the rounds
// that chose the trial while the query was held out. The shares of a query sum to 1. HeldOut is deterministic.
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
				fold[set] = append(fold[set], i%folds) // folds of equal size
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
