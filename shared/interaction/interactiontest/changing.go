package interactiontest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

func testDismissed(t *testing.T, l interaction.Log) {
	for _, x := range []interaction.Interaction{search("p0"), click("p1"), dismiss("p2"), dismiss("商品"), dismiss("p2")} {
		appendTo(t, l, ann, x)
	}
	removed := appendTo(t, l, ann, dismiss("p3"))
	if err := l.Delete(t.Context(), ann, removed); err != nil {
		t.Fatal(err)
	}
	got, err := l.Dismissed(t.Context(), ann)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []catalog.ID{"p2", "商品"}; !slices.Equal(got, want) {
		t.Errorf("Dismissed = %q, want %q", got, want)
	}
}

func testDismissTwice(t *testing.T, l interaction.Log) {
	first, between := appendTo(t, l, ann, dismiss("p1")), appendTo(t, l, ann, dismiss("p2"))
	created := get(t, l, ann, first).CreatedAt
	for range 3 {
		if again := appendTo(t, l, ann, dismiss("p1")); again != first {
			t.Errorf("the second dismissal has the ID %q, want the ID of the first, %q", again, first)
		}
	}
	if other := appendTo(t, l, bob, dismiss("p1")); other == "" {
		t.Error("bob's dismissal of the same product has no ID")
	}
	if got := pages(t, l, 1, ""); len(got) != 2 || !slices.Contains(got, first) || !slices.Contains(got, between) {
		t.Errorf("the log contains %q, want one dismissal of each product, %q and %q", got, first, between)
	}
	if got := get(t, l, ann, first).CreatedAt; got.Before(created) {
		t.Errorf("CreatedAt after another dismissal = %v, want %v or later", got, created)
	}
}

func testDismissAgain(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, dismiss("p1"))
	if err := l.Delete(t.Context(), ann, id); err != nil {
		t.Fatal(err)
	}
	if again := appendTo(t, l, ann, dismiss("p1")); again != id {
		t.Errorf("ID of a dismissal after Delete = %q, want %q", again, id)
	}
	if got, err := l.Dismissed(t.Context(), ann); err != nil || !slices.Equal(got, []catalog.ID{"p1"}) {
		t.Errorf("Dismissed = %q, %v, want p1", got, err)
	}
}

func testManyDismissals(t *testing.T, l interaction.Log) {
	const extra = 5
	var wg sync.WaitGroup
	for i := range extra {
		appendTo(t, l, ann, dismiss(catalog.ID(fmt.Sprint("old", i))))
	}
	workers := make(chan struct{}, 16)
	for i := range interaction.MaxDismissed {
		workers <- struct{}{}
		wg.Go(func() {
			defer func() { <-workers }()
			if _, err := l.Append(t.Context(), ann, dismiss(catalog.ID(fmt.Sprint("new", i)))); err != nil {
				t.Errorf("Append: %v", err)
			}
		})
	}
	wg.Wait()
	got, err := l.Dismissed(t.Context(), ann)
	if err != nil {
		t.Fatal(err)
	}
	if isOld := func(id catalog.ID) bool { return strings.HasPrefix(string(id), "old") }; len(got) != interaction.MaxDismissed || slices.ContainsFunc(got, isOld) {
		t.Errorf("Dismissed returned %d products, want the newest %d", len(got), interaction.MaxDismissed)
	}
}

func testNotFound(t *testing.T, l interaction.Log) {
	appendTo(t, l, ann, search("shoes"))
	for _, id := range []string{"nope", "", ".", "..", "a/b", "__x__", "\xff", strings.Repeat("x", 2_000)} {
		if _, err := l.Get(t.Context(), ann, id); !errors.Is(err, interaction.ErrNotFound) {
			t.Errorf("Get(%.40q) = %v, want ErrNotFound", id, err)
		}
		if err := l.SetVector(t.Context(), ann, id, vector, "m"); !errors.Is(err, interaction.ErrNotFound) {
			t.Errorf("SetVector(%.40q) = %v, want ErrNotFound", id, err)
		}
		if err := l.Delete(t.Context(), ann, id); err != nil {
			t.Errorf("Delete(%.40q) = %v, want nil", id, err)
		}
	}
}

func testSetVector(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, search("shoes"))
	want := get(t, l, ann, id)
	for _, model := range []string{"m1", "m2"} {
		if err := l.SetVector(t.Context(), ann, id, vector, model); err != nil {
			t.Fatalf("SetVector: %v", err)
		}
		want.Vector, want.Model = vector, model
		got := get(t, l, ann, id)
		if diff := cmp.Diff(want, got); diff != "" || !sameBits(want.Vector, got.Vector) {
			t.Errorf("after SetVector of %s (-want +got):\n%s", model, diff)
		}
	}
}

