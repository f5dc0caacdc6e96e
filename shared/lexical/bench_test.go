package lexical_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// BenchmarkQuery measures all lexical calls of one search: NewQuery, Best with 100 rows, Exact, and Coverage of
// 100 rows. The rows are random; in a search they come from the vector index.
func BenchmarkQuery(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			ix := open(b, made(n, 1)...)
			rng := rand.New(rand.NewPCG(2, 2))
			queries := make([]string, 1000)
			for i := range queries {
				queries[i] = phrase(rng)
			}
			var took []time.Duration
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				begin := time.Now()
				text := queries[i%len(queries)]
				q := query(b, ix, text)
				q.Best(100, any)
				for range 100 {
					q.Coverage(rng.Int64N(ix.Len()))
				}
				if _, err := ix.Exact(text, 100); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}
