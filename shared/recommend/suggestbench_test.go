package recommend_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/tools/demo"
)

// BenchmarkSuggest measures suggestions for the beginnings of titles, as typed and with a typing error, in the demo catalog
// and in large catalogs with the words of its titles.
func BenchmarkSuggest(b *testing.B) {
	products, err := demo.Products()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{len(products), 100_000, 250_000} {
		all := mixed(products, n)
		s := recommend.New(recommend.Config{Views: aView{suggestView(b, all)}})
		for _, errs := range []int{0, 1} {
			b.Run(fmt.Sprintf("products=%d/errors=%d", n, errs), func(b *testing.B) {
				rng := rand.New(rand.NewPCG(1, 1))
				var took []time.Duration
				b.ReportAllocs()
				for b.Loop() {
					typed := beginning(rng, all, errs)
					start := time.Now()
					if _, err := s.Suggest(b.Context(), typed, 8); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
				b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
			})
		}
	}
}

// beginning returns 1 to 14 letters from the start of a word in a title. With an error, it has at least 5 letters, and one of
// them is another letter.
func beginning(rng *rand.Rand, all []catalog.Product, errs int) string {
	words := strings.Fields(strings.ToLower(all[rng.IntN(len(all))].Title))
	text := []rune(strings.Join(words[rng.IntN(len(words)):], " "))
	typed := text[:min(len(text), 1+4*errs+rng.IntN(14-4*errs))]
	if errs > 0 {
		typed[rng.IntN(len(typed))] = 'q'
	}
	return string(typed)
}

// mixed returns n products: the given ones, and products with the words of two of their titles.
func mixed(products []catalog.Product, n int) []catalog.Product {
	rng := rand.New(rand.NewPCG(2, 2))
	all := slices.Clone(products)
	for i := len(all); i < n; i++ {
		p, q := products[rng.IntN(len(products))], products[rng.IntN(len(products))]
		a, b := strings.Fields(p.Title), strings.Fields(q.Title)
		p.ID, p.GroupID = catalog.ID(fmt.Sprintf("made-%d", i)), ""
		p.Title = strings.Join(slices.Concat(a[rng.IntN(len(a)):], b[:1+rng.IntN(len(b))]), " ")
		all = append(all, p)
	}
	return all[:n]
}

// suggestView returns a view with real card and suggestions files.
func suggestView(b *testing.B, products []catalog.Product) *recommend.View {
	b.Helper()
	name := filepath.Join(b.TempDir(), snapshot.CardsFile)
	record := func(row int) (snapshot.CardRecord, error) { return recommend.CardRecord(&products[row]) }
	if err := snapshot.WriteCards(name, len(products), record, nil); err != nil {
		b.Fatal(err)
	}
	cards, err := snapshot.OpenCards(name)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cards.Close() })
	content := suggest.Content{}
	for row, p := range products {
		content[suggest.Product] = append(content[suggest.Product], suggest.Entry{Text: p.Title, Value: uint32(row)})
		if row%10 == 0 { // a query for every ten products
			words := strings.Fields(p.Title)
			content[suggest.Query] = append(content[suggest.Query], suggest.Entry{Text: strings.Join(words[:min(3, len(words))], " "), Value: 5})
		}
		if row < 5000 {
			content[suggest.Brand] = append(content[suggest.Brand], suggest.Entry{Text: p.Brand, Value: 1})
			content[suggest.Category] = append(content[suggest.Category], suggest.Entry{Text: strings.Join(p.Category, " "), Value: 1})
		}
	}
	return &recommend.View{Cards: recommend.NewSnapshotCards(cards), Suggest: recommendtest.NewSuggest(b, content)}
}
