package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/table"
)

// A scenario is one group of measurements.
type scenario struct {
	name  string
	sizes []int // catalogue sizes
	quick []int // catalogue sizes with -quick; nil leaves the scenario out
	run   func(ctx context.Context, b *bench, size int) ([]table.Row, error)
}

// noSize marks a scenario without a catalogue.
var noSize = []int{0}

// scenarios returns all scenarios in the order of the report.
func scenarios() []scenario {
	const k, m = 1000, 1_000_000
	return []scenario{
		{"encoder", noSize, noSize, encodeQueries},
		{"index", []int{10 * k, 100 * k, m}, []int{100 * k}, searchIndex},
		{"build", []int{10 * k, 100 * k, m}, nil, buildIndex},
		{"flask", []int{10 * k, m}, []int{10 * k}, flaskThroughput},
		{"load", []int{100 * k}, nil, mixedLoad},
	}
}

func names() (all []string) {
	for _, s := range scenarios() {
		all = append(all, s.name)
	}
	return all
}

func run(ctx context.Context, args []string, out, logTo io.Writer) error {
	if len(args) > 0 && args[0] == "serve" {
		return serve(ctx, args[1:], out)
	}
	o, err := parseOptions(args, logTo)
	if err != nil {
		return err
	}
	if o.render {
		return renderPage(o.page)
	}
	b := newBench(o, slog.New(slog.NewTextHandler(logTo, nil)))
	defer b.close()
	rows, err := b.runAll(ctx)
	fmt.Fprint(out, details(rows))
	if err != nil {
		return err
	}
	if !o.quick {
		return nil
	}
	recorded, err := readRows(b.file(recordedFigures))
	for _, warning := range regressions(rows, recorded) {
		b.log.Warn(warning)
	}
	return err
}

// runAll runs the selected scenarios. It records each scenario's figures at once, since a full run takes hours.
func (b *bench) runAll(ctx context.Context) ([]table.Row, error) {
	var rows []table.Row
	for _, s := range scenarios() {
		for _, size := range b.sizesOf(s) {
			title := strings.TrimSpace(s.name + " " + sizeName(size))
			begun := time.Now()
			got, err := s.run(ctx, b, size)
			if errors.Is(err, peer.ErrUnavailable) {
				b.log.Warn("skipped", "scenario", title, "err", err)
				continue
			}
			if err != nil {
				return rows, fmt.Errorf("%s: %w", title, err)
			}
			b.log.Info("measured", "scenario", title, "took", time.Since(begun).Round(time.Second))
			for i := range got {
				got[i].Scenario, got[i].Size, got[i].Origin = s.name, sizeName(size), b.origin(s.name, size)
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

// sizesOf returns the catalogue sizes to run s with, or nil if s is not selected.
func (b *bench) sizesOf(s scenario) []int {
	sizes := s.sizes
	if b.quick {
		sizes = s.quick
	}
	if len(b.only) > 0 {
		if !slices.Contains(b.only, s.name) {
			return nil
		}
		if sizes == nil {
			sizes = s.sizes
		}
	}
	if len(b.sizes) > 0 && sizes != nil && !slices.Equal(sizes, noSize) {
		return b.sizes
	}
	return sizes
}
