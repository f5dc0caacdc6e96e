package main

import (
	"context"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/eval/internal/metric"
)

func TestAskAndBaseline(t *testing.T) {
	queries := []query{
		{"a", metric.Judged{Gain: map[string]float64{"x": 1}, Exact: 1}},
		{"b", metric.Judged{Gain: map[string]float64{"y": 1}, Exact: 1}},
	}
	answer := func(context.Context, string, int) ([]catalog.ID, error) { return []catalog.ID{"x"}, nil }
	var misses strings.Builder
	got, err := ask(t.Context(), queries, answer, depth, &misses)
	if err != nil {
		t.Fatal(err)
	}
	if want := (score{Queries: 2, NDCG10: 0.5, P3: 1. / 6, AnyExact: 1}); got != want {
		t.Errorf("ask = %+v, want %+v", got, want)
	}
	if want := "  no exact product for \"b\": [x]\n"; misses.String() != want {
		t.Errorf("misses = %q, want %q", misses.String(), want)
	}
	measured := map[string]score{"search": got}
	if err := (baseline{"search": got}).check(measured); err != nil {
		t.Errorf("check against itself: %v", err)
	}
	better := got
	better.P3 += 0.01
	for _, b := range []baseline{{"search": better}, {"card": got}} {
		if err := b.check(measured); err == nil {
			t.Errorf("check(%v) of %v passes", b, measured)
		}
	}
	if err := (baseline{"search": better}).check(measured); err == nil || !strings.Contains(err.Error(), "P@3") {
		t.Errorf("check = %v, want it to name P@3", err)
	}
}

func TestPlusWeighsByQueries(t *testing.T) {
	a, b := score{Queries: 3, NDCG10: 1, P3: 1, AnyExact: 3}, score{Queries: 1}
	if got, want := a.plus(b), (score{Queries: 4, NDCG10: 0.75, P3: 0.75, AnyExact: 3}); got != want {
		t.Errorf("plus = %+v, want %+v", got, want)
	}
}
