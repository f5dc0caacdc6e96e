package shop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
)

const (
	recallAt    = 10   // nearest, as the index-builder does
	recallSpare = .005 // queries that an index was not tuned by find a little less
)

// Alone is an index without its shop: for more products than a machine of a benchmark has room for.
type Alone struct {
	Path    string
	Spec    faiss.Spec
	Params  faiss.Params
	Seconds float64 // that the build took, vectors given
	Bytes   int64   // of the file
	Recall  float64 // @10, of queries that it was not tuned by
}

// MakeAlone builds the index of n products like those of set in the folder dir, and tunes it as the
// index-builder would; where no search reaches its floor, the best one is taken. It takes n·dim·4
// bytes of disk meanwhile.
func MakeAlone(ctx context.Context, c Config, set *corpus.Set, n int, dir string) (*Alone, error) {
	a, err := makeAlone(ctx, c, set, n, dir)
	if err != nil {
		return nil, fmt.Errorf("index of %d products: %w", n, err)
	}
	return a, nil
}

func makeAlone(ctx context.Context, c Config, set *corpus.Set, n int, dir string) (*Alone, error) {
	lib, err := faiss.Load(filepath.Join(c.Native, "lib"))
	if err != nil {
		return nil, err
	}
	s := &Shop{Catalogue: NewCatalogue(set, n, seed), Dir: dir}
	path, err := s.VectorFile()
	if err != nil {
		return nil, err
	}
	vectors, unmap, err := Map(path)
	if err != nil {
		return nil, err
	}
	defer unmap()
	c.Log.Info("building an index alone", "products", n, "index", faiss.SpecFor(n, set.Dim).String())
	a := &Alone{Path: filepath.Join(dir, "index.faiss"), Spec: faiss.SpecFor(n, set.Dim)}
	begun := time.Now()
	order, err := lib.Build(ctx, a.Spec, set.Dim, vectors, a.Path, nil)
	if err != nil {
		return nil, err
	}
	a.Seconds = time.Since(begun).Seconds()
	info, err := os.Stat(a.Path)
	if err != nil {
		return nil, err
	}
	a.Bytes = info.Size()
	c.Log.Info("tuning it", "built in", time.Since(begun).Round(time.Second))
	return a, a.tune(ctx, lib, set, vectors, order)
}

// tune finds the parameters by every other query, and measures recall by the rest.
func (a *Alone) tune(ctx context.Context, lib *faiss.Library, set *corpus.Set, vectors []float32, order []int64) error {
	n := len(order)
	flat, err := vector.NewFlat(set.Dim, vectors)
	if err != nil {
		return err
	}
	defer flat.Close()
	exact, err := vector.Reorder(flat, order)
	if err != nil {
		return err
	}
	tuneBy, judgeBy := halves(set, 200)
	a.Params, _, err = lib.Tune(ctx, a.Path, exact, tuneBy, recallAt, build.RecallFloor(n)+recallSpare)
	if err != nil && !errors.Is(err, faiss.ErrRecall) {
		return err
	}
	ix, err := lib.Open(a.Path, a.Params)
	if err != nil {
		return err
	}
	defer ix.Close()
	a.Recall, err = vector.Recall(ix, exact, judgeBy, recallAt)
	return err
}

// halves returns some of the set's queries, of every kind, in two parts.
func halves(set *corpus.Set, some int) (a, b [][]float32) {
	all := len(set.Queries) / set.Dim
	some = min(some, all)
	for i := range some {
		q := set.Queries[i*all/some*set.Dim:][:set.Dim]
		if i%2 == 0 {
			a = append(a, q)
		} else {
			b = append(b, q)
		}
	}
	return a, b
}
