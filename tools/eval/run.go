package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/eval/internal/bm25"
	"shopfyp.dev/tools/internal/cache"
)

// options hold the command line.
type options struct {
	data     string // folder of the judged data
	cache    string // folder of cached product vectors
	native   string // folder of the model and the libraries
	builder  string // path of the index-builder
	baseline string
	verbose  bool   // print the queries without an exact product
	only     string // the only set to measure; "" means all
	write    string // page to write the table to
	sessions bool   // measure only cards, on real histories, without emulators
	clicks   bool   // measure only what products learn from searches
	weigh    bool   // compare several word weights of search
	replay   string // log from which to estimate other rankers, without anything else; "" means none

	queryModels string // files of query models to compare with today's encoder, separated by commas
}

func run(ctx context.Context, args []string, out, log io.Writer) error {
	var o options
	fs := flag.NewFlagSet("eval", flag.ContinueOnError)
	fs.SetOutput(log)
	fs.StringVar(&o.data, "data", cmp.Or(os.Getenv("SHOPFYP_DATA"), "../shared/data"), "folder of the judged data")
	fs.StringVar(&o.cache, "cache", cache.Dir("eval"), "folder that keeps product vectors for the next run")
	fs.StringVar(&o.native, "native", cmp.Or(os.Getenv("NATIVE_DIR"), "native/out"), "folder of the model and the native libraries")
	fs.StringVar(&o.builder, "builder", "bin/index-builder", "path of the index-builder")
	fs.StringVar(&o.baseline, "baseline", "tools/eval/baseline.json", "file of the minimum figures")
	fs.StringVar(&o.only, "only", "", "measure only this set, without comparing it with the baseline")
	fs.StringVar(&o.write, "write", "", "page to write the table to")
	fs.BoolVar(&o.sessions, "sessions", false, "measure only cards, on real histories")
	fs.BoolVar(&o.clicks, "clicks", false, "measure only what products learn from searches, on simulated logs")
	fs.BoolVar(&o.weigh, "weigh", false, "compare word weights of search and choose one by cross-validation")
	fs.StringVar(&o.replay, "replay", "", "estimate the click-through of other rankers from this log of the functions")
	fs.StringVar(&o.queryModels, "query-models", "", "compare these query models of train/ with today's encoder: ONNX files, separated by commas")
	fs.BoolVar(&o.verbose, "v", false, "print the queries without an exact product")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if o.replay != "" {
		return replay(o.replay, out)
	}
	if o.sessions {
		return measureSessions(ctx, o, out, log)
	}
	if o.clicks {
		return measureClicks(ctx, o, out, log)
	}
	if o.queryModels != "" {
		return measureQueryModels(ctx, o, out, log)
	}
	base, err := readBaseline(o.baseline)
	if err != nil {
		return err
	}
	tasks, err := readTasks(o.data)
	if err != nil {
		return fmt.Errorf("judged data (set -data or SHOPFYP_DATA to its folder): %w", err)
	}
	all := make(map[string]results)
	if err := measureAll(ctx, o, tasks, all, log); err != nil {
		return err
	}
	if o.weigh {
		reportWeights(out, all)
		return nil
	}
	table := report(all)
	fmt.Fprint(out, table)
	if o.only != "" {
		return nil
	}
	if err := o.writeTable("search", table); err != nil {
		return err
	}
	scores := make(map[string]score)
	for name, r := range all {
		scores[name] = r.score()
	}
	return errors.Join(base.check(scores), measureSessions(ctx, o, out, log), measureClicks(ctx, o, out, log))
}

// writeTable writes a table to the page, if there is one.
func (o options) writeTable(name, table string) error {
	if o.write == "" {
		return nil
	}
	return writeReport(o.write, name, table)
}

// measureAll measures the tasks on every system.
func measureAll(ctx context.Context, o options, tasks []task, all map[string]results, log io.Writer) error {
	return forEachShop(ctx, o, tasks, log, func(s *shop, t task) error { return measure(ctx, o, s, t, all, log) })
}

// forEachShop calls use with each task and its shop. Consecutive tasks with the same shop reuse it.
func forEachShop(ctx context.Context, o options, tasks []task, log io.Writer, use func(*shop, task) error) (err error) {
	var s *shop
	open := ""
	closeShop := func() {
		if s != nil {
			err = errors.Join(err, s.close())
		}
	}
	defer func() { closeShop() }()
	for _, t := range tasks {
		if o.only != "" && t.set != o.only {
			continue
		}
		fmt.Fprintf(log, "%s: %d queries\n", t.name, len(t.queries))
		if t.shop != open {
			closeShop()
			if s, err = openShop(ctx, o, t, log); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			open = t.shop
		}
		if err := use(s, t); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return err
}

func readTasks(data string) ([]task, error) {
	judged, err := esci(data)
	if err != nil {
		return nil, err
	}
	withErrors, err := mistyped(data, judged)
	if err != nil {
		return nil, err
	}
	gifts, err := art(data)
	if err != nil {
		return nil, err
	}
	requests, err := handmade(data)
	if err != nil {
		return nil, err
	}
	known, err := shoppingbench(data)
	return slices.Concat([]task{judged}, withErrors, []task{gifts}, requests, []task{known}), err
}

// systems are the measured systems in the order of the report. They are the original's vector search, our search,
// the card after a search, and keyword search.
var systems = []string{"original", "search", "card", "bm25"}

// askers returns the names of the systems to measure, in order, and their askers.
func (s *shop) askers(ctx context.Context, weigh bool) (names []string, by map[string]asker, err error) {
	if !weigh {
		keywords, err := s.bm25(ctx)
		return systems, map[string]asker{"original": s.original, "search": s.search, "card": s.card, "bm25": keywords}, err
	}
	by = make(map[string]asker)
	for _, w := range wordsWeights {
		names, by[weighed(w)] = append(names, weighed(w)), s.searchBy(w)
	}
	return names, by, nil
}

// measure runs the task's queries on every system and adds the figures to those of the task's set.
func measure(ctx context.Context, o options, s *shop, t task, all map[string]results, log io.Writer) error {
	names, askers, err := s.askers(ctx, o.weigh)
	if err != nil {
		return err
	}
	for _, sys := range names {
		k := depth
		if sys == "card" {
			k = card
		}
		misses := io.Discard
		if o.verbose {
			fmt.Fprintf(log, "%s %s:\n", t.name, sys)
			misses = log
		}
		got, err := ask(ctx, t.queries, askers[sys], k, misses)
		if err != nil {
			return fmt.Errorf("%s: %w", sys, err)
		}
		name := t.set + " " + sys
		all[name] = all[name].plus(got)
	}
	return nil
}

// bm25 returns an asker for keyword search over the embedded texts.
func (s *shop) bm25(ctx context.Context) (asker, error) {
	var ids []catalog.ID
	var texts []string
	for p, err := range s.products.All(ctx) {
		if err != nil {
			return nil, err
		}
		ids, texts = append(ids, p.ID), append(texts, p.Text())
	}
	index := bm25.New(texts)
	return func(_ context.Context, query string, k int) ([]catalog.ID, error) {
		var found []catalog.ID
		for _, doc := range index.Search(query, k) {
			found = append(found, ids[doc])
		}
		return found, nil
	}, nil
}
