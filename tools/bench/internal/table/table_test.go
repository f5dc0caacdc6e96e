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
		{"no goal", Row{Ours: stats.One(9)}, NoGoal},
		{"at most, met", Row{Ours: stats.One(2), Goal: AtMost(2)}, Met},
		{"at most, missed", Row{Ours: stats.One(2.1), Goal: AtMost(2)}, Missed},
		{"at least, met", Row{Ours: stats.One(2), Goal: AtLeast(2)}, Met},
		{"at least, missed", Row{Ours: stats.One(1.9), Goal: AtLeast(2)}, Missed},
		{"ratio, met", Row{Ratio: ratio(.9, .5), Goal: RatioAtMost(1)}, Met},
		{"ratio, within its spread", Row{Ratio: ratio(1.05, .1), Goal: RatioAtMost(1)}, Noise},
		{"ratio, beyond its spread", Row{Ratio: ratio(1.2, .1), Goal: RatioAtMost(1)}, Missed},
		{"ratio at least, beyond its spread", Row{Ratio: ratio(2, .5), Goal: RatioAtLeast(3)}, Missed},
		{"no peer", Row{Ours: stats.One(.1), Goal: RatioAtMost(1)}, Missed},
		{"NaN", Row{Ours: stats.One(math.NaN()), Goal: AtMost(1)}, Missed},
	} {
		if got := c.row.Verdict(); got != c.want {
			t.Errorf("%s: Verdict() = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{1234.5: "1234", 12.34: "12.3", 1.234: "1.23", .1234: "0.123", 3: "3"} {
		if got := Number(x); got != want {
			t.Errorf("Number(%v) = %q, want %q", x, got, want)
		}
	}
}

func TestReplacePartKeepsTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	page := "# Page\n<!-- a -->\nold\n<!-- /a -->\nmiddle\n<!-- b -->\nother\n<!-- /b -->\nend\n"
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := ReplacePart(path, "a", "new\n"); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if want := strings.Replace(page, "old", "new", 1); err != nil || string(got) != want {
		t.Errorf("page = %q, %v, want %q", got, err, want)
	}
	if err := ReplacePart(path, "missing", "x"); err == nil {
		t.Error("ReplacePart with unknown markers returned no error")
	}
}
