package viewtest

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// Embedder is the encoder of the suite. It adds a little to each vector that depends on the whole text, so that no two
// products are equally near.
var Embedder embed.Embedder = distinct{embed.NewFake(64)}

type distinct struct{ *embed.Fake }

// EmbedQuery implements embed.Embedder.
func (d distinct) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return d.EmbedDocument(ctx, text)
}

// EmbedDocument implements embed.Embedder.
func (d distinct) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	v, err := d.Fake.EmbedDocument(ctx, text)
	h := fnv.New64a()
	h.Write([]byte(text))
	rng := rand.New(rand.NewPCG(h.Sum64(), 1))
	sum := 0.0
	for i := range v {
		v[i] += .01 * float32(rng.NormFloat64())
		sum += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v, err
}

// Now is the time of the suite: one of the sales has ended.
var Now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// Products returns the catalog of the suite: products with variants, sold-out ones, some for adults only, sales, brands
// and model numbers.
func Products() (all []catalog.Product) {
	things := []string{"speaker", "running shoe", "desk lamp", "office chair", "garden hose", "coffee mug"}
	colors := []string{"red", "blue", "green", "black"}
	for i, thing := range things {
		for j, color := range colors {
			p := catalog.Product{
				ID: catalog.ID(fmt.Sprintf("p%d%d", i, j)), Title: fmt.Sprintf("%s %s series%d", color, thing, 10*i+j), Brand: []string{"Boomly", "Acme Works", ""}[(i+j)%3],
				Category: []string{"Things", thing}, Price: catalog.Money{Amount: int64(1000 + 700*i + 130*j), Currency: "EUR"}, SKU: fmt.Sprintf("SKU-%d0%d", 7+i, j),
				ImageURL: fmt.Sprintf("https://img.example/%d/%d.jpg", i, j), UpdatedAt: Now.Add(-time.Duration(i+j) * time.Hour),
				Rating: 3 + float64((i*j)%5)/2, RatingCount: 10 * (i + j + 1),
			}
			p.Color = color
			switch {
			case i == 1: // variants of one shoe
				p.GroupID, p.Size = "runner", fmt.Sprint(38+j)
			case i == 2 && j == 1:
				p.Availability = catalog.OutOfStock
			case i == 3 && j == 2:
				p.Adult = true
			case i == 4 && j == 0:
				p.SalePrice = catalog.Money{Amount: 500, Currency: "EUR"}
			case i == 4 && j == 1: // a sale that is over
				p.SalePrice, p.SaleStart, p.SaleEnd = catalog.Money{Amount: 400, Currency: "EUR"}, Now.Add(-48*time.Hour), Now.Add(-24*time.Hour)
			case i == 5 && j == 3:
				p.Price = catalog.Money{} // unknown
			}
			all = append(all, p)
		}
	}
	return append(all,
		catalog.Product{ID: "headphones", Title: "Sonique WH-1000XM4 wireless headphones", Brand: "Sonique", Category: []string{"Audio"}, Price: catalog.Money{Amount: 29900, Currency: "EUR"}, MPN: "WH1000XM4", GTIN: "4006381333931"},
		catalog.Product{ID: `Übergröße-"7"`, Title: "Übergröße Mantel „Winter“", Brand: "Nordwind & Söhne", Category: []string{"Kleidung"}, Price: catalog.Money{Amount: 8900, Currency: "EUR"}},
	)
}

// NewSnapshot returns a snapshot of products. All are popular, in order, and each is related to the next two.
func NewSnapshot(t testing.TB, products []catalog.Product) *recommend.View {
	t.Helper()
	var vectors []float32
	var popular []int64
	links := make([][]related.Product, len(products))
	content := suggest.Content{}
	for row, p := range products {
		v, err := Embedder.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors, popular = append(vectors, v...), append(popular, int64(row))
		for d := 1; d <= 2 && row+d < len(products); d++ {
			links[row] = append(links[row], related.Product{Row: int64(row + d), Weight: .5 / float64(d)})
		}
		content[suggest.Product] = append(content[suggest.Product], suggest.Entry{Text: p.Title, Value: uint32(row)})
	}
	dir := t.TempDir()
	cardsFile, relatedFile := filepath.Join(dir, snapshot.CardsFile), filepath.Join(dir, snapshot.RelatedFile)
	err := errors.Join(
		snapshot.WriteCards(cardsFile, len(products), func(row int) (snapshot.CardRecord, error) { return recommend.CardRecord(&products[row]) }, popular),
		related.Write(relatedFile, links, 2),
	)
	if err != nil {
		t.Fatal(err)
	}
	cards, cardsErr := snapshot.OpenCards(cardsFile)
	relatedTo, relatedErr := related.Open(relatedFile)
	index, indexErr := vector.NewFlat(Embedder.Dim(), vectors)
	if err := errors.Join(cardsErr, relatedErr, indexErr); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cards.Close(); relatedTo.Close() })
	return &recommend.View{
		Version: "v1", Model: Embedder.Model(), Currency: "EUR", Index: index, Cards: recommend.NewSnapshotCards(cards),
		Lexicon: recommendtest.NewLexicon(t, products), Related: relatedTo, Speller: recommendtest.NewSpeller(t, products),
		Suggest: recommendtest.NewSuggest(t, content),
	}
}

// Fixed returns Views that always use v.
func Fixed(v *recommend.View) recommend.Views { return fixed{v} }

type fixed struct{ *recommend.View }

func (f fixed) Use(_ context.Context, use func(*recommend.View) error) error { return use(f.View) }

func idsOf(cards []catalog.Card) (ids []catalog.ID) {
	for _, c := range cards {
		ids = append(ids, c.ID)
	}
	return ids
}
