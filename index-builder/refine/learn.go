package refine

import (
	"context"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
)

// Betas are the strengths that Learn tries, from the weakest. The strongest is the limit of what a poisoned log can do: no
// product turns by more than asin(.3), 17.5 degrees.
var Betas = []float64{0, .1, .2, .3}

const (
	damping  = 5     // shoppers that a product must have for half of the strength
	topRanks = 10    // ranks below these count as not found
	maxTried = 500   // held-out queries that are searched for, since each search compares all products
	minZ     = 1.645 // smallest gain, in standard errors
)

// A Catalog holds the vectors of the products' texts.
type Catalog struct {
	Dim     int
	Vectors []float32                    // row-major, each of length 1
	Row     func(catalog.ID) (int, bool) // the row of a product; false if the catalog does not have it
}

func (c *Catalog) row(i int) []float32 { return c.Vectors[i*c.Dim : (i+1)*c.Dim] }

// Learned holds refined vectors.
type Learned struct {
	Beta    float64           // strength; 0 if refined vectors do not find more
	Queries int               // queries from which the vectors were learned
	Trials  []Trial           // one for each entry of Betas
	Vectors map[int][]float32 // refined vectors by row; empty if Beta is 0
}

// A Trial is the mean reciprocal rank of the products that held-out shoppers opened, over queries.
type Trial struct {
	Beta, MRR float64
}

// Learn chooses the strength and returns the refined vectors.
func Learn(ctx context.Context, log Log, c Catalog) (Learned, error) {
	l := Learned{Queries: len(log.Queries)}
	training := moves(log, c, func(o *Opened) float32 { return o.Training })
	found, err := try(ctx, log, c, training)
	if err != nil {
		return l, err
	}
	for i, beta := range Betas {
		l.Trials = append(l.Trials, Trial{beta, mean(found[i])})
	}
	l.Beta = Betas[choose(found)]
	if l.Beta > 0 {
		l.Vectors = moves(log, c, func(o *Opened) float32 { return o.Weight })
		for row, direction := range l.Vectors {
			l.Vectors[row] = refined(c.row(row), direction, l.Beta)
		}
	}
	return l, nil
}

// moves returns the direction of each opened product by row: the weighted sum of its queries, divided by the sum of weights
// and the damping. It is shorter than 1.
func moves(log Log, c Catalog, weight func(*Opened) float32) map[int][]float32 {
	m, total := make(map[int][]float32), make(map[int]float32)
	for i := range log.Queries {
		for j := range log.Queries[i].Opened {
			o := &log.Queries[i].Opened[j]
			row, ok := c.Row(o.ID)
			w := weight(o)
			if !ok || w == 0 {
				continue
			}
			if m[row] == nil {
				m[row] = make([]float32, c.Dim)
			}
			total[row] += w
			for k, x := range log.Queries[i].Vector {
				m[row][k] += w * x
			}
		}
	}
	for row, d := range m {
		for k := range d {
			d[k] /= total[row] + damping
		}
	}
	return m
}

// refined returns the vector v moved by beta in a direction. It has length 1. A direction is not longer than 1, so the
// angle between v and the refined vector is at most asin(beta).
func refined(v, direction []float32, beta float64) []float32 {
	r := make([]float32, len(v))
	var square float64
	for k := range v {
		r[k] = v[k] + float32(beta)*direction[k]
		square += float64(r[k]) * float64(r[k])
	}
	for k, length := 0, float32(math.Sqrt(square)); k < len(r); k++ {
		r[k] /= length
	}
	return r
}

// try returns, for each strength, the reciprocal rank of the held-out products of each query.
func try(ctx context.Context, log Log, c Catalog, training map[int][]float32) ([][]float64, error) {
	found := make([][]float64, len(Betas))
	queries := slices.DeleteFunc(slices.Clone(log.Queries), func(q Query) bool {
		return !slices.ContainsFunc(q.Opened, func(o Opened) bool { return o.HeldOut > 0 })
	})
	queries = queries[:min(maxTried, len(queries))]
	for b := range found {
		found[b] = make([]float64, len(queries))
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range queries {
		g.Go(func() error {
			for b, rank := range tryQuery(&queries[i], c, training) {
				found[b][i] = rank
			}
			return ctx.Err()
		})
	}
	return found, g.Wait()
}
