package recommend

import (
	"fmt"
	"math"
	"slices"

	"shopfyp.dev/shared/vector"
)

// The numbers of the card by interests; docs/relevance.md says where each comes from.
const (
	interestDecay   = .6  // what an interaction weighs beside the one after it
	relevanceWeight = .7  // lambda of MMR: being near against being unlike what the card has
	dismissalWeight = .2  // what the cosine of a product as good as dismissed loses
	dismissalReach  = 20  // how fast that fades with distance: exp(-20 (1 - cos)), a third at cos .95
	asGoodAsGone    = .3  // fading so far, a product is one of those that others are looked for in place of
	firstLook       = 8   // neighbours: the candidates of an ordinary card
	deepLook        = 128 // neighbours, at most, looked at for some unlike the dismissed
	dismissalsHeld  = 16  // the newest, whose neighbours are pushed down
)

// byInterest chooses at most n products. The interests, newest first, take turns, an older one the
// more seldom: next is whose weight by the products it has got and one more is the greatest. Its product is
// the best by maximal marginal relevance (Carbonell and Goldstein 1998) of its neighbours and partners. The first products of a longer
// list are those of a shorter one.
func byInterest(index vector.Index, interests []interest, dismissed [][]float32, n int) ([]pick, error) {
	c := cardChooser{index: index, dismissed: dismissed, chosen: make(map[int64]bool)}
	weight := 1.0
	for _, i := range interests {
		i.near.first = firstLook
		c.pools = append(c.pools, &pool{interest: i, weight: weight})
		weight *= interestDecay
	}
	for len(c.picks) < n {
		p := c.next()
		if p == nil {
			break
		}
		if err := c.take(p); err != nil {
			return nil, err
		}
	}
	return c.picks, nil
}

// A cardChooser collects picks, each product once.
type cardChooser struct {
	index     vector.Index
	dismissed [][]float32
	pools     []*pool
	chosen    map[int64]bool
	picks     []pick
	vectors   [][]float32 // of picks
}

// A pool holds the products that an interest may bring.
type pool struct {
	interest
	weight    float64
	got       int // products of the card
	ended     bool
	joined    bool // its partners are among the prospects
	prospects []prospect
}

// A prospect is a product that an interest may bring.
type prospect struct {
	row       int64
	vector    []float32
	relevance float32 // cosine to the interest, and what being taken together weighs, less what dismissals take
	gone      bool    // as good as dismissed
	likeness  float32 // greatest cosine to the first compared picks
	compared  int
}

// next returns the pool whose turn it is, or nil where all have ended.
func (c *cardChooser) next() (turn *pool) {
	claim := func(p *pool) float64 { return p.weight / float64(p.got+1) }
	for _, p := range c.pools {
		if !p.ended && (turn == nil || claim(p) > claim(turn)) {
			turn = p
		}
	}
	return turn
}

// take adds the pool's best product, or ends the pool.
func (c *cardChooser) take(p *pool) error {
	if err := c.fill(p); err != nil {
		return err
	}
	if len(p.prospects) == 0 {
		p.ended = true
		return nil
	}
	best, most := 0, float32(math.Inf(-1))
	for i := range p.prospects {
		if score := c.marginal(&p.prospects[i]); score > most {
			best, most = i, score
		}
	}
	found := p.prospects[best]
	c.chosen[found.row] = true
	c.picks = append(c.picks, pick{found.row, p.reason})
	c.vectors = append(c.vectors, found.vector)
	p.got++
	return nil
}

// marginal returns what a prospect would add to the card as it is.
func (c *cardChooser) marginal(p *prospect) float32 {
	for ; p.compared < len(c.vectors); p.compared++ {
		like := cosineOf(p.vector, c.vectors[p.compared])
		if p.compared == 0 || like > p.likeness {
			p.likeness = like
		}
	}
	return relevanceWeight*p.relevance - (1-relevanceWeight)*p.likeness
}

// fill drops prospects that another interest brought, and looks for more where none is left, or only such
// as are as good as dismissed.
func (c *cardChooser) fill(p *pool) error {
	kept, fit := p.prospects[:0], 0
	for _, x := range p.prospects {
		if !c.chosen[x.row] {
			kept = append(kept, x)
		}
		if !c.chosen[x.row] && !x.gone {
			fit++
		}
	}
	p.prospects = kept
	for fit == 0 && (len(p.prospects) == 0 || p.near.asked < deepLook) {
		rows, more, err := p.near.batch()
		if err != nil || !more {
			return err
		}
		for _, row := range p.withRelated(rows) {
			if c.chosen[row] {
				continue
			}
			x, err := c.prospect(p, row)
			if err != nil {
				return err
			}
			p.prospects = append(p.prospects, x)
			if !x.gone {
				fit++
			}
		}
	}
	return nil
}

// withRelated returns neighbours and, the first time, the interest's partners: a row comes once.
func (p *pool) withRelated(rows []int64) []int64 {
	rows = slices.DeleteFunc(rows, func(row int64) bool { return slices.Contains(p.related.rows, row) })
	if p.joined {
		return rows
	}
	p.joined = true
	for _, row := range p.related.rows {
		if p.near.keeps(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

func (c *cardChooser) prospect(p *pool, row int64) (prospect, error) {
	vec, err := c.index.Vector(row)
	if err != nil {
		return prospect{}, fmt.Errorf("vector of row %d: %w", row, err)
	}
	loss := 0.0
	for _, d := range c.dismissed {
		loss = max(loss, math.Exp(-dismissalReach*float64(1-cosineOf(vec, d))))
	}
	return prospect{
		row: row, vector: vec,
		relevance: cosineOf(p.near.query, vec) + float32(p.related.weights[row]-dismissalWeight*loss),
		gone:      loss >= asGoodAsGone,
	}, nil
}

// cosineOf returns the cosine of two vectors of length 1.
func cosineOf(a, b []float32) float32 { return cosine(vector.SquaredL2(a, b)) }
