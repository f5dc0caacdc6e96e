package faiss

import (
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// testSpecs contains a small index of each type.
var testSpecs = []Spec{{}, {Lists: 16}, {Lists: 16, Element: Float16}, {Lists: 16, Element: Float16, Parts: 4},
	{Lists: 16, Element: Uint8, Parts: 4}}

// buildFile builds an index in a temporary file.
func buildFile(tb testing.TB, lib *Library, spec Spec, dim int, vectors []float32) (path string, order []int64) {
	tb.Helper()
	path = filepath.Join(tb.TempDir(), "index.faiss")
	order, err := lib.Build(tb.Context(), spec, dim, vectors, path, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return path, order
}

func openFile(tb testing.TB, lib *Library, path string, p vector.SearchParams) *Index {
	tb.Helper()
	ix, err := lib.Open(path, p)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { ix.Close() })
	return ix
}

func TestIndex(t *testing.T) {
	eachVariant(t, func(t *testing.T, lib *Library) {
		for _, spec := range testSpecs {
			t.Run(spec.String(), func(t *testing.T) {
				vectortest.TestIndex(t, func(t *testing.T, dim int, vectors []float32) vector.Index {
					path, _ := buildFile(t, lib, spec, dim, vectors)
					return openFile(t, lib, path, vector.SearchParams{})
				}, conformance(spec)...)
			})
		}
	})
}

// conformance returns the options of the conformance suite for an index type.
func conformance(spec Spec) []vectortest.Option {
	var opts []vectortest.Option
	if spec.Lists > 0 {
		opts = append(opts, vectortest.Approximate(), vectortest.NoEmpty())
	}
	switch spec.Element {
	case Float16:
		opts = append(opts, vectortest.Tolerance(1e-3))
	case Uint8:
		opts = append(opts, vectortest.Tolerance(2e-2))
	}
	return opts
}

// maxError is the maximum squared distance between a vector and its stored form.
var maxError = map[Element]float32{Float32: 0, Float16: 1e-6, Uint8: 1e-3}

func TestBuildReturnsOrder(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim = 2_000, 16
	vectors := vectortest.Clustered(5, rows, dim, 30)
	for _, spec := range testSpecs {
		t.Run(spec.String(), func(t *testing.T) {
			path, order := buildFile(t, lib, spec, dim, vectors)
			ix := openFile(t, lib, path, vector.SearchParams{})
			if ix.Spec() != spec {
				t.Errorf("Spec() = %v, want %v", ix.Spec(), spec)
			}
			for row, from := range order {
				got, err := ix.Vector(int64(row))
				want := vectors[from*dim : (from+1)*dim]
				if d := vector.SquaredL2(want, got); err != nil || d > maxError[spec.Element] {
					t.Fatalf("Vector(%d) = %v, %v, want vector %d: %v", row, got, err, from, want)
				}
			}
		})
	}
}

// TestSearchingAllListsIsExact compares hits and their row numbers with vector.Flat.
func TestSearchingAllListsIsExact(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim, k = 2_000, 48, 20
	vectors := vectortest.Clustered(6, rows, dim, 30)
	path, order := buildFile(t, lib, Spec{Lists: 32}, dim, vectors)
	ix := openFile(t, lib, path, vector.SearchParams{NProbe: 32})
	exact := reordered(t, dim, vectors, order)
	for _, q := range vectortest.Queries(7, 50, dim, vectors) {
		got, err := ix.Search(q, k)
		if err != nil {
			t.Fatal(err)
		}
		want, err := exact.Search(q, k)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i].Row != want[i].Row && got[i].Distance-want[i].Distance > 1e-5 {
				t.Errorf("hit %d = %+v, want %+v", i, got[i], want[i])
			}
		}
	}
}

func reordered(tb testing.TB, dim int, vectors []float32, order []int64) vector.Index {
	tb.Helper()
	flat, err := vector.NewFlat(dim, vectors)
	if err != nil {
		tb.Fatal(err)
	}
	exact, err := vector.Reorder(flat, order)
	if err != nil {
		tb.Fatal(err)
	}
	return exact
}

func TestOpenChecksNProbe(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(8, 400, 8, 10)
	flat, _ := buildFile(t, lib, Spec{}, 8, vectors)
	lists, _ := buildFile(t, lib, Spec{Lists: 32}, 8, vectors)
	tests := []struct {
		name    string
		path    string
		give    int
		want    int
		wantErr bool
	}{
		{"flat", flat, 0, 0, false},
		{"flat with nprobe", flat, 1, 0, true},
		{"default", lists, 0, 4, false},
		{"one", lists, 1, 1, false},
		{"all", lists, 32, 32, false},
		{"more than all", lists, 33, 0, true},
		{"below 0", lists, -1, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ix, err := lib.Open(tt.path, vector.SearchParams{NProbe: tt.give})
			if (err != nil) != tt.wantErr {
				t.Fatalf("Open with nprobe %d: %v", tt.give, err)
			}
			if err == nil {
				defer ix.Close()
				if got := ix.Params().NProbe; got != tt.want {
					t.Errorf("Open with nprobe %d uses %d, want %d", tt.give, got, tt.want)
				}
			}
		})
	}
}

func TestOpenChecksKFactor(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(8, 400, 8, 10)
	plain, _ := buildFile(t, lib, Spec{Lists: 8, Element: Float16}, 8, vectors)
	coded, _ := buildFile(t, lib, Spec{Lists: 8, Element: Float16, Parts: 4}, 8, vectors)
	tests := []struct {
		name       string
		path       string
		give, want int
		wantErr    bool
	}{
		{"no codes", plain, 0, 0, false},
		{"no codes with k factor", plain, 1, 0, true},
		{"default", coded, 0, 10, false},
		{"one", coded, 1, 1, false},
		{"maximum", coded, maxKFactor, maxKFactor, false},
		{"above the maximum", coded, maxKFactor + 1, 0, true},
		{"below 0", coded, -1, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ix, err := lib.Open(tt.path, vector.SearchParams{KFactor: tt.give})
			if (err != nil) != tt.wantErr {
				t.Fatalf("Open with k factor %d: %v", tt.give, err)
			}
			if err != nil {
				return
			}
			defer ix.Close()
			if got := ix.Params().KFactor; got != tt.want {
				t.Errorf("Open with k factor %d uses %d, want %d", tt.give, got, tt.want)
			}
			if hits, err := ix.Search(vectors[:8], 3); err != nil || len(hits) == 0 {
				t.Errorf("Search with k factor %d = %v, %v, want hits", tt.want, hits, err)
			}
		})
	}
}

// TestSearchAllocatesOnce checks that Search allocates only the slice that it returns.
func TestSearchAllocatesOnce(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(9, 400, 16, 10)
	path, _ := buildFile(t, lib, Spec{Lists: 8}, 16, vectors)
	ix := openFile(t, lib, path, vector.SearchParams{NProbe: 4})
	got := testing.AllocsPerRun(100, func() {
		if _, err := ix.Search(vectors[:16], 10); err != nil {
			t.Fatal(err)
		}
	})
	if got > 1 {
		t.Errorf("Search allocates %v times, want at most once", got)
	}
}
