package faiss

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// TestAssignReturnsNearestList compares assign with exact search, for sizes below and above the bridge's block size.
func TestAssignReturnsNearestList(t *testing.T) {
	eachVariant(t, func(t *testing.T, lib *Library) {
		for _, size := range []struct{ lists, count, dim int }{
			{2, 20, 17}, {37, 101, 23}, {64, 96, 384}, {1_057, 4_201, 24},
		} {
			t.Run(fmt.Sprintf("%+v", size), func(t *testing.T) {
				vectors := vectortest.Clustered(1, size.lists+size.count, size.dim, 10)
				centroids, others := vectors[:size.lists*size.dim], vectors[size.lists*size.dim:]
				list := make([]int64, size.count)
				if err := selfTrained(t, lib, size.dim, centroids).assign(others, list); err != nil {
					t.Fatal(err)
				}
				wantNearest(t, size.dim, centroids, others, list)
			})
		}
	})
}

// wantNearest reports an error if a vector is not in the list with the nearest centroid.
func wantNearest(t *testing.T, dim int, centroids, vectors []float32, list []int64) {
	t.Helper()
	exact, err := vector.NewFlat(dim, centroids)
	if err != nil {
		t.Fatal(err)
	}
	defer exact.Close()
	for i, l := range list {
		hits, err := exact.Search(vectors[i*dim:][:dim], 2)
		if err != nil {
			t.Fatal(err)
		}
		// Rounding decides between two lists at nearly the same distance.
		if hits[0].Row != l && (hits[1].Row != l || hits[1].Distance-hits[0].Distance > 1e-4) {
			t.Fatalf("vector %d is in list %d, the nearest lists are %v", i, l, hits)
		}
	}
}

// TestAssignIsSafeInParallel computes many small matrix products on far more threads than cores. Threads are then
// preempted at any point, which reveals shared state in the bridge's BLAS. Builds compute only a few large products.
func TestAssignIsSafeInParallel(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim, builders, rounds = 52, 384, 8, 6_000 // large enough for FAISS to use matrix products
	vectors := vectortest.Clustered(1, rows, dim, rows)
	var g sync.WaitGroup
	var wrong atomic.Int64
	for range builders {
		b := selfTrained(t, lib, dim, vectors)
		g.Go(func() {
			list := make([]int64, rows)
			for range rounds {
				if err := b.assign(vectors, list); err != nil {
					t.Error(err)
					return
				}
				if !slices.Equal(list, identity(rows)) {
					wrong.Add(1)
				}
			}
		})
	}
	g.Wait()
	if n := wrong.Load(); n > 0 {
		t.Errorf("%d of %d calls did not assign each vector to the list of which it is the centroid", n, builders*rounds)
	}
}

// selfTrained returns a builder with two threads and one list for each vector. Each vector is the centroid of its list.
func selfTrained(t *testing.T, lib *Library, dim int, vectors []float32) *builder {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	b, err := lib.newBuilder(Spec{Lists: len(vectors) / dim}, dim)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.free)
	if err := b.train(vectors); err != nil {
		t.Fatal(err)
	}
	return b
}
