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
	defaultDiversity = .3  // 1 - lambda of maximal marginal relevance: weight of similarity to earlier picks, versus relevance
	dismissalWeight  = .2  // penalty of a product that is identical to a dismissed product
	dismissalDecay   = 20  // the penalty decays as exp(-20 (1 - cosine)), to about a third at cosine .95
	dismissedPenalty = .3  // unweighted penalty at which a product counts as dismissed, so that the search goes deeper
	firstDepth       = 8   // number of neighbors in the first search of an interest
	maxDepth         = 128 // search depth at which an interest gives up looking for products unlike the dismissed ones
	maxDismissals    = 16  // number of newest dismissals that lower the scores of similar products
)

// interleave chooses at most n products for the interests, newest first. The D'Hondt method allocates picks to
// interests: each pick goes to the interest with the largest weight/(picks+1). Within an interest, maximal
// marginal relevance (Carbonell and Goldstein 1998) chooses among neighbors and related products.
// The result for a smaller n is a prefix of the result for a larger n.
func interleave(index vector.Index, interests []interest, dismissed [][]float32, d diversity, n int) ([]pick, error) {
	c := interleaver{index: index, dismissed: dismissed, diversity: d, chosen: make(map[int64]bool), known: make(map[int64]*candidateVector)}
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

// A diversity holds the weights of maximal marginal relevance. They add up to 1.
type diversity struct{ relevance, similarity float32 }

func diversityOf(s *Settings) diversity {
	d := valueOr(s.Diversity, defaultDiversity)
	return diversity{float32(1 - d), float32(d)}
}

// An interleaver collects picks, each product once.
type interleaver struct {
	index     vector.Index
	dismissed [][]float32
	diversity diversity
	shares    []*share
	chosen    map[int64]bool // groups
	known     map[int64]*candidateVector
	picks     []pick
	vectors   [][]float32 // vectors of the picks
}

// A share is an interest with its candidates and its number of picks so far.
type share struct {
	interest
	weight       float64
	picks        int
	exhausted    bool
	relatedAdded bool // whether the related products have been added to the candidates
	candidates   []cardCandidate
}

// A cardCandidate is a product that an interest can contribute.
type cardCandidate struct {
	row        int64
	vector     []float32
	relevance  float32 // cosine to the interest, plus co-occurrence weight, minus the penalty for dismissals
	dismissed  bool    // too similar to a dismissed product
	similarity float32 // maximum cosine to the picks compared so far
	compared   int     // number of picks compared so far
}

// A candidateVector is what all interests need to know of a candidate.
type candidateVector struct {
	vector  []float32
	penalty float64 // see interleaver.penalty
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

// pickFor picks the best product of a share, or marks the share as exhausted.
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
	c.chosen[s.near.group(found.row)] = true
	c.picks = append(c.picks, pick{found.row, s.reasonOf(found.row)})
	c.vectors = append(c.vectors, found.vector)
	s.picks++
	return nil
}

// marginalRelevance returns the weighted difference of the candidate's relevance and its similarity to the picks.
func (c *interleaver) marginalRelevance(x *cardCandidate) float32 {
	for ; x.compared < len(c.vectors); x.compared++ {
		similarity := cosineOf(x.vector, c.vectors[x.compared])
		if x.compared == 0 || similarity > x.similarity {
			x.similarity = similarity
		}
	}
	return c.diversity.relevance*x.relevance - c.diversity.similarity*x.similarity
}

// fill removes candidates that are already picked. It searches for more candidates if none are left, or if all of
// them count as dismissed.
func (c *interleaver) fill(s *share) error {
	s.candidates = slices.DeleteFunc(s.candidates, func(x cardCandidate) bool { return c.chosen[s.near.group(x.row)] })
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

// hasFit reports whether at least one candidate does not count as dismissed.
func (s *share) hasFit() bool {
	return slices.ContainsFunc(s.candidates, func(x cardCandidate) bool { return !x.dismissed })
}

// withRelated returns the rows and, on the first call, the related products. It returns no row twice.
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

// reasonOf returns the click to which the row is related most, or the interest's own reason.
func (s *share) reasonOf(row int64) Reason {
	if reason, ok := s.related.reason(row); ok {
		return reason
	}
	return s.reason
}

// addCandidates adds the rows that are not picked yet to the candidates of s.
func (c *interleaver) addCandidates(s *share, rows []int64) error {
	for _, row := range rows {
		if c.chosen[s.near.group(row)] {
			continue
		}
		x, err := c.vectorOf(row)
		if err != nil {
			return err
		}
		s.candidates = append(s.candidates, cardCandidate{
			row: row, vector: x.vector,
			relevance: cosineOf(s.near.query, x.vector) + float32(s.related.of[row].weight-dismissalWeight*x.penalty),
			dismissed: x.penalty >= dismissedPenalty,
		})
	}
	return nil
}

// vectorOf returns the vector of a row with its penalty. It keeps them, because clicks share their related products.
func (c *interleaver) vectorOf(row int64) (*candidateVector, error) {
	if x, ok := c.known[row]; ok {
		return x, nil
	}
	vec, err := c.index.Vector(row)
	if err != nil {
		return nil, fmt.Errorf("vector of row %d: %w", row, err)
	}
	x := &candidateVector{vec, c.penalty(vec)}
	c.known[row] = x
	return x, nil
}

// penalty returns the unweighted penalty for similarity to a dismissed product: 1 if equal, near 0 if distant.
func (c *interleaver) penalty(vec []float32) (p float64) {
	for _, d := range c.dismissed {
		p = max(p, math.Exp(-dismissalDecay*float64(1-cosineOf(vec, d))))
	}
	return p
}

// cosineOf returns the cosine of two vectors of length 1.
func cosineOf(a, b []float32) float32 { return cosine(vector.SquaredL2(a, b)) }
