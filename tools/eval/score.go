package main

import (
	"context"
	"fmt"
	"io"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/eval/internal/metric"
)

// An asker returns the best k products for a query, best first.
type asker func(ctx context.Context, query string, k int) ([]catalog.ID, error)

// A score is the mean over the queries of a set.
type score struct {
	Queries  int     `json:"queries"`
	NDCG10   float64 `json:"ndcg10"`
	P3       float64 `json:"p3"`       // share of exact products among the first three
	AnyExact int     `json:"anyExact"` // queries with an exact product among the first three
}

// results hold one figure per query of a set, in query order.
type results struct {
	ndcg10, p3, anyExact []float64
	possible             []float64 // maximum possible p3, below 1 if a query has fewer than three exact products
}

// The numbers of products that the scores include.
const (
	depth = 10
	card  = 3
)

// ask runs the queries on an asker. It reports queries without an exact product among the first three to misses.
func ask(ctx context.Context, queries []query, answer asker, k int, misses io.Writer) (results, error) {
	var r results
	for _, q := range queries {
		ids, err := answer(ctx, q.text, k)
		if err != nil {
			return results{}, fmt.Errorf("query %q: %w", q.text, err)
		}
		if !r.add(q.judged, ids) {
			fmt.Fprintf(misses, "  no exact product for %q: %v\n", q.text, ids[:min(card, len(ids))])
		}
	}
	return r, nil
}

// add scores a ranking. It reports whether an exact product is among the first three.
func (r *results) add(judged metric.Judged, ids []catalog.ID) bool {
	ranking := make([]string, len(ids))
	for i, id := range ids {
		ranking[i] = string(id)
	}
	hit := judged.AnyExact(ranking, card)
	r.ndcg10 = append(r.ndcg10, judged.NDCG(ranking, depth))
	r.p3 = append(r.p3, judged.Precision(ranking, card))
	r.anyExact = append(r.anyExact, map[bool]float64{true: 1}[hit])
	r.possible = append(r.possible, judged.Possible(card))
	return hit
}

// plus concatenates the figures of two tasks.
func (r results) plus(o results) results {
	return results{
		append(r.ndcg10, o.ndcg10...), append(r.p3, o.p3...), append(r.anyExact, o.anyExact...), append(r.possible, o.possible...),
	}
}

// score returns the means of r.
func (r results) score() score {
	return score{Queries: len(r.ndcg10), NDCG10: mean(r.ndcg10), P3: mean(r.p3), AnyExact: int(sum(r.anyExact))}
}

func sum(values []float64) (s float64) {
	for _, v := range values {
		s += v
	}
	return s
}

func mean(values []float64) float64 { return sum(values) / float64(max(1, len(values))) }

// minus returns a[i]-b[i] for each query i.
func minus(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}
