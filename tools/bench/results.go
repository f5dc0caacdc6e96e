package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/tools/bench/internal/table"
)

// recordedFigures is the file of the recorded figures, which is committed with the page.
const recordedFigures = "docs/benchmarks.json"

// figuresOf returns the file of the figures recorded for a page.
func figuresOf(page string) string { return strings.TrimSuffix(page, filepath.Ext(page)) + ".json" }

// record replaces the recorded figures of the scenarios and sizes in rows, and renders the page.
func record(page string, rows []table.Row) error {
	old, err := readRows(figuresOf(page))
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(merge(old, rows), "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(figuresOf(page), append(data, '\n'), 0o644); err != nil {
		return err
	}
	return renderPage(page)
}

// readRows reads recorded figures. It returns none if the file is missing.
func readRows(path string) (rows []table.Row, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &rows)
	}
	return rows, err
}

// merge returns rows and the rows of old that measure another scenario or size, in the order of sections.
func merge(old, rows []table.Row) []table.Row {
	kept := slices.DeleteFunc(slices.Clone(old), func(r table.Row) bool {
		return slices.ContainsFunc(rows, func(n table.Row) bool { return r.Scenario == n.Scenario && r.Size == n.Size })
	})
	all := append(kept, rows...)
	slices.SortStableFunc(all, func(a, b table.Row) int { return sectionOf(a.Scenario) - sectionOf(b.Scenario) })
	return all
}

// find returns the row of a figure, or nil.
func find(rows []table.Row, scenario, size, figure string) *table.Row {
	for i := range rows {
		if r := &rows[i]; r.Scenario == scenario && r.Size == size && r.Figure == figure {
			return r
		}
	}
	return nil
}

// regressions returns a warning for each ratio that is worse than the recorded one by more than both spreads.
func regressions(rows, recorded []table.Row) (warnings []string) {
	for i := range rows {
		r := &rows[i]
		old := find(recorded, r.Scenario, r.Size, r.Figure)
		if old == nil || old.Ratio == nil || r.Ratio == nil || r.Goal == nil {
			continue
		}
		slack := old.Ratio.Spread + r.Ratio.Spread
		if r.Goal.AtLeast {
			slack = -slack
		}
		if r.Goal.Better(old.Ratio.Median+slack, r.Ratio.Median) {
			warnings = append(warnings, fmt.Sprintf("%s %s: %s: ratio %s, recorded %s at commit %s",
				r.Scenario, r.Size, r.Figure, r.RatioValue(), old.RatioValue(), old.Commit))
		}
	}
	return warnings
}
