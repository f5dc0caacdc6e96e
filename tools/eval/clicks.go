package main

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/index-builder/refine"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// seeds is the number of simulated logs for each half of the queries.
const seeds = 5

// paraphrases says what each query of esci150 means in other words.
//
//go:embed testdata/paraphrases.csv
var paraphrases string

// measureClicks compares search with and without what products learn from searches. A simulated log has clicks after half of
// the queries. The other half shows what products without clicks lose.
func measureClicks(ctx context.Context, o options, out, log io.Writer) (err error) {
	t, err := esci(o.data)
	if err != nil {
		return err
	}
	inOtherWords, err := paraphrased(t.queries, o.data)
	if err != nil {
		return err
	}
	s, err := openShop(ctx, o, t, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return s.views.Use(ctx, func(v *recommend.View) error {
		c, err := newClickTrial(ctx, s, v, t.queries, inOtherWords)
		if err != nil {
			return err
		}
		return c.run(ctx, o, out, log)
	})
}

// paraphrased returns the queries in other words.
func paraphrased(queries []query, data string) ([]query, error) {
	rows, err := csv.NewReader(strings.NewReader(paraphrases)).ReadAll()
	if err != nil {
		return nil, err
	}
	of := make(map[string]string)
	for _, r := range rows {
		of[r[0]] = r[1]
	}
	ids, err := readCSV(filepath.Join(data, "esci150", "queries.csv"))
	if err != nil {
		return nil, err
	}
	other := make([]query, len(queries))
	for i, q := range queries {
		if other[i] = (query{of[ids[i][0]], q.judged}); other[i].text == "" {
			return nil, fmt.Errorf("query %s has no paraphrase", ids[i][0])
		}
	}
	return other, nil
}

// A clickTrial measures search over text vectors and over refined vectors of one catalog.
type clickTrial struct {
	shop           *shop
	view           *recommend.View
	catalog        refine.Catalog
	queries, other []query // the same in other words
	shown          [][]catalog.ID
}

func newClickTrial(ctx context.Context, s *shop, v *recommend.View, queries, other []query) (*clickTrial, error) {
	c := &clickTrial{shop: s, view: v, queries: queries, other: other}
	c.catalog = refine.Catalog{Dim: v.Index.Dim(), Row: func(id catalog.ID) (int, bool) { row, ok := v.Cards.Row(id); return int(row), ok }}
	for row := range v.Index.Len() {
		vec, err := v.Index.Vector(int64(row))
		if err != nil {
			return nil, err
		}
		c.catalog.Vectors = append(c.catalog.Vectors, vec...)
	}
	service, err := c.serviceOf(c.catalog.Vectors)
	if err != nil {
		return nil, err
	}
	search := searcher(service)
	for _, q := range queries {
		ids, err := search(ctx, q.text, shownResults)
		if err != nil {
			return nil, err
		}
		c.shown = append(c.shown, ids)
	}
	return c, nil
}

// serviceOf returns a service over the vectors, with the words and cards of the snapshot.
func (c *clickTrial) serviceOf(vectors []float32) (*recommend.Service, error) {
	index, err := vector.NewFlat(c.catalog.Dim, vectors)
	view := *c.view
	view.Index = index
	return recommend.New(recommend.Config{
		Embedder: c.shop.embedder, Log: interaction.NewMemory(nil), Views: oneView{&view}, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
	}), err
}

// searcher returns an asker for the search of a service, without a shopper.
func searcher(service *recommend.Service) asker {
	return func(ctx context.Context, query string, k int) ([]catalog.ID, error) {
		res, err := service.Search(ctx, "", query, k)
		return idsOf(res.Products), err
	}
}

// A clickFigures holds the figures of each query.
type clickFigures struct {
	asTyped, otherWords []float64 // nDCG@10
	similar             []float64 // see similar
}

func newClickFigures(queries int) clickFigures {
	return clickFigures{make([]float64, queries), make([]float64, queries), make([]float64, queries)}
}

// add adds the figures of query i from one of several logs.
func (f *clickFigures) add(from clickFigures, i int) {
	f.asTyped[i] += from.asTyped[i] / seeds
	f.otherWords[i] += from.otherWords[i] / seeds
	f.similar[i] += from.similar[i] / seeds
}

// The floors of the mean differences of nDCG@10.
const (
	floorClicked = .02   // of queries with clicks, in other words
	floorOthers  = -.002 // of queries without clicks
)

// run measures the means over the logs, writes the table and compares it with the floors.
func (c *clickTrial) run(ctx context.Context, o options, out, log io.Writer) error {
	before, err := c.ask(ctx, c.catalog.Vectors)
	if err != nil {
		return err
	}
	n := len(c.queries)
	clicked, others := newClickFigures(n), newClickFigures(n)
	for seed := range uint64(seeds) {
		for half := range 2 {
			after, err := c.learn(ctx, rand.New(rand.NewPCG(seed, uint64(half))), half, log)
			if err != nil {
				return err
			}
			for i := range n {
				if i%2 == half {
					clicked.add(after, i)
				} else {
					others.add(after, i)
				}
			}
		}
	}
	table := clickTable(before, clicked, others)
	fmt.Fprint(out, table)
	return errors.Join(o.writeTable("clicks", table),
		gains("queries with clicks", clicked.otherWords, before.otherWords, floorClicked),
		gains("queries without clicks", others.otherWords, before.otherWords, floorOthers),
		gains("queries without clicks, as typed", others.asTyped, before.asTyped, floorOthers))
}

// gains returns an error if the mean difference is below a floor.
func gains(name string, after, before []float64, floor float64) error {
	if d := mean(minus(after, before)); d < floor {
		return fmt.Errorf("learning from searches changes nDCG@10 of %s by %.4f, below the floor of %.4f", name, d, floor)
	}
	return nil
}

func clickTable(before, clicked, others clickFigures) string {
	var b strings.Builder
	b.WriteString("| queries: nDCG@10 | vectors of texts | refined | difference |\n| --- | --- | --- | --- |\n")
	line := func(name string, before, after []float64) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, decimals(mean(before)), decimals(mean(after)), difference(after, before))
	}
	line("with clicks, in other words", before.otherWords, clicked.otherWords)
	line("with clicks, as typed", before.asTyped, clicked.asTyped)
	line("without clicks, in other words", before.otherWords, others.otherWords)
	line("without clicks, as typed", before.asTyped, others.asTyped)
	line("with clicks: P@10 of similar products", before.similar, clicked.similar)
	line("without clicks: P@10 of similar products", before.similar, others.similar)
	return b.String()
}

