package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"strconv"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/tools/eval/internal/choose"
)

// wordsWeights are the word weights that -weigh compares.
var wordsWeights = []float32{.05, .10, .15, .20, .25, .30, .40, .50}

// weighed returns the system name of search with a word weight.
func weighed(weight float32) string {
	return "words " + strconv.FormatFloat(float64(weight), 'f', 2, 32)
}

// searchBy returns an asker for search with a word weight.
func (s *shop) searchBy(weight float32) asker {
	service := recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s.views, Ranker: recommend.Interests, WordsWeight: weight, Logger: slog.New(slog.DiscardHandler),
	})
	return func(ctx context.Context, query string, k int) ([]catalog.ID, error) {
		res, err := service.Search(ctx, rand.Text(), query, k)
		return idsOf(res.Products), err
	}
}

// reportWeights prints the figures of each weight, the figures of cross-validation and the chosen weight.
func reportWeights(out io.Writer, all map[string]results) {
	trials := make([]choose.Trial, len(wordsWeights))
	for i, w := range wordsWeights {
		for _, set := range sets {
			trials[i] = append(trials[i], all[set+" "+weighed(w)].figures())
		}
	}
	held := choose.HeldOut(trials)
	fmt.Fprint(out, "| set | weight | nDCG@10 | P@3 | any exact@3 |\n|---|---|---|---|---|\n")
	for n, set := range sets {
		var expected results
		for i, w := range wordsWeights {
			r := all[set+" "+weighed(w)]
			line(out, set, weighed(w), r)
			expected = expected.mixed(r, func(q int) float64 { return held[n][q][i] })
		}
		line(out, set, "cross-validated", expected)
	}
	fmt.Fprintln(out, "chosen on all queries:", weighed(wordsWeights[choose.Best(trials)]))
}

func line(out io.Writer, set, name string, r results) {
	fmt.Fprintf(out, "| %s | %s | %s | %s | %.1f of %d |\n", set, name, decimals(mean(r.ndcg10)), decimals(mean(r.p3)), sum(r.anyExact), len(r.anyExact))
}

// figures returns one figure per query: the mean of nDCG@10 and P@3. P@3 is relative to its maximum.
func (r results) figures() []float64 {
	all := make([]float64, len(r.ndcg10))
	for i := range all {
		all[i] = r.ndcg10[i] / 2
		if r.possible[i] > 0 {
			all[i] += r.p3[i] / r.possible[i] / 2
		}
	}
	return all
}

// mixed returns r plus share(q) times the results of o for each query q.
func (r results) mixed(o results, share func(q int) float64) results {
	add := func(to, from []float64) []float64 {
		if to == nil {
			to = make([]float64, len(from))
		}
		for q := range from {
			to[q] += share(q) * from[q]
		}
		return to
	}
	return results{ndcg10: add(r.ndcg10, o.ndcg10), p3: add(r.p3, o.p3), anyExact: add(r.anyExact, o.anyExact)}
}
