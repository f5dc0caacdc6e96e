package main

import (
	"context"
	"os"
	"path/filepath"
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
	asked, err := ask(t.Context(), queries, answer, depth, &misses)
	if err != nil {
		t.Fatal(err)
	}
	got := asked.score()
	if want := (score{Queries: 2, NDCG10: 0.5, P3: 1. / 6, AnyExact: 1}); got != want {
		t.Errorf("ask = %+v, want %+v", got, want)
	}
	if want := "  no exact product for \"b\": [x]\n"; misses.String() != want {
		t.Errorf("misses = %q, want %q", misses.String(), want)
	}
	measured := map[string]score{"search": got}
	if err := (baseline{"search": got}).check(measured); err != nil {
		t.Errorf("check against itself = %v, want nil", err)
	}
	better := got
	better.P3 += 0.01
	for _, b := range []baseline{{"search": better}, {"card": got}} {
		if err := b.check(measured); err == nil {
			t.Errorf("%v.check(%v) = nil, want an error", b, measured)
		}
	}
	if err := (baseline{"search": better}).check(measured); err == nil || !strings.Contains(err.Error(), "P@3") {
		t.Errorf("check = %v, want an error for P@3", err)
	}
}

func TestPlusWeightsByNumberOfQueries(t *testing.T) {
	ones := []float64{1, 1, 1}
	a, b := results{ones, ones, ones, ones}, results{[]float64{0}, []float64{0}, []float64{0}, []float64{1}}
	if got, want := a.plus(b).score(), (score{Queries: 4, NDCG10: 0.75, P3: 0.75, AnyExact: 3}); got != want {
		t.Errorf("plus = %+v, want %+v", got, want)
	}
}

func TestReport(t *testing.T) {
	ours := results{ndcg10: []float64{1, .5}, p3: []float64{1, 0}, anyExact: []float64{1, 0}}
	theirs := results{ndcg10: []float64{.5, .5}, p3: []float64{1, 0}, anyExact: []float64{1, 0}}
	got := report(map[string]results{"esci150 search": ours, "esci150 original": theirs})
	for _, want := range []string{
		"| esci150 | original | 2 | .500 | .500 | 1 of 2 | | |",
		"| esci150 | **search** | 2 | .750 | .500 | 1 of 2 | +.250 [.000, .500] | +.000 [.000, .000] |",
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("report has no line %q:\n%s", want, got)
		}
	}
}

func TestWriteReportKeepsTheRest(t *testing.T) {
	name := filepath.Join(t.TempDir(), "relevance.md")
	before := "# A page\n\n" + "<!-- search: written by make eval -->" + "\nold\n" + "<!-- search: end -->" + "\n\nThe rest.\n"
	if err := os.WriteFile(name, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"| new |\n", "| newer |\n"} {
		if err := writeReport(name, "search", table); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(name)
		if want := "# A page\n\n" + "<!-- search: written by make eval -->" + "\n" + table + "<!-- search: end -->" + "\n\nThe rest.\n"; err != nil || string(data) != want {
			t.Errorf("page = %q, %v, want %q", data, err, want)
		}
	}
	if err := os.WriteFile(name, []byte("no markers"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeReport(name, "search", "x"); err == nil {
		t.Error("writeReport of a page without markers returned no error")
	}
}
