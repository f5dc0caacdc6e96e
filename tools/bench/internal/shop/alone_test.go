package shop

import (
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/tools/bench/internal/corpus"
)

// drawn returns n vectors of 8 elements.
func drawn(n int) []float32 {
	rng, v := rand.New(rand.NewPCG(1, 1)), make([]float32, 8*n)
	for i := range v {
		v[i] = rng.Float32()
	}
	return v
}

// exactly compares every query with every vector.
func exactly(set *corpus.Set) Exact {
	return func(path string, places []int, k int) (all [][]vector.Hit, err error) {
		vectors, err := Read(path)
		if err != nil {
			return nil, err
		}
		flat, err := vector.NewFlat(set.Dim, vectors)
		if err != nil {
			return nil, err
		}
		for _, place := range places {
			hits, err := flat.Search(set.Queries[place*set.Dim:][:set.Dim], k)
			if err != nil {
				return nil, err
			}
			all = append(all, hits)
		}
		return all, nil
	}
}

func TestAnIndexAloneFindsWhatItWasNotTunedBy(t *testing.T) {
	native := filepath.Join("..", "..", "..", "..", "native", "out")
	if _, err := os.Stat(filepath.Join(native, "lib")); err != nil && os.Getenv("REQUIRE_NATIVE") == "" {
		t.Skip("no native libraries: run make setup")
	}
	set := &corpus.Set{Dim: 8, Vectors: drawn(500), Titles: make([]string, 500), Queries: drawn(40)}
	a, err := MakeAlone(t.Context(), Config{Native: native, Log: slog.New(slog.DiscardHandler)}, set, 12_000, t.TempDir(), exactly(set))
	if err != nil {
		t.Fatal(err)
	}
	if a.Recall < .95 || a.Params.NProbe < 1 || a.Bytes < 12_000*8 {
		t.Errorf("recall %v with %+v, %d bytes", a.Recall, a.Params, a.Bytes)
	}
}
