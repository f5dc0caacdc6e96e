// Package interactiontest is the conformance suite for implementations of interaction.Log and
// interaction.DraftLog.
package interactiontest

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// TestLog tests an implementation of interaction.Log. For each subtest it calls open, which must return an empty log.
func TestLog(t *testing.T, open func(t *testing.T) interaction.Log) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, l interaction.Log)
	}{
		{"RoundTrip", testRoundTrip},
		{"AppendIgnoresIDAndTime", testIgnored},
		{"AppendRejectsInvalid", testInvalid},
		{"NewestFirst", testNewestFirst},
		{"UsersAreIsolated", testUsers},
		{"Dismissed", testDismissed},
		{"DismissTwice", testDismissTwice},
		{"DismissAgainAfterDelete", testDismissAgain},
		{"ManyDismissals", testManyDismissals},
		{"Purchased", testPurchased},
		{"PurchaseTwice", testPurchaseTwice},
		{"PurchaseKeepsTime", testPurchaseTime},
		{"ManyPurchases", testManyPurchases},
		{"NotFound", testNotFound},
		{"SetVector", testSetVector},
		{"SetVectorDoesNotRestore", testRemoved},
		{"Pages", testPages},
		{"PagesOmitVectors", testPagesWithoutVectors},
		{"PagesWhileTheLogChanges", testPagesWhileChanging},
		{"PageRejectsInvalidCursor", testPageInvalidCursor},
		{"Clear", testClear},
		{"ClearOneType", testClearOneType},
		{"ClearRejectsUnknownType", testClearUnknownType},
		{"ClearDuringAppend", testClearWhileAppending},
		{"InvalidUser", testInvalidUser},
		{"Concurrent", testConcurrent},
		{"CanceledContext", testCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// TestDraftLog tests an implementation of interaction.DraftLog. It includes TestLog. open must return an empty log.
func TestDraftLog(t *testing.T, open func(t *testing.T) interaction.DraftLog) {
	TestLog(t, func(t *testing.T) interaction.Log { return open(t) })
	for _, c := range []struct {
		name string
		test func(t *testing.T, l interaction.DraftLog)
	}{
		{"WriteLate", testWriteLate},
		{"WriteLateAfterDelete", testWriteLateAfterDelete},
		{"WriteLateAfterClear", testWriteLateAfterClear},
		{"WriteLateAfterClearOfOneType", testWriteLateAfterClearOfType},
		{"WriteLateOfDismissal", testWriteLateDismissal},
		{"WriteLateDuringRemoval", testWriteLateRace},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

const ann, bob = "ann", "Bøb-🎧" // users

func search(query string) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Search, Query: query}
}

func click(id catalog.ID) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Click, ProductID: id}
}

func dismiss(id catalog.ID) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Dismiss, ProductID: id}
}

func purchase(order string, id catalog.ID) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Purchase, ProductID: id, OrderID: order, Quantity: 1}
}

// vector has elements that a lossy encoding would change.
var vector = []float32{0, float32(math.Copysign(0, -1)), 0.1, -1.0 / 3, math.MaxFloat32, math.SmallestNonzeroFloat32}

func appendTo(t *testing.T, l interaction.Log, user string, x interaction.Interaction) string {
	t.Helper()
	id, err := l.Append(t.Context(), user, x)
	if err != nil {
		t.Fatalf("Append(%s, %+v): %v", user, x, err)
	}
	if id == "" || strings.Contains(id, "/") {
		t.Fatalf("Append(%s, %+v) = %q, want an ID", user, x, id)
	}
	return id
}

func get(t *testing.T, l interaction.Log, user, id string) interaction.Interaction {
	t.Helper()
	x, err := l.Get(t.Context(), user, id)
	if err != nil {
		t.Fatalf("Get(%s, %s): %v", user, id, err)
	}
	return x
}

func latest(t *testing.T, l interaction.Log, user string, n int) []interaction.Interaction {
	t.Helper()
	got, err := l.Latest(t.Context(), user, n)
	if err != nil {
		t.Fatalf("Latest(%s, %d): %v", user, n, err)
	}
	return got
}

func sameBits(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
