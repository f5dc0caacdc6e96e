package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

func TestSizesOf(t *testing.T) {
	index := scenario{name: "index", sizes: []string{"100k", "1M"}, quick: []string{"100k"}}
	encoder := scenario{name: "encoder", sizes: []string{""}, quick: []string{""}}
	for _, c := range []struct {
		args string
		s    scenario
		want []string
	}{
		{"", index, []string{"100k", "1M"}},
		{"-quick", index, []string{"100k"}},
		{"-only=encoder|flask", index, nil},
		{"-only=index/1M", index, []string{"1M"}},
		{"-only=encoder", encoder, []string{""}},
	} {
		o, err := parseOptions(strings.Fields(c.args), io.Discard)
		if got := (&bench{options: o}).sizesOf(c.s); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: sizes of %s = %q, %v, want %q", c.args, c.s.name, got, err, c.want)
		}
	}
}

func TestRegressions(t *testing.T) {
	ratio := func(median float64, goal *table.Goal) table.Row {
		return table.Row{Scenario: "s", Figure: "f", Ratio: &stats.Summary{Median: median, Spread: .1, N: 5}, Goal: goal}
	}
	for _, c := range []struct {
		name     string
		recorded table.Row
		now      table.Row
		want     int
	}{
		{"slower than recorded", ratio(.5, nil), ratio(.8, table.RatioAtMost(1)), 1},
		{"slower within the spreads", ratio(.5, nil), ratio(.65, table.RatioAtMost(1)), 0},
		{"faster than recorded", ratio(.5, nil), ratio(.2, table.RatioAtMost(1)), 0},
		{"a lower rate than recorded", ratio(10, nil), ratio(9, table.RatioAtLeast(10)), 1},
		{"a higher rate that is still below the goal", ratio(8, nil), ratio(9, table.RatioAtLeast(10)), 0},
		{"never recorded", table.Row{}, ratio(9, table.RatioAtLeast(10)), 0},
	} {
		if got := regressions([]table.Row{c.now}, []table.Row{c.recorded}); len(got) != c.want {
			t.Errorf("%s: warnings = %q, want %d", c.name, got, c.want)
		}
	}
}

func TestMergeReplacesMeasuredScenarios(t *testing.T) {
	row := func(scenario, size, figure string) table.Row {
		return table.Row{Scenario: scenario, Size: size, Figure: figure}
	}
	old := []table.Row{row("index", "1M", "old"), row("index", "100k", "kept"), row("unknown", "", "last")}
	var figures []string
	for _, r := range merge(old, []table.Row{row("encoder", "", "first"), row("index", "1M", "new")}) {
		figures = append(figures, r.Figure)
	}
	if want := []string{"first", "kept", "new", "last"}; !slices.Equal(figures, want) {
		t.Errorf("merged figures = %q, want %q", figures, want)
	}
}

func TestEveryScenarioHasASection(t *testing.T) {
	for _, s := range scenarios {
		if sectionOf(s.name) == len(sections) {
			t.Errorf("scenario %s has no section", s.name)
		}
	}
}

// TestPageMatchesTheRecordedFigures renders the page and the charts and compares them with the committed ones.
func TestPageMatchesTheRecordedFigures(t *testing.T) {
	docs := filepath.Join("..", "..", "docs")
	dir := t.TempDir()
	for _, name := range []string{"benchmarks.md", "benchmarks.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), read(t, filepath.Join(docs, name)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := renderPage(filepath.Join(dir, "benchmarks.md")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"benchmarks.md", "plots/search-time.svg", "plots/index-size.svg", "plots/build-time.svg", "plots/peers.svg"} {
		if string(read(t, filepath.Join(dir, name))) != string(read(t, filepath.Join(docs, name))) {
			t.Errorf("docs/%s is out of date: to render it, run: go run ./tools/bench -only none -write docs/benchmarks.md", name)
		}
	}
}

// TestHeadlinesAreRecorded fails for a headline with a renamed figure.
func TestHeadlinesAreRecorded(t *testing.T) {
	rows, err := readRows(filepath.Join("..", "..", "docs", "benchmarks.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headlines {
		if find(rows, h.scenario, h.size, h.figure) == nil {
			t.Errorf("headline %q: no recorded figure %q of %s %s", h.label, h.figure, h.scenario, h.size)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
