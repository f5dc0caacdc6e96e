package faiss

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// TestBuildIsDeterministic builds on all cores, on one thread, and on more threads than cores.
func TestBuildIsDeterministic(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim = 9_000, 32 // several blocks of each kind, and enough vectors for FAISS to use matrix products
	vectors := vectortest.Clustered(1, rows, dim, 40)
	for _, spec := range testSpecs {
		t.Run(spec.String(), func(t *testing.T) {
			path, order := buildFile(t, lib, spec, dim, vectors)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
			for _, threads := range []int{1, 16} {
				runtime.GOMAXPROCS(threads)
				again, orderAgain := buildFile(t, lib, spec, dim, vectors)
				if !slices.Equal(order, orderAgain) {
					t.Errorf("a build on %d threads has a different order", threads)
				}
				if !bytes.Equal(readFile(t, path), readFile(t, again)) {
					t.Errorf("a build on %d threads wrote a different file", threads)
				}
			}
		})
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBuildRejectsInvalidArguments(t *testing.T) {
	lib := testLibrary(t)
	nan := float32(math.NaN())
	tests := []struct {
		name    string
		spec    Spec
		dim     int
		vectors []float32
	}{
		{"dimension 0", Spec{}, 0, nil},
		{"incomplete vector", Spec{}, 2, []float32{1, 2, 3}},
		{"NaN", Spec{}, 2, []float32{1, nan}},
		{"fewer vectors than lists", Spec{Lists: 3}, 2, []float32{1, 2, 3, 4}},
		{"no vectors for lists", Spec{Lists: 3}, 2, nil},
		{"invalid spec", Spec{Element: Float16}, 2, []float32{1, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			order, err := lib.Build(t.Context(), tt.spec, tt.dim, tt.vectors, filepath.Join(dir, "x"), nil)
			if err == nil || order != nil {
				t.Errorf("Build(%s, %d, %v) = %v, %v, want an error", tt.spec, tt.dim, tt.vectors, order, err)
			}
			wantFiles(t, dir)
		})
	}
}

// wantFiles reports an error unless dir contains exactly the files in want.
func wantFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("files in the folder: %v, want %v", got, want)
	}
}

func TestBuildReportsMissingFolder(t *testing.T) {
	_, err := testLibrary(t).Build(t.Context(), Spec{}, 1, []float32{1}, filepath.Join(t.TempDir(), "no", "x"), nil)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Build into a missing folder: %v, want os.ErrNotExist", err)
	}
}

// TestFinishReportsFullDisk writes a few bytes to a full device. The error occurs only when the file is closed.
func TestFinishReportsFullDisk(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip(err)
	}
	b, err := testLibrary(t).newBuilder(Spec{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer b.free()
	if err := b.create(full, []int64{0, 1}, vector.SearchParams{}); err != nil {
		t.Fatal(err)
	}
	if err := b.append([]float32{1, 2}, []int64{0}, 0, 1); err != nil {
		t.Fatal(err)
	}
	if err := b.finish(); err == nil || !strings.Contains(err.Error(), "No space left") {
		t.Errorf("finish on a full disk: %v, want an error with %q", err, "No space left")
	}
}

// TestBuildReplacesOpenFile checks that an open index keeps the old content of a replaced file.
func TestBuildReplacesOpenFile(t *testing.T) {
	lib := testLibrary(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "index.faiss")
	build := func(vectors ...float32) {
		if _, err := lib.Build(t.Context(), Spec{}, 1, vectors, path, nil); err != nil {
			t.Fatal(err)
		}
	}
	build(1, 2, 3)
	before := openFile(t, lib, path, vector.SearchParams{})
	build(4, 5)
	after := openFile(t, lib, path, vector.SearchParams{})
	if v, err := before.Vector(2); err != nil || before.Len() != 3 || v[0] != 3 {
		t.Errorf("index opened before the second build: %d rows, row 2 = %v, %v, want 3 rows, 3", before.Len(), v, err)
	}
	if v, err := after.Vector(1); err != nil || after.Len() != 2 || v[0] != 5 {
		t.Errorf("index opened after the second build: %d rows, row 1 = %v, %v, want 2 rows, 5", after.Len(), v, err)
	}
	wantFiles(t, dir, "index.faiss")
}

func TestBuildStopsWhenContextIsDone(t *testing.T) {
	lib := testLibrary(t)
	dir := t.TempDir()
	vectors := vectortest.Clustered(2, 2_000, 8, 10)
	reason := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	calls := 0
	_, err := lib.Build(ctx, Spec{Lists: 16}, 8, vectors, filepath.Join(dir, "x"), func(int64, int64) {
		if calls++; calls == 2 {
			cancel(reason)
		}
	})
	if !errors.Is(err, reason) || calls != 2 {
		t.Errorf("Build canceled after step 2 made %d steps and returned %v, want %v", calls, err, reason)
	}
	wantFiles(t, dir)
}

func TestBuildReportsProgress(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(3, 2_000, 8, 10)
	for _, spec := range testSpecs {
		last, calls := int64(0), 0
		total := int64(-1)
		_, err := lib.Build(t.Context(), spec, 8, vectors, filepath.Join(t.TempDir(), "x"), func(done, of int64) {
			if done <= last || calls > 0 && of != total {
				t.Errorf("%s: progress %d of %d after %d of %d", spec, done, of, last, total)
			}
			last, total = done, of
			calls++
		})
		if err != nil || last != total {
			t.Errorf("%s: progress ended at %d of %d, error %v", spec, last, total, err)
		}
	}
}

// TestBuildAcceptsEqualVectors builds an index in which most lists are empty.
func TestBuildAcceptsEqualVectors(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim = 500, 8
	vectors := make([]float32, rows*dim)
	for i := range vectors {
		vectors[i] = float32(i % dim)
	}
	for _, spec := range testSpecs {
		t.Run(spec.String(), func(t *testing.T) {
			path, _ := buildFile(t, lib, spec, dim, vectors)
			ix := openFile(t, lib, path, vector.SearchParams{NProbe: spec.Lists})
			hits, err := ix.Search(vectors[:dim], rows)
			if err != nil || len(hits) != rows {
				t.Fatalf("Search = %d hits, %v, want all %d", len(hits), err, rows)
			}
			for i, h := range hits {
				if h.Row != int64(i) || h.Distance > 1e-4 {
					t.Fatalf("hit %d = %+v, want row %d at distance 0", i, h, i)
				}
			}
		})
	}
}

// TestBuildAcceptsOneListPerVector builds an index in which every vector is a centroid.
func TestBuildAcceptsOneListPerVector(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(4, 16, 8, 4)
	path, order := buildFile(t, lib, Spec{Lists: 16}, 8, vectors)
	ix := openFile(t, lib, path, vector.SearchParams{NProbe: 1})
	for row, from := range order {
		hits, err := ix.Search(vectors[from*8:][:8], 1)
		if err != nil || !slices.Equal(hits, []vector.Hit{{Row: int64(row)}}) {
			t.Errorf("Search for vector %d = %v, %v, want row %d at distance 0", from, hits, err, row)
		}
	}
}
