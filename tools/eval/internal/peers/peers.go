// Package peers implements classical recommenders, to compare the card with. They learn from sequences of item numbers and
// use neither texts nor anything else. They are peers for measurements, not part of the product.
package peers

import (
	"math"
	"slices"
)

// A Recommender scores all items for a shopper with a history, oldest item first. It may score items of the history, too.
type Recommender interface {
	Scores(history []int) []float64
}

// A Log holds the sequences of shoppers, oldest item first. Items are numbers from 0 to Items-1.
type Log struct {
	Items    int
	Shoppers [][]int
}

// decay is the weight of an item in a history relative to the next newer one, if the peer uses the order.
const decay = .8

// weights returns the weight of each distinct item of a history by its last place.
func weights(history []int) map[int]float64 {
	all, w := make(map[int]float64, len(history)), 1.0
	for _, item := range slices.Backward(history) {
		if _, seen := all[item]; !seen {
			all[item] = w
			w *= decay
		}
	}
	return all
}

// distinct returns the distinct items of a sequence in ascending order.
func distinct(sequence []int) []int {
	items := slices.Clone(sequence)
	slices.Sort(items)
	return slices.Compact(items)
}

// counts returns the number of shoppers of each item.
func (l Log) counts() []float64 {
	n := make([]float64, l.Items)
	for _, s := range l.Shoppers {
		for _, item := range distinct(s) {
			n[item]++
		}
	}
	return n
}

// shared returns the number of shoppers that each pair of different items has in common.
func (l Log) shared() []map[int]float64 {
	all := make([]map[int]float64, l.Items)
	for i := range all {
		all[i] = make(map[int]float64)
	}
	for _, s := range l.Shoppers {
		items := distinct(s)
		for _, a := range items {
			for _, b := range items {
				if a != b {
					all[a][b]++
				}
			}
		}
	}
	return all
}

// Popularity recommends the items of the most shoppers to everybody.
type Popularity struct{ counts []float64 }

// NewPopularity counts the shoppers of each item.
func NewPopularity(l Log) Popularity { return Popularity{l.counts()} }

// Scores implements Recommender.
func (p Popularity) Scores([]int) []float64 { return p.counts }

// An Items is a recommender that adds up weights between items: those of each item of the history to all others.
type Items struct{ to []map[int]float64 }

// Scores implements Recommender. Older items weigh less.
func (m Items) Scores(history []int) []float64 {
	scores := make([]float64, len(m.to))
	for _, item := range slices.Sorted(keys(weights(history))) {
		w := weights(history)[item]
		for other, x := range m.to[item] {
			scores[other] += w * x
		}
	}
	return scores
}

// shrinkage lowers the similarity of items with few shoppers in common.
const shrinkage = 5

// NewItemKNN learns the cosine of items with shrinkage: shared / (√(nₐ n_b) + shrinkage) (Sarwar et al. 2001; the shrinkage as
// in Koren 2008).
func NewItemKNN(l Log) Items {
	n, to := l.counts(), l.shared()
	for a := range to {
		for b, x := range to[a] {
			to[a][b] = x / (math.Sqrt(n[a]*n[b]) + shrinkage)
		}
	}
	return Items{to}
}
