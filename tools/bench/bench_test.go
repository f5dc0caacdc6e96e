package main

import (
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/tools/bench/internal/peer"
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

func TestParseRefusesUnknownScenarios(t *testing.T) {
	if _, err := parse([]string{"-only", "encoder,nonsense"}, io.Discard); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("error %v, want one that names it", err)
	}
}

func TestSizesOf(t *testing.T) {
	s := scenario{name: "index", sizes: []int{100, 1000}, quick: []int{100}}
	slow := scenario{name: "slow", sizes: []int{1000}}
	free := scenario{name: "encoder", sizes: none, quick: none}
	for _, c := range []struct {
		name string
		o    options
		s    scenario
		want []int
	}{
		{"full", options{}, s, []int{100, 1000}},
		{"quick", options{quick: true}, s, []int{100}},
		{"quick leaves out what is slow", options{quick: true}, slow, nil},
		{"quick, but asked for", options{quick: true, only: []string{"slow"}}, slow, []int{1000}},
		{"another was asked for", options{only: []string{"slow"}}, s, nil},
		{"of a size", options{sizes: []int{7}}, s, []int{7}},
		{"of a size, where there is none", options{sizes: []int{7}}, free, none},
	} {
		if got := (&bench{options: c.o}).sizesOf(c.s); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCheckFailsOnRatiosAlone(t *testing.T) {
	ratio := stats.Summary{Median: 2, Spread: .1, N: 5}
	for _, c := range []struct {
		name  string
		row   table.Row
		fails bool
	}{
		{"a slow machine", table.Row{Ours: stats.One(99), Wanted: table.AtMost(1)}, false},
		{"a ratio", table.Row{Ratio: &ratio, Wanted: table.RatioAtMost(1)}, true},
		{"a ratio within noise", table.Row{Ratio: &ratio, Wanted: table.RatioAtMost(1.95)}, false},
		{"recall", table.Row{Ours: stats.One(.9), Wanted: table.AtLeast(.99).AnyMachine()}, true},
	} {
		if err := check([]table.Row{c.row}); (err != nil) != c.fails {
			t.Errorf("%s: error %v, want one: %v", c.name, err, c.fails)
		}
	}
}

func TestMissingPeersSkipOnlyOutsideCI(t *testing.T) {
	b := newBench(options{root: "."}, slog.New(slog.DiscardHandler))
	missing := fmt.Errorf("%w: no network", peer.ErrUnavailable)
	t.Setenv("CI", "")
	if why, ok := b.maySkip(missing); !ok || !strings.Contains(why, "no network") {
		t.Errorf("maySkip = %q, %v, want the reason", why, ok)
	}
	if _, ok := b.maySkip(io.EOF); ok {
		t.Error("another error is skipped")
	}
	t.Setenv("CI", "true")
	if _, ok := b.maySkip(missing); ok {
		t.Error("a missing peer is skipped in CI")
	}
}

func TestKeepMergesWithEarlierRuns(t *testing.T) {
	dir := t.TempDir()
	b := &bench{options: options{page: filepath.Join(dir, "benchmarks.md")}}
	row := func(scenario, size, figure string) table.Row {
		return table.Row{Scenario: scenario, Size: size, Figure: figure}
	}
	for _, rows := range [][]table.Row{
		{row("index", "1M", "old"), row("index", "100k", "kept")},
		{row("encoder", "", "first in the report"), row("index", "1M", "new")},
	} {
		if err := b.keep(rows); err != nil {
			t.Fatal(err)
		}
	}
	var figures []string
	for _, r := range merge(nil, b.earlier(t)) {
		figures = append(figures, r.Figure)
	}
	if want := []string{"first in the report", "kept", "new"}; !slices.Equal(figures, want) {
		t.Errorf("figures = %q, want %q", figures, want)
	}
}

// earlier returns what is kept.
func (b *bench) earlier(t *testing.T) []table.Row {
	t.Helper()
	rows, err := readRows(resultsOf(b.page))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
