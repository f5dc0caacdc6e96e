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

func TestSizes(t *testing.T) {
	for text, n := range map[string]int{"10k": 10_000, "1M": 1_000_000, "7": 7, "1500": 1500} {
		if got, err := parseSize(text); err != nil || got != n {
			t.Errorf("parseSize(%q) = %d, %v, want %d", text, got, err, n)
		}
		if got := sizeName(n); got != text {
			t.Errorf("sizeName(%d) = %q, want %q", n, got, text)
		}
	}
	for _, text := range []string{"", "k", "-1k", "1G", "0"} {
		if n, err := parseSize(text); err == nil {
			t.Errorf("parseSize(%q) = %d, want an error", text, n)
		}
	}
}

func TestParseOptionsRejectsUnknownScenarios(t *testing.T) {
	if _, err := parseOptions([]string{"-only", "encoder,nonsense"}, io.Discard); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("error = %v, want one that contains %q", err, "nonsense")
	}
}

func TestSizesOf(t *testing.T) {
	index := scenario{name: "index", sizes: []int{100, 1000}, quick: []int{100}}
	slow := scenario{name: "slow", sizes: []int{1000}}
	encoder := scenario{name: "encoder", sizes: noSize, quick: noSize}
	for _, c := range []struct {
		name string
		o    options
		s    scenario
		want []int
	}{
		{"full run", options{}, index, []int{100, 1000}},
		{"quick run", options{quick: true}, index, []int{100}},
		{"quick run skips slow scenarios", options{quick: true}, slow, nil},
		{"quick run with -size skips slow scenarios", options{quick: true, sizes: []int{7}}, slow, nil},
		{"quick run of a named slow scenario", options{quick: true, only: []string{"slow"}}, slow, []int{1000}},
		{"another scenario is named", options{only: []string{"slow"}}, index, nil},
		{"-size", options{sizes: []int{7}}, index, []int{7}},
		{"-size for a scenario without a catalogue", options{sizes: []int{7}}, encoder, noSize},
	} {
		if got := (&bench{options: c.o}).sizesOf(c.s); !slices.Equal(got, c.want) {
			t.Errorf("%s: sizesOf = %v, want %v", c.name, got, c.want)
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
		{"a higher rate, still below the goal", ratio(8, nil), ratio(9, table.RatioAtLeast(10)), 0},
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
	for _, name := range names() {
		if sectionOf(name) == len(sections) {
			t.Errorf("scenario %s has no section", name)
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
			t.Errorf("docs/%s is out of date: run go run ./tools/bench -render -write docs/benchmarks.md", name)
		}
	}
}

// TestHeadlinesAreRecorded finds headlines whose figure was renamed.
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
