// Package catalogtest is the conformance suite for implementations of
// catalog.Store and catalog.Embeddings.
package catalogtest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// many is more than two batches for every implementation, and not a multiple of the batch size.
const many = 2_500

// awkwardIDs are IDs that an implementation may sort or escape wrongly, in ID order.
var awkwardIDs = []catalog.ID{"!", "%2F", "-1", "0", "10", "9", "A", "_", "__x", "a", "a.b", "ß", "é", "商品", "\uffe6", "🎧"}

func numbered(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%05d", i)) }

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// collect returns the values that seq yields. It fails the test on an error.
func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var got []T
	for v, err := range seq {
		if err != nil {
			t.Fatalf("after %d values: %v", len(got), err)
		}
		got = append(got, v)
	}
	return got
}

// checkCanceled fails the test unless seq yields only context.Canceled.
func checkCanceled[T any](t *testing.T, seq iter.Seq2[T, error]) {
	t.Helper()
	n := 0
	for _, err := range seq {
		n++
		if !errors.Is(err, context.Canceled) {
			t.Errorf("yielded error %v, want context.Canceled", err)
		}
	}
	if n != 1 {
		t.Errorf("yielded %d times, want once", n)
	}
}
