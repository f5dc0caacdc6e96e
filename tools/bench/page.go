package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/tools/bench/internal/table"
)

// renderPage writes the charts, the summary and the details from the recorded figures of the page.
func renderPage(page string) error {
	rows, err := readRows(figuresOf(page))
	if err != nil {
		return err
	}
	plots := filepath.Join(filepath.Dir(page), "plots")
	if err := os.MkdirAll(plots, 0o755); err != nil {
		return err
	}
	for name, svg := range charts(rows) {
		if err := os.WriteFile(filepath.Join(plots, name), []byte(svg), 0o644); err != nil {
			return err
		}
	}
	return errors.Join(table.ReplacePart(page, "summary", summary(rows)), table.ReplacePart(page, "details", details(rows)))
}

// summary returns the table of headlines, missed goals first.
func summary(rows []table.Row) string {
	var missed, others strings.Builder
	for _, h := range headlines {
		r := find(rows, h.scenario, h.size, h.figure)
		if r == nil {
			continue
		}
		b := &others
		if r.Verdict() == table.Missed {
			b = &missed
		}
		writeCells(b, h.label, r.OursValue(), r.PeerValue(), r.RatioValue(), r.GoalValue(), verdictCell(r))
	}
	return "| | ours | peer | ratio | goal | |\n| --- | --- | --- | --- | --- | --- |\n" + missed.String() + others.String()
}

// details returns a section for each scenario.
func details(rows []table.Row) string {
	var b strings.Builder
	for _, s := range sections {
		var own []table.Row
		for _, r := range rows {
			if r.Scenario == s.scenario {
				own = append(own, r)
			}
		}
		if len(own) > 0 {
			writeSection(&b, s, own)
		}
	}
	return b.String()
}

func writeSection(b *strings.Builder, s section, rows []table.Row) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n", s.title, s.text)
	b.WriteString("| products | figure | ours | peer | ratio | goal | |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for i := range rows {
		r := &rows[i]
		writeCells(b, r.Size, r.Figure, r.OursValue(), r.PeerValue(), r.RatioValue(), r.GoalValue(), verdictCell(r))
	}
	b.WriteString("\n")
	for _, line := range append(notes(rows), origins(rows)...) {
		fmt.Fprintf(b, "- %s\n", line)
	}
}

// notes returns the rows' notes with their catalog sizes.
func notes(rows []table.Row) (lines []string) {
	var distinct []string
	sizes := make(map[string][]string)
	for _, r := range rows {
		if r.Note != "" && !slices.Contains(distinct, r.Note) {
			distinct = append(distinct, r.Note)
		}
		if !slices.Contains(sizes[r.Note], r.Size) {
			sizes[r.Note] = append(sizes[r.Note], r.Size)
		}
	}
	for _, note := range distinct {
		lines = append(lines, strings.TrimPrefix(strings.Join(sizes[note], ", ")+": "+note, ": "))
	}
	return lines
}

// origins returns the command, the commit and the machine of the rows, one line per command.
func origins(rows []table.Row) (lines []string) {
	for _, r := range rows {
		line := fmt.Sprintf("`%s` at commit %s, on %s", r.Command, r.Commit, r.Machine)
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

func writeCells(b *strings.Builder, cells ...string) {
	fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
}

func verdictCell(r *table.Row) string {
	if v := r.Verdict(); v != table.Missed {
		return string(v)
	}
	return "**missed**"
}
