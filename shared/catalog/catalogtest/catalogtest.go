// Package catalogtest holds what every catalog.Store and catalog.Embeddings
// must do, as tests. An implementation is finished when it passes them.
package catalogtest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// many is more than two batches of any store, and no whole number of them.
const many = 2_500

// awkwardIDs are IDs whose order or bytes an implementation may get wrong, in ID order.
var awkwardIDs = []catalog.ID{"!", "%2F", "-1", "0", "10", "9", "A", "_", "__x", "a", "a.b", "ß", "é", "商品", "\uffe6", "🎧"}

func numbered(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%05d", i)) }

func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// collect returns all that seq yields, failing the test at an error.
func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var got []T
	for v, err := range seq {
		if err != nil {
			t.Fatalf("after %d: %v", len(got), err)
		}
		got = append(got, v)
	}
	return got
}

// checkEnded fails the test unless seq yields nothing but an ended context's error.
func checkEnded[T any](t *testing.T, seq iter.Seq2[T, error]) {
	t.Helper()
	n := 0
	for _, err := range seq {
		n++
		if !errors.Is(err, context.Canceled) {
			t.Errorf("yielded %v, want the context's error", err)
		}
	}
	if n != 1 {
		t.Errorf("yielded %d times, want once, with an error", n)
	}
}
