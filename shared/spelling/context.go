package spelling

import "math"

// Weights of the words around a correction.
const (
	sharedWeight  = 30 // of the share of products that also contain a neighbor
	neverShared   = .5 // penalty if no product contains both
	adjacentBonus = 1. // if the words are adjacent in a product
	maxNeighbors  = 3  // words around a correction that count
)

// context returns how much the words around token i confirm its correction: positive if products contain them both.
func (c *corrector) context(i int, x *candidate) (sum float64) {
	weight := 1.
	for _, j := range c.around(i) {
		other := c.tokens[j].word
		word := x.words[0]
		if j > i {
			word = x.words[len(x.words)-1]
		}
		if share := c.lexicon.Share(word, other); share > 0 {
			sum += weight * math.Log(1+sharedWeight*share)
		} else if share == 0 {
			sum -= weight * neverShared
		}
		if c.isPair(i, j, word, other) {
			sum += adjacentBonus
		}
		weight *= .7
	}
	return sum
}

// around returns the tokens nearest to token i that carry meaning and that the catalog knows, nearest first.
func (c *corrector) around(i int) (near []int) {
	for d := 1; d < len(c.tokens) && len(near) < maxNeighbors; d++ {
		for _, j := range [2]int{i - d, i + d} {
			if j >= 0 && j < len(c.tokens) && !isFunction(c.tokens[j].word) && c.lexicon.HasWord(c.tokens[j].word) {
				near = append(near, j)
			}
		}
	}
	return near
}

// isNextTo reports whether a correction of token i is in a product next to the same word as in the query.
func (c *corrector) isNextTo(i int, x *candidate) bool {
	for _, j := range [2]int{i - 1, i + 1} {
		if j >= 0 && j < len(c.tokens) && len(x.words) == 1 && c.isPair(i, j, x.words[0], c.tokens[j].word) {
			return true
		}
	}
	return false
}

// isPair reports whether tokens i and j are adjacent, and their words are adjacent in a product in the same order.
func (c *corrector) isPair(i, j int, word, other string) bool {
	first, second := word, other
	switch j - i {
	case -1:
		first, second = other, word
	case 1:
	default:
		return false
	}
	n, at := c.pair(first + second)
	return n > 0 && at == len(first)
}
