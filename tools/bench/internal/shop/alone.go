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
	recallAt    = 10  // nearest, as the index-builder does
	recallSpare = .01 // queries that an index was not tuned by find a little less
	judged      = 400 // queries, half of which it is tuned by
)

// Alone is an index without its shop: for more products than a machine of a benchmark has room for.
type Alone struct {
	Path    string
	Spec    faiss.Spec
	Params  vector.SearchParams
	Seconds float64 // that the build took, vectors given
	Bytes   int64   // of the file
	Recall  float64 // @10, of queries that it was not tuned by
}

// Exact answers which of the vectors in a file are the k nearest of the queries of a set at the given places.
type Exact func(vectors string, places []int, k int) ([][]vector.Hit, error)

// MakeAlone builds the index of n products like those of set in the folder dir, and tunes it as the
// index-builder would; where no search reaches its floor, the best one is taken. It takes n·dim·4
// bytes of disk meanwhile.
func MakeAlone(ctx context.Context, c Config, set *corpus.Set, n int, dir string, exact Exact) (*Alone, error) {
	a, err := makeAlone(ctx, c, set, n, dir, exact)
	if err != nil {
		return nil, fmt.Errorf("index of %d products: %w", n, err)
	}
	return a, nil
}

func makeAlone(ctx context.Context, c Config, set *corpus.Set, n int, dir string, exact Exact) (*Alone, error) {
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
	places := spread(len(set.Queries)/set.Dim, judged)
	hits, err := exact(path, places, recallAt)
	if err != nil {
		return nil, err
	}
	return a, a.tune(ctx, lib, newAnswers(set, vectors, places, hits), order)
}

// tune finds the parameters by every other query that there are answers to, and measures recall by the rest.
func (a *Alone) tune(ctx context.Context, lib *faiss.Library, known *answers, order []int64) error {
	exact, err := vector.Reorder(known, order)
	if err != nil {
		return err
	}
	var tuneBy, judgeBy [][]float32
	for i, q := range known.queries {
		if i%2 == 0 {
			tuneBy = append(tuneBy, q)
		} else {
			judgeBy = append(judgeBy, q)
		}
	}
	a.Params, _, err = lib.Tune(ctx, a.Path, exact, tuneBy, recallAt, build.RecallFloor(len(order))+recallSpare)
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

// spread returns some of n places, far from each other: queries lie in the order of their files.
func spread(n, some int) (places []int) {
	some = min(some, n)
	for i := range some {
		places = append(places, i*n/some)
	}
	return places
}
