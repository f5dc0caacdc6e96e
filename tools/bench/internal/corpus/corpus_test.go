package corpus

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// small returns a set of four vectors of length 1.
func small() *Set {
	return &Set{Dim: 2, Vectors: []float32{1, 0, 0, 1, -1, 0, .6, .8}}
}

func generate(t *testing.T, s *Set, n int, seed uint64) []float32 {
	t.Helper()
	var all []float32
	err := s.Generate(n, seed, func(first int, vectors []float32) error {
		if first*s.Dim != len(all) {
			t.Fatalf("block begins at vector %d after %d elements", first, len(all))
		}
		all = append(all, vectors...)
		return nil
	})
	if err != nil || len(all) != n*s.Dim {
		t.Fatalf("Generate(%d) made %d elements, error %v", n, len(all), err)
	}
	return all
}

func TestGenerate(t *testing.T) {
	s := small()
	const n = 2*blockRows + 3
	got := generate(t, s, n, 1)
	for row := range slices.Chunk(got, s.Dim) {
		if l := math.Hypot(float64(row[0]), float64(row[1])); math.Abs(l-1) > 1e-5 {
			t.Fatalf("vector %v has length %v, want 1", row, l)
		}
	}
	if again := generate(t, s, n, 1); !slices.Equal(got, again) {
		t.Error("the same seed gives other vectors")
	}
	if shorter := generate(t, s, 10, 1); !slices.Equal(got[:10*s.Dim], shorter) {
		t.Error("fewer vectors are not the first of many")
	}
	if other := generate(t, s, n, 2); slices.Equal(got, other) {
		t.Error("another seed gives the same vectors")
	}
}

func TestGenerateBeginsWithTheRealOnes(t *testing.T) {
	s := small()
	var want, got [][]float32
	for row := range slices.Chunk(s.Vectors, s.Dim) {
		want = append(want, row)
	}
	for row := range slices.Chunk(generate(t, s, 4, 3), s.Dim) {
		got = append(got, row)
	}
	slices.SortFunc(want, slices.Compare)
	slices.SortFunc(got, slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the first vectors are %v, want %v in any order", got, want)
	}
}

func TestGenerateStops(t *testing.T) {
	full := errors.New("full")
	calls := 0
	err := small().Generate(3*blockRows, 1, func(int, []float32) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("Generate after an error: %v, %d calls, want %v, 1", err, calls, full)
	}
	if err := (&Set{}).Generate(1, 1, nil); err == nil {
		t.Error("Generate from nothing gives no error")
	}
}

func TestTexts(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "catalogue_a/products.csv", "id,title,brand\n2,Red shoe,Acme\n1,Lamp,\n3,Lamp,\n")
	write(t, dir, "esci150/queries.csv", "query_id,query\n1,lamp\n2, \n3,lamp\n")
	write(t, dir, "requests_b/requests.csv", "request_id,request\n1,a shoe that is red\n")
	titles, err := productTexts(t.Context(), dir)
	if want := []string{"Lamp", "Red shoe, Acme"}; err != nil || !slices.Equal(titles, want) {
		t.Errorf("products' texts = %q, %v, want %q", titles, err, want)
	}
	queries, err := queryTexts(dir)
	if want := []string{"lamp", "a shoe that is red"}; err != nil || !slices.Equal(queries, want) {
		t.Errorf("queries = %q, %v, want %q", queries, err, want)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRealWithoutData(t *testing.T) {
	var log bytes.Buffer
	if s, err := Real(context.Background(), t.TempDir(), t.TempDir(), slog.New(slog.NewTextHandler(&log, nil))); err == nil {
		t.Errorf("Real of an empty folder = %+v, want an error", s)
	}
}

func TestFloats(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "a.f32")
	want := []float32{1, -2, .5}
	if err := writeFloats(path, want); err != nil {
		t.Fatal(err)
	}
	if got, err := readFloats(path, 3); err != nil || !slices.Equal(got, want) {
		t.Errorf("read back %v, %v, want %v", got, err, want)
	}
	for _, n := range []int{2, 4} {
		if got, err := readFloats(path, n); err == nil {
			t.Errorf("a file of 3 floats read as %d: %v, want an error", n, got)
		}
	}
}
