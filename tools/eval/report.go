package main

import (
	"fmt"
	"os"
	"strings"

	"shopfyp.dev/tools/eval/internal/metric"
)

// report returns a table of all figures. For our search it includes the mean difference from the original per
// query, with its 95 % interval.
func report(all map[string]results) string {
	var b strings.Builder
	b.WriteString("| set | system | queries | nDCG@10 | P@3 | any exact@3 | nDCG@10, to the original | P@3 |\n|---|---|---|---|---|---|---|---|\n")
	for _, set := range sets {
		original, compared := all[set+" original"]
		for _, sys := range systems {
			r, ok := all[set+" "+sys]
			if !ok {
				continue
			}
			name, ndcg, differences := sys, decimals(mean(r.ndcg10)), "| |"
			if sys == "card" { // a card has three products
				ndcg = ""
			}
			if sys == "search" && compared {
				name = "**search**"
				differences = difference(r.ndcg10, original.ndcg10) + " | " + difference(r.p3, original.p3) + " |"
			}
			s := r.score()
			fmt.Fprintf(&b, "| %s | %s | %d | %s | %s | %d of %d | %s\n", set, name, s.Queries, ndcg, decimals(s.P3), s.AnyExact, s.Queries, differences)
		}
	}
	return b.String()
}

// difference formats the mean of a[i]-b[i] with its interval.
func difference(a, b []float64) string {
	d := minus(a, b)
	in := metric.Bootstrap(d)
	sign := "+"
	if mean(d) < 0 {
		sign = ""
	}
	return fmt.Sprintf("%s%s [%s, %s]", sign, decimals(mean(d)), decimals(in.Low), decimals(in.High))
}

// decimals formats a figure without a leading zero, such as .663 or 1.000.
func decimals(x float64) string {
	text := fmt.Sprintf("%.3f", x)
	if text == "-0.000" {
		text = "0.000"
	}
	return strings.Replace(strings.TrimPrefix(text, "0"), "-0.", "-.", 1)
}

// writeReport replaces the table of a name in the page, which is between two markers.
func writeReport(page, name, table string) error {
	reportBegin, reportEnd := "<!-- "+name+": written by make eval -->", "<!-- "+name+": end -->"
	data, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	before, rest, begins := strings.Cut(string(data), reportBegin+"\n")
	_, after, ends := strings.Cut(rest, reportEnd)
	if !begins || !ends {
		return fmt.Errorf("%s: no lines %q and %q", page, reportBegin, reportEnd)
	}
	return os.WriteFile(page, []byte(before+reportBegin+"\n"+table+reportEnd+after), 0o644)
}