func testRemoved(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, search("shoes"))
	if err := l.Delete(t.Context(), ann, id); err != nil {
		t.Fatal(err)
	}
	if err := l.SetVector(t.Context(), ann, id, vector, "m"); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("SetVector of a removed interaction = %v, want ErrNotFound", err)
	}
	if _, err := l.Get(t.Context(), ann, id); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("Get of a removed interaction = %v, want ErrNotFound", err)
	}
	if got := latest(t, l, ann, 10); len(got) != 0 {
		t.Errorf("Latest = %+v, want nothing", got)
	}
}

func testInvalidUser(t *testing.T, l interaction.Log) {
	for _, user := range []string{"", "a/b", "a/b/c"} {
		if _, err := l.Append(t.Context(), user, search("shoes")); err == nil {
			t.Errorf("Append(%q) = nil error, want an error", user)
		}
		if _, err := l.Latest(t.Context(), user, 3); err == nil {
			t.Errorf("Latest(%q) = nil error, want an error", user)
		}
		if _, err := l.Dismissed(t.Context(), user); err == nil {
			t.Errorf("Dismissed(%q) = nil error, want an error", user)
		}
		if _, err := l.Get(t.Context(), user, "x"); err == nil {
			t.Errorf("Get(%q) = nil error, want an error", user)
		}
		if err := l.SetVector(t.Context(), user, "x", vector, "m"); err == nil {
			t.Errorf("SetVector(%q) = nil error, want an error", user)
		}
		if _, _, err := l.Page(t.Context(), user, 3, interaction.Cursor{}); err == nil {
			t.Errorf("Page(%q) = nil error, want an error", user)
		}
		if err := l.Delete(t.Context(), user, "x"); err == nil {
			t.Errorf("Delete(%q) = nil error, want an error", user)
		}
		if err := l.Clear(t.Context(), user); err == nil {
			t.Errorf("Clear(%q) = nil error, want an error", user)
		}
	}
}

func testConcurrent(t *testing.T, l interaction.Log) {
	const workers, each = 8, 10
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for range each {
				id, err := l.Append(t.Context(), ann, search("shoes"))
				if err != nil {
					t.Errorf("Append: %v", err)
					continue
				}
				if err := l.SetVector(t.Context(), ann, id, vector, "m"); err != nil {
					t.Errorf("SetVector: %v", err)
				}
			}
		})
	}
	wg.Wait()
	ids := make(map[string]bool)
	for _, x := range latest(t, l, ann, 2*workers*each) {
		ids[x.ID] = sameBits(x.Vector, vector)
	}
	embedded := 0
	for _, ok := range ids {
		if ok {
			embedded++
		}
	}
	if embedded != workers*each {
		t.Errorf("%d distinct interactions have their vector, want %d", embedded, workers*each)
	}
}

func testCanceled(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, search("shoes"))
	if _, err := l.Append(canceled(), ann, search("more")); !errors.Is(err, context.Canceled) {
		t.Errorf("Append = %v, want context.Canceled", err)
	}
	if _, err := l.Latest(canceled(), ann, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("Latest = %v, want context.Canceled", err)
	}
	if _, err := l.Dismissed(canceled(), ann); !errors.Is(err, context.Canceled) {
		t.Errorf("Dismissed = %v, want context.Canceled", err)
	}
	if _, err := l.Get(canceled(), ann, id); !errors.Is(err, context.Canceled) {
		t.Errorf("Get = %v, want context.Canceled", err)
	}
	if err := l.SetVector(canceled(), ann, id, vector, "m"); !errors.Is(err, context.Canceled) {
		t.Errorf("SetVector = %v, want context.Canceled", err)
	}
	if _, _, err := l.Page(canceled(), ann, 3, interaction.Cursor{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Page = %v, want context.Canceled", err)
	}
	if err := l.Delete(canceled(), ann, id); !errors.Is(err, context.Canceled) {
		t.Errorf("Delete = %v, want context.Canceled", err)
	}
	if err := l.Clear(canceled(), ann); !errors.Is(err, context.Canceled) {
		t.Errorf("Clear = %v, want context.Canceled", err)
	}
	if got := latest(t, l, ann, 10); len(got) != 1 {
		t.Errorf("the log contains %d interactions, want 1", len(got))
	}
}
