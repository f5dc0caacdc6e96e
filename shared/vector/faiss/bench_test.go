package faiss

import (
	"fmt"
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

const benchDim = 384 // dimension of bge-small

func BenchmarkIndex(b *testing.B) {
	lib := testLibrary(b)
	const rows = 50_000
	vectors := vectortest.Clustered(1, rows, benchDim, 500)
	queries := vectortest.Queries(2, 256, benchDim, vectors)
	for _, spec := range []Spec{{}, {Lists: 1024}, {Lists: 1024, Element: Float16}, {Lists: 1024, Element: Float16, Parts: 96}} {
		path, _ := buildFile(b, lib, spec, benchDim, vectors)
		for _, nprobe := range []int{16, 64} {
			if spec.Lists == 0 {
				nprobe = 0
			}
			name := fmt.Sprintf("%s/nprobe=%d", spec, nprobe)
			b.Run(name, func(b *testing.B) {
				vectortest.BenchmarkIndex(b, openFile(b, lib, path, vector.SearchParams{NProbe: nprobe}), queries)
			})
			if spec.Lists == 0 {
				break
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	lib := testLibrary(b)
	vectors := vectortest.Clustered(1, 20_000, benchDim, 500)
	path, _ := buildFile(b, lib, Spec{Lists: 512}, benchDim, vectors)
	b.ReportAllocs()
	for b.Loop() {
		ix, err := lib.Open(path, vector.SearchParams{})
		if err != nil {
			b.Fatal(err)
		}
		ix.Close()
	}
}

func BenchmarkBuild(b *testing.B) {
	lib := testLibrary(b)
	const rows = 20_000
	vectors := vectortest.Clustered(1, rows, benchDim, 500)
	path := filepath.Join(b.TempDir(), "index.faiss")
	for _, spec := range []Spec{{}, {Lists: 512}, {Lists: 512, Element: Float16}, {Lists: 512, Element: Float16, Parts: 96}} {
		b.Run(spec.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := lib.Build(b.Context(), spec, benchDim, vectors, path, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "vectors/s")
		})
	}
}
