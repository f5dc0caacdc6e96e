package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/table"
)

// A scenario measures one thing.
type scenario struct {
	name  string
	sizes []int // products; nil: the scenario has none
	quick []int // likewise, of bench-quick; nil: it is not in it
	run   func(ctx context.Context, b *bench, size int) ([]table.Row, error)
}

// none is the size of a scenario without products.
var none = []int{0}

// scenarios is everything that is measured, in the order of the report.
func scenarios() []scenario {
	const k, m = 1000, 1_000_000
	return []scenario{
		{"encoder", none, none, encodeQueries},
		{"bulk", none, nil, embedProducts},
		{"index", []int{100 * k, m}, []int{100 * k}, searchIndex},
		{"recommend", []int{m}, nil, handleRecommend},
		{"search", []int{m}, nil, handleSearch},
		{"flask", []int{10 * k, m}, []int{10 * k}, besideFlask},
		{"flask-firestore", []int{10 * k}, nil, besideFlaskInStore},
		{"coldstart", []int{m}, nil, coldStart},
		{"download", []int{m}, []int{100 * k}, download},
		{"memory", []int{m}, nil, memory},
		{"swap", []int{m}, nil, swap},
		{"load", []int{100 * k}, nil, holdRate},
		{"build", []int{m}, nil, buildIndex},
		{"rebuild", []int{100 * k}, []int{100 * k}, rebuild},
		{"growth", []int{10 * k, 100 * k, m, 10 * m}, nil, growth},
		{"coldcache", []int{m}, nil, coldCache},
	}
}

func names() (all []string) {
	for _, s := range scenarios() {
		all = append(all, s.name)
	}
	return all
}

func run(ctx context.Context, args []string, out, logTo io.Writer) error {
	if worker, ok := workerOf(args); ok {
		return worker(ctx, args[1:], out)
	}
	o, err := parse(args, logTo)
	if err != nil {
		return err
	}
	b := newBench(o, slog.New(slog.NewTextHandler(logTo, nil)))
	defer b.close()
	rows, err := b.all(ctx, logTo)
	if perr := table.Print(out, rows); err == nil {
		err = perr
	}
	if err != nil {
		return err
	}
	if o.quick {
		return check(rows)
	}
	return nil
}

// all runs the scenarios that were asked for.
func (b *bench) all(ctx context.Context, log io.Writer) ([]table.Row, error) {
	var rows []table.Row
	for _, s := range scenarios() {
		for _, size := range b.sizesOf(s) {
			title := strings.TrimSpace(s.name + " " + sizeName(size))
			begun := time.Now()
			got, err := s.run(ctx, b, size)
			if why, ok := b.maySkip(err); ok {
				fmt.Fprintf(log, "%s: skipped: %s\n", title, why)
				continue
			}
			if err != nil {
				return rows, fmt.Errorf("%s: %w", title, err)
			}
			fmt.Fprintf(log, "%s: measured in %.0f s\n", title, time.Since(begun).Seconds())
			for i := range got {
				got[i].Scenario, got[i].Size, got[i].Origin = s.name, sizeName(size), b.origin(s.name, size)
			}
			rows = append(rows, got...)
			if err := b.keep(got); err != nil { // at once: the whole takes hours
				return rows, err
			}
		}
	}
	return rows, nil
}

// sizesOf returns the sizes to run s at, none where it was not asked for.
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
	if len(b.sizes) > 0 && !slices.Equal(sizes, none) {
		return b.sizes
	}
	return sizes
}

// maySkip reports whether err means only that a peer cannot be had here, and says why. In CI none may be missing.
func (b *bench) maySkip(err error) (why string, ok bool) {
	if errors.Is(err, peer.ErrUnavailable) && os.Getenv("CI") != "true" {
		return err.Error(), true
	}
	return "", false
}

// check returns an error that names the rows whose bound any machine must meet and that missed it by more than
// the spread of their rounds. Times and rates that depend on the machine never fail.
func check(rows []table.Row) error {
	var errs []error
	for i := range rows {
		if r := &rows[i]; r.Comparable() && r.Verdict() == table.Missed {
			errs = append(errs, fmt.Errorf("%s %s: %s: wanted %s", r.Scenario, r.Size, r.Figure, r.Wanted))
		}
	}
	return errors.Join(errs...)
}
