package table

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/tools/bench/internal/stats"
)

func TestVerdict(t *testing.T) {
	ratio := func(median, spread float64) *stats.Summary {
		return &stats.Summary{Median: median, Spread: spread, N: 5}
	}
	for _, c := range []struct {
		name string
		row  Row
		want Verdict
	}{
		{"nothing wanted", Row{Ours: stats.One(9)}, None},
		{"at most, met", Row{Ours: stats.One(2), Wanted: AtMost(2)}, Met},
		{"at most, missed", Row{Ours: stats.One(2.1), Wanted: AtMost(2)}, Missed},
		{"at least, met", Row{Ours: stats.One(2), Wanted: AtLeast(2)}, Met},
		{"at least, missed", Row{Ours: stats.One(1.9), Wanted: AtLeast(2)}, Missed},
		{"ratio, met", Row{Ratio: ratio(.9, .5), Wanted: RatioAtMost(1)}, Met},
		{"ratio, by no more than its spread", Row{Ratio: ratio(1.05, .1), Wanted: RatioAtMost(1)}, Noise},
		{"ratio, beyond its spread", Row{Ratio: ratio(1.2, .1), Wanted: RatioAtMost(1)}, Missed},
		{"ratio at least, beyond its spread", Row{Ratio: ratio(2, .5), Wanted: RatioAtLeast(3)}, Missed},
		{"no peer", Row{Ours: stats.One(.1), Wanted: RatioAtMost(1)}, Missed},
		{"not a number", Row{Ours: stats.One(math.NaN()), Wanted: AtMost(1)}, Missed},
	} {
		if got := c.row.Verdict(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestComparable(t *testing.T) {
	for _, c := range []struct {
		wanted *Bound
		want   bool
	}{{nil, false}, {AtMost(1), false}, {RatioAtMost(1), true}, {AtLeast(.99).AnyMachine(), true}} {
		if got := (&Row{Wanted: c.wanted}).Comparable(); got != c.want {
			t.Errorf("Comparable with %v = %v, want %v", c.wanted, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{1234.5: "1234", 12.34: "12.3", 1.234: "1.23", .1234: "0.123", 3: "3"} {
		if got := number(x); got != want {
			t.Errorf("number(%v) = %q, want %q", x, got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	peer, ratio := stats.Summary{Median: 2, Spread: .5, N: 5}, stats.Summary{Median: .5, Spread: .1, N: 5}
	var out strings.Builder
	err := Print(&out, []Row{{
		Scenario: "encoder", Figure: "p50", Unit: "ms", Ours: stats.Summary{Median: 1, Spread: .25, N: 5},
		Peer: &peer, PeerName: "Python", Ratio: &ratio, Wanted: RatioAtMost(1),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 ± 0.250 ms", "2 ± 0.500 ms Python", "0.500 ± 0.100 ×", "≤ 1 ×", "met"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
}

func TestWritePartKeepsTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "benchmarks.md")
	for _, step := range [][2]string{{"vitals", "LCP 1 s"}, {"bench", "old"}, {"bench", "new"}} {
		if err := WritePart(path, step[0], step[1]); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := string(page)
	for _, want := range []string{"# Benchmarks", "<!-- bench -->\nnew\n<!-- /bench -->", "<!-- vitals -->\nLCP 1 s\n<!-- /vitals -->"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "old") {
		t.Errorf("the old part is still there:\n%s", got)
	}
	if err := WritePart(path, "other", "x"); err == nil {
		t.Error("a part without markers gives no error")
	}
}

func TestMarkdownSaysWhereEachFigureIsFrom(t *testing.T) {
	rows := []Row{
		{Scenario: "a", Figure: "f", Ours: stats.One(1), Note: "why", Origin: Origin{"box", "abc123", "make bench"}},
		{Scenario: "b", Figure: "g", Ours: stats.One(2), Origin: Origin{"box", "abc123", "make bench"}},
	}
	got := Markdown(rows)
	if n := strings.Count(got, "| `make bench` | abc123 | box |"); n != 2 {
		t.Errorf("%d rows with an origin, want 2:\n%s", n, got)
	}
	for _, want := range []string{"### a", "### b", "_why_"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
}
