package main

import (
	"slices"
	"strings"
	"testing"
)

func TestFiguresAreRelativeToTheMaximum(t *testing.T) {
	r := results{ndcg10: []float64{1, .5, 0}, p3: []float64{.25, .25, 0}, possible: []float64{.25, 1, 0}}
	if got, want := r.figures(), []float64{1, .25 + .125, 0}; !slices.Equal(got, want) {
		t.Errorf("figures = %v, want %v", got, want)
	}
}

func TestReportWeights(t *testing.T) {
	all := make(map[string]results)
	for _, set := range sets {
		for _, w := range wordsWeights {
			var r results
			for range 10 {
				good := map[bool]float64{true: 1}[w >= .20]
				r = r.plus(results{[]float64{good}, []float64{good}, []float64{good}, []float64{1}})
			}
			all[set+" "+weighed(w)] = r
		}
	}
	var out strings.Builder
	reportWeights(&out, all)
	for _, want := range []string{
		"| art27 | words 0.15 | .000 | .000 | 0.0 of 10 |", "| handmade | cross-validated | 1.000 | 1.000 | 10.0 of 10 |", "chosen on all queries: words 0.20",
	} {
		if !strings.Contains(out.String(), want+"\n") {
			t.Errorf("report has no line %q:\n%s", want, out.String())
		}
	}
}
