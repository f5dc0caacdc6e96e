// Package ruletest is the conformance suite for implementations of rule.Store.
package ruletest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/rule"
)

// Block returns a rule that blocks a product.
func Block(id string, product catalog.ID) rule.Rule {
	return rule.Rule{ID: id, Kind: rule.Block, Name: "recalled", Enabled: true, ProductID: product}
}

// Pin returns a rule that pins a product for a query.
func Pin(id, query string, product catalog.ID, position int) rule.Rule {
	return rule.Rule{ID: id, Kind: rule.Pin, Name: "campaign", Enabled: true, Query: query, ProductID: product, Position: position}
}

// LiftBrand returns a rule that lifts a brand.
func LiftBrand(id, brand string, strength int) rule.Rule {
	return rule.Rule{ID: id, Kind: rule.Lift, Name: "partnership", Enabled: true, Brand: brand, Strength: strength}
}

// Put stores a rule.
func Put(t testing.TB, s rule.Store, r rule.Rule) {
	t.Helper()
	if err := s.Update(t.Context(), r.ID, func(*rule.Rule) (*rule.Rule, error) { return &r, nil }); err != nil {
		t.Fatal(err)
	}
}

// TestStore tests an implementation of rule.Store. For each subtest it calls open, which must return an empty store.
func TestStore(t *testing.T, open func(t *testing.T) rule.Store) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s rule.Store)
	}{
		{"Empty", testEmpty},
		{"RoundTrip", testRoundTrip},
		{"Replace", testReplace},
		{"Delete", testDelete},
		{"FailedUpdate", testFailedUpdate},
		{"InvalidRules", testInvalid},
		{"ConcurrentUpdates", testConcurrent},
		{"CanceledContext", testCanceled},
		{"TooMany", testTooMany},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// load returns the content of a store, and fails the test unless Version agrees with it.
func load(t *testing.T, s rule.Store) rule.Stored {
	t.Helper()
	all, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if v, err := s.Version(t.Context()); err != nil || v != all.Version {
		t.Errorf("Version = %d, %v, want %d as Load", v, err, all.Version)
	}
	return all
}

func testEmpty(t *testing.T, s rule.Store) {
	if got := load(t, s); got.Version != 0 || len(got.Rules) != 0 || len(got.Invalid) != 0 {
		t.Errorf("an empty store has %+v", got)
	}
	if _, err := s.Get(t.Context(), "missing"); !errors.Is(err, rule.ErrNotFound) {
		t.Errorf("Get(missing) = %v, want ErrNotFound", err)
	}
}

func testRoundTrip(t *testing.T, s rule.Store) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 123_000, time.UTC)
	want := []rule.Rule{
		{
			ID: "a", Kind: rule.Lower, Name: "Überbestand 🎧", Start: at, End: at.Add(time.Hour), Brand: "Søren", Category: []string{"A/B", "C"},
			Attribute: rule.Attribute{Name: rule.Color, Value: "red"}, Strength: 40, UpdatedAt: at, UpdatedBy: "editor@shop.example",
		},
		Pin("b", "desk lamp", "p1", 3),
		{ID: "c", Kind: rule.Block, Name: "recall", Enabled: true, ProductID: "p2", VariantOnly: true},
	}
	for _, r := range want {
		Put(t, s, r)
		got, err := s.Get(t.Context(), r.ID)
		if diff := cmp.Diff(r, got); err != nil || diff != "" {
			t.Errorf("Get(%s): %v, -want +got:\n%s", r.ID, err, diff)
		}
	}
	if got := load(t, s); got.Version != 3 || !cmp.Equal(got.Rules, want) {
		t.Errorf("Load = version %d, want 3, rules -want +got:\n%s", got.Version, cmp.Diff(want, got.Rules))
	}
}

