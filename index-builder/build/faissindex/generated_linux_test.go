package faissindex_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// A generator makes a catalog product by product, so that the catalog takes no memory. The same product and text always
// give the same content and vector.
type generator struct {
	catalog.Store      // nil: a build calls only the methods below
	catalog.Embeddings // nil
	products           int
	words              []string // the most frequent word first
	latent             [latentDim][dim]float32
}

const (
	dim       = 384
	latentDim = 24    // vectors of texts lie near a subspace
	clusters  = 2_000 // of vectors
	titleLen  = 60
	textLen   = 500 // of a description
)

func newGenerator(products int) *generator {
	g := &generator{products: products}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 30_000 {
		word := make([]byte, 3+rng.IntN(7))
		for i := range word {
			word[i] = byte('a' + rng.IntN(26))
		}
		g.words = append(g.words, string(word))
	}
	for i := range g.latent {
		for j := range dim {
			g.latent[i][j] = float32(rng.NormFloat64())
		}
	}
	return g
}

// text returns at least n bytes of words. Frequent words are as much more frequent as in a language.
func (g *generator) text(rng *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(g.words[int(math.Pow(float64(len(g.words)), rng.Float64()))-1])
		b.WriteByte(' ')
	}
	return b.String()[:b.Len()-1]
}

// product returns product i. Revisions of a product differ in price, and every second product in title.
func (g *generator) product(i, revision int) catalog.Product {
	seed := i + g.products*revision*(i%2)
	rng := rand.New(rand.NewPCG(uint64(seed), 2))
	c := rng.IntN(600)
	p := catalog.Product{
		ID: catalog.ID(fmt.Sprintf("p%08d", i)), Title: g.text(rng, titleLen), Description: g.text(rng, textLen),
		Brand:    "brand " + g.words[1_000+rng.IntN(3_000)],
		Category: []string{"group " + g.words[c/100], "shelf " + g.words[c/10], "kind " + g.words[c]},
		Price:    catalog.Money{Amount: int64(100 + rng.IntN(20_000) + revision), Currency: "USD"},
		Color:    []string{"black", "white", "red", "blue", "green"}[rng.IntN(5)],
		GTIN:     fmt.Sprintf("40%011d", i), SKU: fmt.Sprintf("SKU-%08d", i),
		ImageURL: fmt.Sprintf("https://images.example.com/catalog/products/%08d/front.jpg", i), URL: fmt.Sprintf("https://shop.example.com/products/%08d", i),
		Rating: float64(rng.IntN(50)) / 10, RatingCount: int(rng.ExpFloat64() * 100),
		UpdatedAt: time.Date(2026, 1, 2, 3, 4, 5+revision, 0, time.UTC),
	}
	if i%10 < 3 {
		p.GroupID, p.Size = fmt.Sprintf("group-%08d", i/10), []string{"S", "M", "L"}[i%3]
	}
	return p
}

// All implements catalog.Store.
func (g *generator) All(context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for i := range g.products {
			if !yield(g.product(i, 0), nil) {
				return
			}
		}
	}
}

// Count implements catalog.Store.
func (g *generator) Count(context.Context) (int, error) { return g.products, nil }

// AllEmbeddings implements catalog.Embeddings.
func (g *generator) AllEmbeddings(context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		for i := range g.products {
			p := g.product(i, 0)
			if !yield(catalog.Embedding{ID: p.ID, Vector: g.vector(p.Text()), Model: g.Model(), TextHash: p.TextHash()}, nil) {
				return
			}
		}
	}
}

// DeleteEmbeddings implements catalog.Embeddings.
func (g *generator) DeleteEmbeddings(context.Context, []catalog.ID) error { return nil }

// vector returns a unit vector near a subspace, in one of the clusters.
func (g *generator) vector(text string) []float32 {
	h := fnv.New64a()
	h.Write([]byte(text))
	own := rand.New(rand.NewPCG(h.Sum64(), 3))
	cluster := rand.New(rand.NewPCG(own.Uint64()%clusters, 4))
	v := make([]float32, dim)
	for i := range g.latent {
		x := float32(cluster.NormFloat64() + .5*own.NormFloat64())
		for j, y := range &g.latent[i] {
			v[j] += x * y
		}
	}
	sum := 0.
	for _, x := range v {
		sum += float64(x * x)
	}
	for j := range v {
		v[j] /= float32(math.Sqrt(sum))
	}
	return v
}

// Model implements embed.Embedder.
func (g *generator) Model() string { return "generated" }

// Dim implements embed.Embedder.
func (g *generator) Dim() int { return dim }

// EmbedQuery implements embed.Embedder.
func (g *generator) EmbedQuery(_ context.Context, text string) ([]float32, error) {
	return g.vector(text), nil
}

// EmbedDocument implements embed.Embedder.
func (g *generator) EmbedDocument(_ context.Context, text string) ([]float32, error) {
	return g.vector(text), nil
}

// A changeLog is a store of changes of every hundredth product.
type changeLog struct {
	*generator
	revision int // 0: no changes
}

// Now returns a time that grows with the revision.
func (c *changeLog) Now(context.Context) (time.Time, error) {
	return time.Date(2026, 1, 2, 4+c.revision, 0, 0, 0, time.UTC), nil
}

// Since yields the changes of the current revision.
func (c *changeLog) Since(ctx context.Context, _ time.Time, use func(change.Change) error) (time.Time, error) {
	now, err := c.Now(ctx)
	for i := 0; c.revision > 0 && i < c.products && err == nil; i += 100 {
		p := change.Trim(c.product(i, c.revision))
		err = use(change.Change{ID: p.ID, Product: &p, Vector: c.vector(p.Text()), Model: c.Model(), At: now})
	}
	return now, err
}

// Delete deletes nothing.
func (c *changeLog) Delete(context.Context, time.Time) (int, error) { return 0, nil }
