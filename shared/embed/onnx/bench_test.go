package onnx_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/embed/onnx"
)

// product is a product text of typical length, 42 tokens.
const product = "JBL Flip 6 portable Bluetooth speaker, powerful sound and deep bass, " +
	"IPX7 waterproof, 12 hours of playtime, black, Electronics > Audio > Portable speakers"

// BenchmarkQuery measures the latency of one query: median and 99th percentile.
func BenchmarkQuery(b *testing.B) {
	for name, text := range map[string]string{
		"short":    "bluetooth speaker",
		"sentence": "I want to buy shoes for my 10-year-old son who likes Ben 10",
	} {
		b.Run(name, func(b *testing.B) {
			e := open(b, native(b))
			var took []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				if _, err := e.EmbedQuery(context.Background(), text); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2].Seconds()*1e3, "p50-ms")
			b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "p99-ms")
		})
	}
}

// BenchmarkDocuments measures document throughput on all CPUs, as in index-builder.
func BenchmarkDocuments(b *testing.B) {
	e := open(b, native(b))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := e.EmbedDocument(context.Background(), product); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkOpen measures the time from Open to the first vector. The library is already loaded, and the files
// are in the page cache.
func BenchmarkOpen(b *testing.B) {
	for name, c := range map[string]onnx.Config{"optimised": native(b), "published": published(b)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				e, err := onnx.Open(c)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := e.EmbedQuery(context.Background(), "bluetooth speaker"); err != nil {
					b.Fatal(err)
				}
				if err := e.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
