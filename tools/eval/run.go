package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/eval/internal/bm25"
)

// options are the command line.
type options struct {
	data     string // folder of the judged data
	state    string // folder of imported catalogues and their indexes, kept for the next run
	native   string // folder of the model and the libraries
	builder  string // the index-builder
	baseline string
	sessions bool // only the card by real histories: no emulators, two minutes
	verbose  bool // name the queries that find nothing exact
}

func run(ctx context.Context, args []string, out, log io.Writer) error {
	var o options
	fs := flag.NewFlagSet("eval", flag.ContinueOnError)
	fs.SetOutput(log)
	fs.StringVar(&o.data, "data", cmp.Or(os.Getenv("SHOPFYP_DATA"), "../shared/data"), "folder of the judged data")
	fs.StringVar(&o.state, "state", ".dev/eval", "folder of imported catalogues, kept for the next run")
	fs.StringVar(&o.native, "native", cmp.Or(os.Getenv("NATIVE_DIR"), "native/out"), "folder of the model and the libraries")
	fs.StringVar(&o.builder, "builder", "bin/index-builder", "the index-builder")
	fs.StringVar(&o.baseline, "baseline", "tools/eval/baseline.json", "figures that must not be fallen below")
	fs.BoolVar(&o.sessions, "sessions", false, "measure only the card, by real histories")
	fs.BoolVar(&o.verbose, "v", false, "name the queries that find nothing exact")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if o.sessions {
		return measureSessions(ctx, o, out, log)
	}
	base, err := readBaseline(o.baseline)
	if err != nil {
		return err
	}
	tasks, err := readTasks(o.data)
	if err != nil {
		return fmt.Errorf("judged data (its folder is -data or SHOPFYP_DATA): %w", err)
	}
	scores := make(map[string]score)
	for _, t := range tasks {
		fmt.Fprintf(log, "%s: %d queries\n", t.name, len(t.queries))
		if err := measure(ctx, o, t, scores, log); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	printScores(out, scores)
	return errors.Join(base.check(scores), measureSessions(ctx, o, out, log))
}

func readTasks(data string) ([]task, error) {
	judged, err := esci(data)
	if err != nil {
		return nil, err
	}
	requests, err := handmade(data)
	return append([]task{judged}, requests...), err
}

// systems are what is measured, in the order of the report.
var systems = []string{"search", "card", "bm25"}

// measure asks every system the task's queries and adds the scores to those of the task's set.
func measure(ctx context.Context, o options, t task, scores map[string]score, log io.Writer) (err error) {
	s, err := openShop(ctx, o, t, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	keywords, err := s.bm25(ctx)
	if err != nil {
		return err
	}
	for _, sys := range systems {
		answer, k := map[string]asker{"search": s.search, "card": s.card, "bm25": keywords}[sys], depth
		if sys == "card" {
			k = card
		}
		misses := io.Discard
		if o.verbose {
			fmt.Fprintf(log, "%s %s:\n", t.name, sys)
			misses = log
		}
		got, err := ask(ctx, t.queries, answer, k, misses)
		if err != nil {
			return fmt.Errorf("%s: %w", sys, err)
		}
		name := t.set + " " + sys
		scores[name] = scores[name].plus(got)
	}
	return nil
}

// bm25 returns the yardstick: keyword search over the text that is embedded.
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

// printScores prints a table: the card shows three products, shuffled, so it has no nDCG@10.
func printScores(out io.Writer, scores map[string]score) {
	fmt.Fprintf(out, "%-10s %-8s %8s %8s %8s %12s\n", "set", "system", "queries", "nDCG@10", "P@3", "any exact@3")
	for _, set := range sets {
		for _, sys := range systems {
			s := scores[set+" "+sys]
			ndcg := fmt.Sprintf("%.3f", s.NDCG10)
			if sys == "card" {
				ndcg = "-"
			}
			fmt.Fprintf(out, "%-10s %-8s %8d %8s %8.3f %12s\n", set, sys, s.Queries, ndcg, s.P3, fmt.Sprintf("%d of %d", s.AnyExact, s.Queries))
		}
	}
}
