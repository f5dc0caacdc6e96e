// Package embedtest is the conformance suite for embed.Embedder. Every implementation must pass TestEmbedder.
package embedtest

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"shopfyp.dev/shared/embed"
)

// TestEmbedder tests an implementation of embed.Embedder. It calls open for each subtest. open must use
// t.Cleanup to close the Embedder.
func TestEmbedder(t *testing.T, open func(t *testing.T) embed.Embedder) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, e embed.Embedder)
	}{
		{"Identity", testIdentity},
		{"AnyText", testAnyText},
		{"Deterministic", testSame},
		{"CallerOwnsVectors", testOwnership},
		{"Concurrent", testConcurrent},
		{"RelatedTextIsNearer", testRelated},
		{"DoneContext", testDoneContext},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// texts holds inputs that shoppers, merchants or attackers might send, keyed by a description.
var texts = map[string]string{
	"a query":        "Bluetooth Speaker",
	"a sentence":     "shoes for my 10-year-old son who likes Ben 10",
	"empty":          "",
	"white space":    " \t\r\n",
	"punctuation":    "?!",
	"accents":        "Décor für das Café",
	"Chinese":        "无线蓝牙音箱",
	"emoji":          "🎧🔊",
	"invalid UTF-8":  "speaker \xff\xfe\xc3 \xf0\x9f",
	"NUL":            "speaker\x00 blue\x00tooth",
	"special tokens": "[CLS] [SEP] [PAD] [MASK]",
	"a long word":    strings.Repeat("x", 5000),
	"a megabyte":     strings.Repeat("portable wireless speaker ", (1<<20)/26),
}

func testIdentity(t *testing.T, e embed.Embedder) {
	if e.Model() == "" || e.Dim() < 1 {
		t.Errorf("Model() = %q, Dim() = %d, want a name and a dimension", e.Model(), e.Dim())
	}
	if again := e.Model(); again != e.Model() {
		t.Errorf("Model() = %q, then %q", again, e.Model())
	}
}

func testAnyText(t *testing.T, e embed.Embedder) {
	for name, text := range texts {
		checkUnit(t, e, name+" as a query", query(t, e, text))
		checkUnit(t, e, name+" as a document", document(t, e, text))
	}
}

func testSame(t *testing.T, e embed.Embedder) {
	before := make(map[string][]float32)
	for name, text := range texts {
		before[name] = document(t, e, text)
	}
	for name, text := range texts { // in another order
		if !slices.Equal(document(t, e, text), before[name]) {
			t.Errorf("%s: the second call returns a different vector", name)
		}
	}
}

func testOwnership(t *testing.T, e embed.Embedder) {
	first := query(t, e, "bluetooth speaker")
	kept := slices.Clone(first)
	query(t, e, "garden hose")
	if !slices.Equal(first, kept) {
		t.Error("a later call changed an earlier vector")
	}
	clear(first)
	if !slices.Equal(query(t, e, "bluetooth speaker"), kept) {
		t.Error("changing a returned vector changed the result of a later call")
	}
}

func testConcurrent(t *testing.T, e embed.Embedder) {
	want := make(map[string][]float32)
	for _, text := range texts {
		want[text] = query(t, e, text)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for text, v := range want {
				got, err := e.EmbedQuery(t.Context(), text)
				if err != nil || !slices.Equal(got, v) {
					t.Errorf("concurrent EmbedQuery(%.40q) differs from a sequential one (error %v)", text, err)
				}
			}
		})
	}
	wg.Wait()
}

func testRelated(t *testing.T, e embed.Embedder) {
	for _, c := range []struct{ query, near, far string }{
		{"bluetooth speaker", "portable wireless bluetooth speaker", "garden hose"},
		{"garden hoses", "expandable garden hose, 15 m", "portable wireless bluetooth speaker"},
		{"running shoes for men", "men's running shoe, black", "men's leather wallet, black"},
	} {
		q := query(t, e, c.query)
		near, far := distance(q, document(t, e, c.near)), distance(q, document(t, e, c.far))
		if near >= far {
			t.Errorf("%q is %.3f from %q and %.3f from %q, want the first to be nearer", c.query, near, c.near, far, c.far)
		}
	}
}

func testDoneContext(t *testing.T, e embed.Embedder) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	expired, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	for want, ctx := range map[error]context.Context{context.Canceled: canceled, context.DeadlineExceeded: expired} {
		if v, err := e.EmbedQuery(ctx, "speaker"); !errors.Is(err, want) || v != nil {
			t.Errorf("EmbedQuery after %q = %d elements, error %v", want, len(v), err)
		}
		if v, err := e.EmbedDocument(ctx, "speaker"); !errors.Is(err, want) || v != nil {
			t.Errorf("EmbedDocument after %q = %d elements, error %v", want, len(v), err)
		}
	}
}

func query(t *testing.T, e embed.Embedder, text string) []float32 {
	t.Helper()
	v, err := e.EmbedQuery(t.Context(), text)
	if err != nil {
		t.Fatalf("EmbedQuery(%.40q): %v", text, err)
	}
	return v
}

func document(t *testing.T, e embed.Embedder, text string) []float32 {
	t.Helper()
	v, err := e.EmbedDocument(t.Context(), text)
	if err != nil {
		t.Fatalf("EmbedDocument(%.40q): %v", text, err)
	}
	return v
}

func checkUnit(t *testing.T, e embed.Embedder, name string, v []float32) {
	t.Helper()
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if length := math.Sqrt(sum); len(v) != e.Dim() || !(math.Abs(length-1) < 1e-5) {
		t.Errorf("%s: vector of %d elements and length %v, want %d elements and length 1", name, len(v), length, e.Dim())
	}
}

// distance returns the L2 distance.
func distance(a, b []float32) float64 {
	var sum float64
	for i := range a {
		d := float64(a[i]) - float64(b[i])
		sum += d * d
	}
	return math.Sqrt(sum)
}
