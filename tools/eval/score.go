package main

import (
	"context"
	"fmt"
	"io"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/eval/internal/metric"
)

// An asker answers a query with products, best first.
type asker func(ctx context.Context, query string, k int) ([]catalog.ID, error)

// A score is the mean over a task's queries.
type score struct {
	Queries  int     `json:"queries"`
	NDCG10   float64 `json:"ndcg10"`
	P3       float64 `json:"p3"`       // exact products among the first three
	AnyExact int     `json:"anyExact"` // queries with an exact product among the first three
}

// The numbers of products that scores look at.
const (
	depth = 10
	card  = 3
)

// ask scores an asker's answers to the queries, and writes those without an exact product among the first three to misses.
func ask(ctx context.Context, queries []query, answer asker, k int, misses io.Writer) (score, error) {
	s := score{Queries: len(queries)}
	for _, q := range queries {
		ids, err := answer(ctx, q.text, k)
		if err != nil {
			return score{}, fmt.Errorf("query %q: %w", q.text, err)
		}
		if !s.add(q.judged, ids) {
			fmt.Fprintf(misses, "  no exact product for %q: %v\n", q.text, ids[:min(card, len(ids))])
		}
	}
	if n := float64(len(queries)); n > 0 {
		s.NDCG10 /= n
		s.P3 /= n
	}
	return s, nil
}

// add adds an answer, and reports whether an exact product is among its first three.
func (s *score) add(judged metric.Judged, ids []catalog.ID) bool {
	ranking := make([]string, len(ids))
	for i, id := range ids {
		ranking[i] = string(id)
	}
	s.NDCG10 += judged.NDCG(ranking, depth)
	s.P3 += judged.Precision(ranking, card)
	if !judged.AnyExact(ranking, card) {
		return false
	}
	s.AnyExact++
	return true
}

// plus pools two tasks' scores, weighted by their queries.
func (s score) plus(o score) score {
	n, m := float64(s.Queries), float64(o.Queries)
	return score{
		Queries:  s.Queries + o.Queries,
		NDCG10:   (s.NDCG10*n + o.NDCG10*m) / (n + m),
		P3:       (s.P3*n + o.P3*m) / (n + m),
		AnyExact: s.AnyExact + o.AnyExact,
	}
}
