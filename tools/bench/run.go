package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/table"
)

// A scenario is one group of measurements.
type scenario struct {
	name  string
	sizes []string // of the catalog; "" if the scenario needs none
	quick []string // the sizes with -quick
	run   func(ctx context.Context, b *bench, size int) ([]table.Row, error)
}

// scenarios are in the order of the report.
var scenarios = []scenario{
	{"encoder", []string{""}, []string{""}, encodeQueries},
	{"index", []string{"10k", "100k", "1M"}, []string{"100k"}, searchIndex},
	{"suggest", []string{"100k", "1M"}, nil, suggestions},
	{"changes", []string{"100k", "1M"}, nil, liveCatalog},
	{"coldchanges", []string{"100k", "1M"}, nil, coldWithChanges},
	{"flask", []string{"10k", "1M"}, []string{"10k"}, flaskThroughput},
	{"load", []string{"100k"}, nil, mixedLoad},
	{"events", []string{"100k"}, nil, loadWithEvents},
}

// sizes are the catalog sizes by name.
var sizes = map[string]int{"": 0, "10k": 10_000, "100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}

func run(ctx context.Context, args []string, out, logTo io.Writer) error {
	if len(args) > 0 && args[0] == "serve" {
		return serve(ctx, args[1:], out)
	}
	o, err := parseOptions(args, logTo)
	if err != nil {
		return err
	}
	b := newBench(o, slog.New(slog.NewTextHandler(logTo, nil)))
	defer b.close()
	rows, err := b.runAll(ctx)
	fmt.Fprint(out, details(rows))
	if err == nil && o.page != "" {
		err = renderPage(o.page)
	}
	if err != nil || !o.quick {
		return err
	}
	recorded, err := readRows(recordedFigures)
	for _, warning := range regressions(rows, recorded) {
		b.log.Warn(warning)
	}
	return err
}

// runAll runs the selected scenarios. It records the figures after each scenario, because a full run takes hours.
func (b *bench) runAll(ctx context.Context) (rows []table.Row, err error) {
	for _, s := range scenarios {
		for _, size := range b.sizesOf(s) {
			got, err := b.measure(ctx, s, size)
			if err != nil {
				return rows, fmt.Errorf("%s: %w", s.title(size), err)
			}
			rows = append(rows, got...)
			if b.page == "" {
				continue
			}
			if err := record(b.page, got); err != nil {
				return rows, err
			}
		}
	}
	return rows, nil
}

// measure runs one scenario at one size. It returns no rows if the scenario needs a peer that is unavailable.
func (b *bench) measure(ctx context.Context, s scenario, size string) ([]table.Row, error) {
	begun := time.Now()
	rows, err := s.run(ctx, b, sizes[size])
	if errors.Is(err, peer.ErrUnavailable) {
		b.log.Warn("skipped", "scenario", s.title(size), "err", err)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	origin := table.Origin{Machine: b.machine, Commit: b.commit, Command: "go run ./tools/bench -only " + s.title(size)}
	b.log.Info("measured", "scenario", s.title(size), "took", time.Since(begun).Round(time.Second))
	for i := range rows {
		rows[i].Scenario, rows[i].Size, rows[i].Origin = s.name, size, origin
	}
	return rows, nil
}

// title returns "index/100k", or "encoder" for a scenario without a catalog.
func (s scenario) title(size string) string { return strings.TrimSuffix(s.name+"/"+size, "/") }

// sizesOf returns the selected catalog sizes of s.
func (b *bench) sizesOf(s scenario) (selected []string) {
	all := s.sizes
	if b.quick {
		all = s.quick
	}
	for _, size := range all {
		if b.only == nil || b.only.MatchString(s.title(size)) {
			selected = append(selected, size)
		}
	}
	return selected
}
