package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/tools/bench/internal/table"
)

// keep replaces the rows of what was measured now among those of earlier runs, and writes them all to the page.
func (b *bench) keep(rows []table.Row) error {
	if b.page == "" {
		return nil
	}
	results := resultsOf(b.page)
	old, err := readRows(results)
	if err != nil {
		return err
	}
	rows = merge(old, rows)
	data, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(results, append(data, '\n'), 0o644); err != nil {
		return err
	}
	return table.WritePart(b.page, "bench", intro+table.Markdown(rows))
}

const intro = "`make bench` measures all of this. Ours and the peer's turns alternate; a figure is the median of its rounds ± their interquartile range, " +
	"a ratio the median of the rounds' own ratios. _Within noise_ is missed by no more than that range. `make bench-quick`, which CI runs, fails on ratios alone.\n"

// resultsOf returns the file of the page's figures. It lies beside the page and is committed with it, because the
// next to measure one scenario, from another clone, keeps the others.
func resultsOf(page string) string { return strings.TrimSuffix(page, filepath.Ext(page)) + ".json" }

// readRows returns what earlier runs kept, nothing where there was none.
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

// merge returns the rows in the order of scenarios, without old ones of a scenario and size that were measured again.
func merge(old, rows []table.Row) []table.Row {
	type part struct{ scenario, size string }
	again := make(map[part]bool)
	for _, r := range rows {
		again[part{r.Scenario, r.Size}] = true
	}
	old = slices.DeleteFunc(old, func(r table.Row) bool { return again[part{r.Scenario, r.Size}] })
	all := append(old, rows...)
	order := names()
	slices.SortStableFunc(all, func(a, b table.Row) int {
		return slices.Index(order, a.Scenario) - slices.Index(order, b.Scenario)
	})
	return all
}