func testReplace(t *testing.T, s rule.Store) {
	first, second := Pin("a", "lamp", "p1", 1), Block("a", "p2")
	Put(t, s, first)
	err := s.Update(t.Context(), "a", func(old *rule.Rule) (*rule.Rule, error) {
		if old == nil || !cmp.Equal(*old, first) {
			t.Errorf("the change got %+v, want the stored rule", old)
		}
		return &second, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := load(t, s); got.Version != 2 || !cmp.Equal(got.Rules, []rule.Rule{second}) {
		t.Errorf("after a replacement the store has %+v", got)
	}
}

func testDelete(t *testing.T, s rule.Store) {
	Put(t, s, Block("a", "p1"))
	none := func(*rule.Rule) (*rule.Rule, error) { return nil, nil }
	for range 2 {
		if err := s.Update(t.Context(), "a", none); err != nil {
			t.Fatal(err)
		}
	}
	if got := load(t, s); got.Version != 2 || len(got.Rules) != 0 {
		t.Errorf("after a deletion, and another of nothing, the store has %+v, want version 2 and no rules", got)
	}
}

func testFailedUpdate(t *testing.T, s rule.Store) {
	Put(t, s, Block("a", "p1"))
	failure := errors.New("no")
	if err := s.Update(t.Context(), "a", func(*rule.Rule) (*rule.Rule, error) { return nil, failure }); !errors.Is(err, failure) {
		t.Errorf("Update = %v, want the error of the change", err)
	}
	if got := load(t, s); got.Version != 1 || len(got.Rules) != 1 {
		t.Errorf("after a failed change the store has %+v", got)
	}
}

func testInvalid(t *testing.T, s rule.Store) {
	for id, r := range map[string]rule.Rule{"other": Block("a", "p1"), "a": Block("a", ""), "a/b": Block("a/b", "p1"), "": Block("", "p1")} {
		var field *invalid.FieldError
		if err := s.Update(t.Context(), id, func(*rule.Rule) (*rule.Rule, error) { return &r, nil }); !errors.As(err, &field) {
			t.Errorf("Update(%q, %+v) = %v, want a FieldError", id, r, err)
		}
	}
	if got := load(t, s); got.Version != 0 || len(got.Rules) != 0 {
		t.Errorf("after invalid rules the store has %+v", got)
	}
	if _, err := s.Get(t.Context(), "a/b"); !errors.Is(err, rule.ErrNotFound) {
		t.Errorf("Get(a/b) = %v, want ErrNotFound", err)
	}
}

func testConcurrent(t *testing.T, s rule.Store) {
	const writers = 4
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() { Put(t, s, Block(fmt.Sprint("r", i), "p1")) })
	}
	all.Wait()
	if got := load(t, s); got.Version != writers || len(got.Rules) != writers {
		t.Errorf("after %d concurrent updates: version %d, %d rules", writers, got.Version, len(got.Rules))
	}
}

func testCanceled(t *testing.T, s rule.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, versionErr := s.Version(ctx)
	_, loadErr := s.Load(ctx)
	updateErr := s.Update(ctx, "a", func(*rule.Rule) (*rule.Rule, error) { r := Block("a", "p1"); return &r, nil })
	for name, err := range map[string]error{"Version": versionErr, "Load": loadErr, "Update": updateErr} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a canceled context = %v, want context.Canceled", name, err)
		}
	}
}

// A filler stores many rules faster than one by one.
type filler interface {
	Fill(ctx context.Context, rules []rule.Rule) error
}

func testTooMany(t *testing.T, s rule.Store) {
	all := make([]rule.Rule, rule.MaxRules)
	for i := range all {
		all[i] = Block(fmt.Sprintf("r%04d", i), "p1")
	}
	if f, ok := s.(filler); ok {
		if err := f.Fill(t.Context(), all); err != nil {
			t.Fatal(err)
		}
	} else {
		for _, r := range all {
			Put(t, s, r)
		}
	}
	extra := Block("extra", "p1")
	err := s.Update(t.Context(), "extra", func(*rule.Rule) (*rule.Rule, error) { return &extra, nil })
	if !errors.Is(err, rule.ErrTooMany) {
		t.Errorf("one more rule than %d: %v, want ErrTooMany", rule.MaxRules, err)
	}
	changed := Block("r0000", "p2")
	Put(t, s, changed)
	if got := load(t, s); len(got.Rules) != rule.MaxRules || got.Rules[0].ProductID != "p2" {
		t.Errorf("a full store has %d rules, the first for %q, want %d and p2", len(got.Rules), got.Rules[0].ProductID, rule.MaxRules)
	}
}
