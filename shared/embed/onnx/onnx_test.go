package onnx_test

import (
	"context"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/cpu"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
	"shopfyp.dev/shared/embed/internal/goldentest"
	"shopfyp.dev/shared/embed/onnx"
)

// native returns the Config of the files that set-up made.
func native(t testing.TB) onnx.Config {
	t.Helper()
	return onnx.In(goldentest.Native(t))
}

// published is native with the model as it was published.
func published(t testing.TB) onnx.Config {
	c := native(t)
	c.Model = filepath.Join(filepath.Dir(c.Model), "model.onnx")
	return c
}

func open(t testing.TB, c onnx.Config) *onnx.Embedder {
	t.Helper()
	e, err := onnx.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return e
}

func TestEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(t *testing.T) embed.Embedder { return open(t, native(t)) })
}

// TestGolden compares with the vectors of Python's onnxruntime. They were made on a
// processor with AVX512-VNNI; int8 arithmetic rounds a little differently elsewhere.
func TestGolden(t *testing.T) {
	floor := 0.999
	if cpu.X86.HasAVX512VNNI {
		floor = 0.9999
	}
	e, lowest := open(t, native(t)), 1.0
	for i, l := range goldentest.Lines[struct {
		Kind, Text string
		Vector     []float32
	}](t, "vectors.jsonl.gz") {
		embed := map[string]func(context.Context, string) ([]float32, error){
			"query": e.EmbedQuery, "document": e.EmbedDocument,
		}[l.Kind]
		got, err := embed(t.Context(), l.Text)
		if err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		c := cosine(got, l.Vector)
		if !(c >= floor) {
			t.Errorf("line %d, %s %.60q: cosine %.6f to the reference, want %v", i+1, l.Kind, l.Text, c, floor)
		}
		lowest = min(lowest, c)
	}
	t.Logf("lowest cosine to the reference %.7f, floor %v", lowest, floor)
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}

// TestOptimisedGivesTheSameVectors compares the file made at set-up with the model
// as it was published, bit for bit.
func TestOptimisedGivesTheSameVectors(t *testing.T) {
	optimised, plain := open(t, native(t)), open(t, published(t))
	for _, text := range []string{"", "bluetooth speaker", product, strings.Repeat(product, 20)} {
		a, errA := optimised.EmbedDocument(t.Context(), text)
		b, errB := plain.EmbedDocument(t.Context(), text)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if !slices.Equal(a, b) {
			t.Errorf("%.40q: the optimised model gives another vector, cosine %v", text, cosine(a, b))
		}
	}
}

func TestThreadsGiveTheSameVector(t *testing.T) {
	c := native(t)
	c.Threads = 2
	one, two := open(t, native(t)), open(t, c)
	text := strings.Repeat(product, 20)
	a, errA := one.EmbedDocument(t.Context(), text)
	b, errB := two.EmbedDocument(t.Context(), text)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if !slices.Equal(a, b) {
		t.Errorf("cosine of the vectors with one and two threads is %v, want the same vector", cosine(a, b))
	}
}
