package vectortest

import (
	"fmt"
	"testing"

	"shopfyp.dev/shared/vector"
)

// BenchmarkIndex measures Search for several k, on one core and on all, and Vector.
// queries must have the index's dimension.
func BenchmarkIndex(b *testing.B, ix vector.Index, queries [][]float32) {
	for _, k := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("Search/k=%d", k), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := ix.Search(queries[i%len(queries)], k); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("SearchParallel/k=10", func(b *testing.B) {
		b.ReportAllocs()
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				if _, err := ix.Search(queries[i%len(queries)], 10); err != nil {
					b.Error(err)
					return
				}
			}
		})
	})
	b.Run("Vector", func(b *testing.B) {
		b.ReportAllocs()
		for i := int64(0); b.Loop(); i++ {
			if _, err := ix.Vector(i * 7919 % int64(ix.Len())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
