package overlay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

const benchDim = 384 // of the production encoder

// instant is an index that takes no time: its hits have the distances that a snapshot of a million products has.
type instant struct{ vector.Index }

func (instant) Len() int { return 1_000_000 }
func (instant) Dim() int { return benchDim }

func (instant) Vector(int64) ([]float32, error) { return nil, errors.New("no vector") }

func (instant) Search(_ []float32, k int) ([]vector.Hit, error) {
	hits := make([]vector.Hit, k)
	for i := range hits {
		hits[i] = vector.Hit{Row: int64(i), Distance: .3 + .0005*float32(i)}
	}
	return hits, nil
}

// unit returns a random vector of length 1. Its distance from others is like that of two products.
func unit(rng *rand.Rand) []float32 {
	v := make([]float32, benchDim)
	sum := 0.0
	for i := range v {
		v[i] = float32(rng.NormFloat64() + 1) // cosines of about .5
		sum += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v
}

func changed(rng *rand.Rand, n int) (all []change.Change) {
	for i := range n {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("n%06d", i)), Title: fmt.Sprintf("Wireless Bluetooth Speaker with Bass model%d", i), Brand: "Boomly", Category: []string{"Electronics", "Audio"}}
		all = append(all, change.Change{ID: p.ID, Product: &p, Vector: unit(rng), Model: "m", At: time.Unix(int64(i+1), 0)})
	}
	return all
}

// BenchmarkSearch measures what the overlay adds to a search of the snapshot.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{100, 10_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			o := New(Config{Logger: slog.New(slog.DiscardHandler)})
			v := o.Attach(&recommend.View{Model: "m", Index: instant{}, Cards: noCards{}}, time.Time{})
			o.add(b.Context(), changed(rng, n))
			var queries [][]float32
			for range 32 {
				queries = append(queries, unit(rng))
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := v.Current().Index.Search(queries[i%len(queries)], 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAdd measures how long one more change takes to be searchable, in the background.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{100, 10_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			o := New(Config{Logger: slog.New(slog.DiscardHandler)})
			o.Attach(&recommend.View{Model: "m", Index: instant{}, Cards: noCards{}}, time.Time{})
			all := changed(rng, n)
			o.add(b.Context(), all)
			b.ReportAllocs()
			at := int64(n)
			for b.Loop() {
				at++
				c := all[0]
				c.At = time.Unix(at, 0)
				o.add(b.Context(), []change.Change{c})
			}
		})
	}
}

// BenchmarkMemory reports the memory that changed products take, and the memory that the overlay counts.
func BenchmarkMemory(b *testing.B) {
	for _, n := range []int{10_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				o := New(Config{Logger: slog.New(slog.DiscardHandler)})
				v := o.Attach(&recommend.View{Model: "m", Index: instant{}, Cards: noCards{}}, time.Time{})
				o.add(b.Context(), changed(rand.New(rand.NewPCG(1, 1)), n))
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
				b.ReportMetric(float64(o.Info().Bytes)/1e6, "MB-counted")
				b.ReportMetric(float64(o.Info().Rows), "rows")
				runtime.KeepAlive(v)
			}
		})
	}
}

// BenchmarkFirst measures how long a cold instance takes to make the changes of a delta searchable, in the background.
func BenchmarkFirst(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bucket := snapshot.NewMemoryBucket()
			d := delta.Delta{Until: time.Unix(1_700_000_000, 0), Changes: changed(rand.New(rand.NewPCG(1, 1)), n)}
			if err := delta.Write(b.Context(), bucket, "v1", d, 0); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				o := New(Config{
					Changes: change.NewMemory(catalog.NewMemory()), Logger: slog.New(slog.DiscardHandler),
					Delta: func(ctx context.Context, version string) (delta.Delta, error) {
						d, _, err := delta.Read(ctx, bucket, version)
						return d, err
					},
				})
				o.Attach(&recommend.View{Version: "v1", Model: "m", Index: instant{}, Cards: noCards{}}, time.Time{})
				if err := o.Poll(b.Context()); err != nil || o.Info().Rows != n {
					b.Fatal(err, o.Info())
				}
			}
		})
	}
}

// noCards has no card that can be read and no product.
type noCards struct{ recommendtest.Cards }

func (noCards) Card(int64) (catalog.Card, error) { return catalog.Card{}, errors.New("no card") }
