package main

import (
	"hash/fnv"
	"math/rand/v2"
)

// A dice is a seeded random number generator. It uses only integers, so that
// every machine and every Go version gives the same results.
type dice struct{ pcg *rand.PCG }

// newDice returns a dice seeded with name. Each kind has its own, so that a
// change to one kind does not change the products of others.
func newDice(name string) dice {
	h := fnv.New64a()
	h.Write([]byte(name))
	return dice{rand.NewPCG(h.Sum64(), 10)}
}

// below returns a number from 0 to n-1.
func (d dice) below(n int) int { return int(d.pcg.Uint64() % uint64(n)) }

// percent returns true with a probability of p percent.
func (d dice) percent(p int) bool { return d.below(100) < p }

// weighted returns a random index of weights, with a probability proportional to the weight.
func (d dice) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	roll := d.below(sum)
	for i, w := range weights {
		if roll -= w; roll < 0 {
			return i
		}
	}
	panic("unreachable: the roll is below the sum of the weights")
}

// A deck deals the numbers 0 to n-1 in random order. It reshuffles once it has dealt all of them.
type deck struct {
	dice dice
	n    int
	left []int
}

func (d *deck) deal() int {
	if len(d.left) == 0 {
		d.shuffle()
	}
	top := d.left[len(d.left)-1]
	d.left = d.left[:len(d.left)-1]
	return top
}

func (d *deck) shuffle() {
	for i := range d.n {
		d.left = append(d.left, i)
	}
	for i := d.n - 1; i > 0; i-- {
		j := d.dice.below(i + 1)
		d.left[i], d.left[j] = d.left[j], d.left[i]
	}
}
