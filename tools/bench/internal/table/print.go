package table

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"shopfyp.dev/tools/bench/internal/stats"
)

var header = []string{"scenario", "products", "figure", "ours", "peer", "ratio", "wanted", ""}

// Print writes rows for a terminal.
func Print(out io.Writer, rows []Row) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(header, "\t"))
	for i := range rows {
		fmt.Fprintln(w, strings.Join(rows[i].cells(), "\t"))
	}
	return w.Flush()
}

// cells returns the columns of header.
func (r *Row) cells() []string {
	peer, ratio, wanted := "", "", ""
	if r.Peer != nil {
		peer = measure(*r.Peer, r.Unit) + " " + r.PeerName
	}
	if r.Ratio != nil {
		ratio = measure(*r.Ratio, "×")
	}
	if r.Wanted != nil {
		wanted = r.Wanted.String()
		if !r.Wanted.OfRatio && r.Unit != "" {
			wanted += " " + r.Unit
		}
	}
	return []string{r.Scenario, r.Size, r.Figure, measure(r.Ours, r.Unit), peer, ratio, wanted, string(r.Verdict())}
}

// measure writes a median with its unit, and its spread where it was measured more than once.
func measure(s stats.Summary, unit string) string {
	text := number(s.Median)
	if s.N > 1 {
		text += " ± " + number(s.Spread)
	}
	return strings.TrimSpace(text + " " + unit)
}

// number writes x with three digits that mean something, and whole from 1000 up.
func number(x float64) string {
	switch a := math.Abs(x); {
	case math.IsNaN(x):
		return "?"
	case a >= 100 || a == math.Trunc(a):
		return fmt.Sprintf("%.0f", x)
	case a >= 10:
		return fmt.Sprintf("%.1f", x)
	case a >= 1:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3f", x)
}