// learn simulates a log of clicks after half of the queries and measures search over the refined vectors.
func (c *clickTrial) learn(ctx context.Context, rng *rand.Rand, half int, log io.Writer) (clickFigures, error) {
	var queries []query
	var shown [][]catalog.ID
	for i := half; i < len(c.queries); i += 2 {
		queries, shown = append(queries, c.queries[i]), append(shown, c.shown[i])
	}
	histories, err := simulate(ctx, rng, c.shop.embedder, queries, shown)
	if err != nil {
		return clickFigures{}, err
	}
	collector := refine.NewCollector(c.shop.embedder.Model(), c.catalog.Dim)
	for _, h := range histories {
		collector.Add(h)
	}
	learned, err := refine.Learn(ctx, collector.Log(), c.catalog)
	if err != nil {
		return clickFigures{}, err
	}
	fmt.Fprintf(log, "%d shoppers, %d queries, beta %g, %d products moved: %v\n", len(histories), learned.Queries, learned.Beta, len(learned.Vectors), learned.Trials)
	refined := slices.Clone(c.catalog.Vectors)
	for row, v := range learned.Vectors {
		copy(refined[row*c.catalog.Dim:], v)
	}
	return c.ask(ctx, refined)
}

// ask measures search and similar products over the vectors.
func (c *clickTrial) ask(ctx context.Context, vectors []float32) (f clickFigures, err error) {
	service, err := c.serviceOf(vectors)
	if err != nil {
		return f, err
	}
	typed, err := ask(ctx, c.queries, searcher(service), depth, io.Discard)
	if err != nil {
		return f, err
	}
	other, err := ask(ctx, c.other, searcher(service), depth, io.Discard)
	if err != nil {
		return f, err
	}
	similar, err := c.similar(ctx, service)
	return clickFigures{typed.ndcg10, other.ndcg10, similar}, err
}

// maxSimilar is the number of products of a query for which similar products are measured.
const maxSimilar = 10

// similar returns, for each query, the share of its exact products among the ten products similar to an exact one.
func (c *clickTrial) similar(ctx context.Context, service *recommend.Service) ([]float64, error) {
	shares := make([]float64, len(c.queries))
	for i, q := range c.queries {
		var found []float64
		for _, id := range slices.Sorted(maps.Keys(q.judged.Gain)) {
			if q.judged.Gain[id] < esciExact || len(found) == maxSimilar {
				continue
			}
			similar, err := service.Similar(ctx, "", catalog.ID(id), depth)
			if err != nil {
				return nil, err
			}
			found = append(found, float64(exactOf(q, similar.Products))/depth)
		}
		shares[i] = mean(found)
	}
	return shares, nil
}

func exactOf(q query, cards []catalog.Card) (n int) {
	for _, card := range cards {
		if q.judged.Gain[string(card.ID)] >= esciExact {
			n++
		}
	}
	return n
}
