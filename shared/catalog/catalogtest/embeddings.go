package catalogtest

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// TestEmbeddings tests an implementation of catalog.Embeddings. For each
// subtest it calls open, which must return an empty implementation.
func TestEmbeddings(t *testing.T, open func(t *testing.T) catalog.Embeddings) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, e catalog.Embeddings)
	}{
		{"RoundTrip", testEmbeddingRoundTrip},
		{"PutReplaces", testReplaceEmbedding},
		{"PutNamesInvalidEmbeddings", testPutInvalidEmbeddings},
		{"Many", testManyEmbeddings},
		{"Delete", testDeleteEmbeddings},
		{"CanceledContext", testCanceledEmbeddings},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// edgeValues are floats that a lossy encoding would change.
var edgeValues = []float32{
	0, float32(math.Copysign(0, -1)), 1, -1, 0.1, 1.0 / 3, math.Pi, 1 << 24, 1<<24 - 1,
	math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, 1.1754942e-38,
}

func embedding(id catalog.ID, vector ...float32) catalog.Embedding {
	return catalog.Embedding{ID: id, Vector: vector, Model: "modèle/1", TextHash: "00ff"}
}

// equal compares vectors bit by bit.
func equal(a, b catalog.Embedding) bool {
	sameBits := func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) }
	return a.ID == b.ID && a.Model == b.Model && a.TextHash == b.TextHash && slices.EqualFunc(a.Vector, b.Vector, sameBits)
}

func putEmbeddings(t *testing.T, e catalog.Embeddings, all ...catalog.Embedding) {
	t.Helper()
	if err := e.PutEmbeddings(t.Context(), all); err != nil {
		t.Fatalf("PutEmbeddings(%d): %v", len(all), err)
	}
}

func checkEmbeddings(t *testing.T, e catalog.Embeddings, want ...catalog.Embedding) {
	t.Helper()
	got := collect(t, e.AllEmbeddings(t.Context()))
	if len(got) != len(want) {
		t.Fatalf("AllEmbeddings() yields %d embeddings, want %d", len(got), len(want))
	}
	for i := range got {
		if !equal(got[i], want[i]) {
			t.Fatalf("embedding %d = %+v, want %+v", i, got[i], want[i])
		}
	}
}

func testEmbeddingRoundTrip(t *testing.T, e catalog.Embeddings) {
	checkEmbeddings(t, e)
	longest := make([]float32, catalog.MaxDim)
	for i := range longest {
		longest[i] = float32(i) / 3
	}
	var want []catalog.Embedding
	for i, id := range awkwardIDs {
		want = append(want, embedding(id, append([]float32{float32(i)}, edgeValues...)...))
	}
	want = append(want, embedding("🏁", longest...))
	putEmbeddings(t, e, want...)
	checkEmbeddings(t, e, want...)
}

func testReplaceEmbedding(t *testing.T, e catalog.Embeddings) {
	putEmbeddings(t, e, embedding("a", 1, 2), embedding("b", 3))
	next := catalog.Embedding{ID: "a", Vector: []float32{9}, Model: "m2", TextHash: "h2"}
	putEmbeddings(t, e, embedding("a", 7), next) // the last embedding of an ID wins
	checkEmbeddings(t, e, next, embedding("b", 3))
}

func testPutInvalidEmbeddings(t *testing.T, e catalog.Embeddings) {
	bad := []catalog.Embedding{
		embedding("none"),
		embedding("no/id", 1),
		embedding("nan", float32(math.NaN())),
		embedding("infinite", 1, float32(math.Inf(-1))),
		embedding("too-long", make([]float32, catalog.MaxDim+1)...),
	}
	err := e.PutEmbeddings(t.Context(), append([]catalog.Embedding{embedding("good", 1)}, bad...))
	for _, b := range bad {
		if err == nil || !strings.Contains(err.Error(), `"`+string(b.ID)+`"`) {
			t.Errorf("error does not name %q: %v", b.ID, err)
		}
	}
	checkEmbeddings(t, e, embedding("good", 1))
}

func testManyEmbeddings(t *testing.T, e catalog.Embeddings) {
	var want []catalog.Embedding
	for i := range many {
		want = append(want, embedding(numbered(i), float32(i), 0.1))
	}
	putEmbeddings(t, e, want...)
	checkEmbeddings(t, e, want...)
}

func testDeleteEmbeddings(t *testing.T, e catalog.Embeddings) {
	putEmbeddings(t, e, embedding("a", 1), embedding("b", 2))
	if err := e.DeleteEmbeddings(t.Context(), []catalog.ID{"a", "not there", "a", "no/id", ""}); err != nil {
		t.Fatalf("DeleteEmbeddings: %v", err)
	}
	checkEmbeddings(t, e, embedding("b", 2))
}

func testCanceledEmbeddings(t *testing.T, e catalog.Embeddings) {
	putEmbeddings(t, e, embedding("a", 1))
	if err := e.PutEmbeddings(canceled(), []catalog.Embedding{embedding("b", 1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("PutEmbeddings = %v, want context.Canceled", err)
	}
	if err := e.DeleteEmbeddings(canceled(), []catalog.ID{"a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("DeleteEmbeddings = %v, want context.Canceled", err)
	}
	checkCanceled(t, e.AllEmbeddings(canceled()))
	checkEmbeddings(t, e, embedding("a", 1))
}
