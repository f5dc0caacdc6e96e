package recommend

import (
	"fmt"
	"math"
	"slices"

	"shopfyp.dev/shared/vector"
)

// The parameters of interleave; docs/relevance.md explains the values.
const (
	interestDecay    = .6  // weight of an interest relative to the next newer one
	relevanceWeight  = .7  // lambda of MMR: relevance against similarity to earlier picks
	dismissalWeight  = .2  // penalty of a product identical to a dismissed one
	dismissalDecay   = 20  // the penalty falls as exp(-20 (1 - cos)): a third is left at cos .95
	dismissedPenalty = .3  // at this share of the penalty a product counts as dismissed, and the search goes deeper
	firstDepth       = 8   // neighbors that an ordinary card looks at
	maxDepth         = 128 // neighbors that a card looks at to find some unlike dismissed products
	maxDismissals    = 16  // newest dismissals that lower similar products
)

// interleave chooses at most n products for the interests, newest first. The D'Hondt method allocates picks to
// interests: each pick goes to the interest with the largest weight/(picks+1). Within an interest, maximal
// marginal relevance (Carbonell and Goldstein 1998) chooses among neighbors and related products.
// A shorter list is a prefix of a longer one.
func interleave(index vector.Index, interests []interest, dismissed [][]float32, n int) ([]pick, error) {
	c := interleaver{index: index, dismissed: dismissed, chosen: make(map[int64]bool)}
	weight := 1.0
	for _, i := range interests {
		i.near.first = firstDepth
		c.shares = append(c.shares, &share{interest: i, weight: weight})
		weight *= interestDecay
	}
	for len(c.picks) < n {
		s := c.next()
		if s == nil {
			break
		}
		if err := c.pickFor(s); err != nil {
			return nil, err
		}
	}
	return c.picks, nil
}

// An interleaver collects picks, each product once.
type interleaver struct {
	index     vector.Index
	dismissed [][]float32
	shares    []*share
	chosen    map[int64]bool
	picks     []pick
	vectors   [][]float32 // of picks
}

// A share is an interest's candidates and its part of the card so far.
type share struct {
	interest
	weight       float64
	picks        int
	exhausted    bool
	relatedAdded bool // related products are among the candidates
	candidates   []cardCandidate
}

// A cardCandidate is a product that an interest can bring.
type cardCandidate struct {
	row        int64
	vector     []float32
	relevance  float32 // cosine to the interest plus co-occurrence weight, less the penalty of dismissals
	dismissed  bool    // too similar to a dismissed product
	similarity float32 // greatest cosine to the first compared picks
	compared   int
}

// next returns the share that gets the next pick, or nil when all are exhausted.
func (c *interleaver) next() (next *share) {
	quotient := func(s *share) float64 { return s.weight / float64(s.picks+1) }
	for _, s := range c.shares {
		if !s.exhausted && (next == nil || quotient(s) > quotient(next)) {
			next = s
		}
	}
	return next
}

// pickFor adds the best product of a share, or marks the share as exhausted.
func (c *interleaver) pickFor(s *share) error {
	if err := c.fill(s); err != nil {
		return err
	}
	if len(s.candidates) == 0 {
		s.exhausted = true
		return nil
	}
	best, highest := 0, float32(math.Inf(-1))
	for i := range s.candidates {
		if score := c.marginalRelevance(&s.candidates[i]); score > highest {
			best, highest = i, score
		}
	}
	found := s.candidates[best]
	c.chosen[found.row] = true
	c.picks = append(c.picks, pick{found.row, s.reason})
	c.vectors = append(c.vectors, found.vector)
	s.picks++
	return nil
}

// marginalRelevance returns the candidate's relevance less its similarity to the picks.
func (c *interleaver) marginalRelevance(x *cardCandidate) float32 {
	for ; x.compared < len(c.vectors); x.compared++ {
		similarity := cosineOf(x.vector, c.vectors[x.compared])
		if x.compared == 0 || similarity > x.similarity {
			x.similarity = similarity
		}
	}
	return relevanceWeight*x.relevance - (1-relevanceWeight)*x.similarity
}

// fill removes candidates that other shares picked. It looks for more when none are left, or only
// candidates that count as dismissed.
func (c *interleaver) fill(s *share) error {
	s.candidates = slices.DeleteFunc(s.candidates, func(x cardCandidate) bool { return c.chosen[x.row] })
	for !s.hasFit() && (len(s.candidates) == 0 || s.near.asked < maxDepth) {
		rows, more, err := s.near.batch()
		if err != nil || !more {
			return err
		}
		if err := c.addCandidates(s, s.withRelated(rows)); err != nil {
			return err
		}
	}
	return nil
}

// hasFit reports whether a candidate does not count as dismissed.
func (s *share) hasFit() bool {
	return slices.ContainsFunc(s.candidates, func(x cardCandidate) bool { return !x.dismissed })
}

// withRelated returns the rows and, the first time, the interest's related products. It returns no row twice.
func (s *share) withRelated(rows []int64) []int64 {
	rows = slices.DeleteFunc(rows, func(row int64) bool { return slices.Contains(s.related.rows, row) })
	if s.relatedAdded {
		return rows
	}
	s.relatedAdded = true
	for _, row := range s.related.rows {
		if s.near.allows(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// addCandidates adds the rows that no share has picked.
func (c *interleaver) addCandidates(s *share, rows []int64) error {
	for _, row := range rows {
		if c.chosen[row] {
			continue
		}
		vec, err := c.index.Vector(row)
		if err != nil {
			return fmt.Errorf("vector of row %d: %w", row, err)
		}
		penalty := c.penalty(vec)
		s.candidates = append(s.candidates, cardCandidate{
			row: row, vector: vec,
			relevance: cosineOf(s.near.query, vec) + float32(s.related.weights[row]-dismissalWeight*penalty),
			dismissed: penalty >= dismissedPenalty,
		})
	}
	return nil
}

// penalty returns how similar a vector is to the dismissed ones: 1 for the same, toward 0 with distance.
func (c *interleaver) penalty(vec []float32) (p float64) {
	for _, d := range c.dismissed {
		p = max(p, math.Exp(-dismissalDecay*float64(1-cosineOf(vec, d))))
	}
	return p
}

// cosineOf returns the cosine of two vectors of length 1.
func cosineOf(a, b []float32) float32 { return cosine(vector.SquaredL2(a, b)) }
