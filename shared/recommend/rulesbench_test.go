package recommend_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/tools/demo"
)

// BenchmarkRules compares searches and cards with rules to those without, in the demo catalog. It takes turns, and reports
// the ratio of the medians.
func BenchmarkRules(b *testing.B) {
	products, err := demo.Products()
	if err != nil {
		b.Fatal(err)
	}
	view, embedder := demoView(b, products)
	log := interaction.NewMemory(time.Now)
	service := func(r recommend.Rules) *recommend.Service {
		return recommend.New(recommend.Config{Embedder: embedder, Log: log, Views: aView{view}, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler), Rules: r})
	}
	var pins, blocks, lifts []rule.Rule
	for i := range rule.MaxRules {
		pins = append(pins, ruletest.Pin(fmt.Sprint("p", i), fmt.Sprint("another query ", i), products[0].ID, 1))
		blocks = append(blocks, ruletest.Block(fmt.Sprint("b", i), catalog.ID(fmt.Sprint("gone-", i))))
		lifts = append(lifts, ruletest.LiftBrand(fmt.Sprint("l", i), fmt.Sprint(products[i%50].Brand, i/50), 50))
	}
	lifts[0].Brand = products[0].Brand
	plain := service(nil)
	for _, c := range []struct {
		name  string
		rules []rule.Rule
	}{{"none", nil}, {"pins=1000", pins}, {"blocks=1000", blocks}, {"lifts=1", lifts[:1]}, {"lifts=1000", lifts}} {
		ruled := service(&ruleBook{rule.NewSet(1, c.rules)})
		b.Run(c.name+"/search", func(b *testing.B) {
			compare(b, plain, ruled, func(s *recommend.Service, i int) error {
				_, err := s.Search(b.Context(), "", products[i%len(products)].Title, 20)
				return err
			})
		})
		b.Run(c.name+"/popular", func(b *testing.B) {
			compare(b, plain, ruled, func(s *recommend.Service, i int) error {
				_, err := s.Popular(b.Context(), 3)
				return err
			})
		})
		b.Run(c.name+"/similar", func(b *testing.B) {
			compare(b, plain, ruled, func(s *recommend.Service, i int) error {
				_, err := s.Similar(b.Context(), "", products[i%len(products)].ID, 10)
				return err
			})
		})
	}
}

// compare calls use with each service in turn and reports the ratio of the medians.
func compare(b *testing.B, plain, ruled *recommend.Service, use func(*recommend.Service, int) error) {
	var took [2][]time.Duration
	for i := 0; b.Loop(); i++ {
		for turn := range 2 {
			which := (i + turn) % 2 // the second of two equal calls finds its data in the caches
			start := time.Now()
			if err := use([]*recommend.Service{plain, ruled}[which], i); err != nil {
				b.Fatal(err)
			}
			took[which] = append(took[which], time.Since(start))
		}
	}
	for _, t := range took {
		slices.Sort(t)
	}
	median := func(t []time.Duration) float64 { return float64(t[len(t)/2]) }
	b.ReportMetric(median(took[0])/1e3, "plain-µs")
	b.ReportMetric(median(took[1])/median(took[0]), "ratio")
}

// demoView returns a view of products with real files and an exact index.
func demoView(b *testing.B, products []catalog.Product) (*recommend.View, *embed.Fake) {
	b.Helper()
	embedder := embed.NewFake(64)
	var vectors []float32
	popular := make([]int64, 300)
	for i := range products {
		v, err := embedder.EmbedDocument(b.Context(), products[i].Text())
		if err != nil {
			b.Fatal(err)
		}
		vectors = append(vectors, v...)
	}
	for i := range popular {
		popular[i] = int64(i * len(products) / len(popular))
	}
	index, err := vector.NewFlat(64, vectors)
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), snapshot.CardsFile)
	record := func(row int) (snapshot.CardRecord, error) { return recommend.CardRecord(&products[row]) }
	if err := snapshot.WriteCards(name, len(products), record, popular); err != nil {
		b.Fatal(err)
	}
	cards, err := snapshot.OpenCards(name)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cards.Close() })
	return &recommend.View{
		Version: "v1", Model: embedder.Model(), Index: index, Cards: recommend.NewSnapshotCards(cards),
		Lexicon: recommendtest.NewLexicon(b, products), Currency: "EUR",
	}, embedder
}
