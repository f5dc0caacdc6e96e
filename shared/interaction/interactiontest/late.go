package interactiontest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/interaction"
)

func prepare(t *testing.T, l interaction.DraftLog, user string) interaction.Draft {
	t.Helper()
	return prepareOne(t, l, user, search("shoes"))
}

func prepareOne(t *testing.T, l interaction.DraftLog, user string, x interaction.Interaction) interaction.Draft {
	t.Helper()
	draft, err := l.Prepare(user, x)
	if err != nil {
		t.Fatalf("Prepare: %v", err)
	}
	return draft
}

func writeLate(t *testing.T, draft interaction.Draft) {
	t.Helper()
	if err := draft.WriteLate(t.Context()); err != nil {
		t.Fatalf("WriteLate: %v", err)
	}
}

// Repeated late writes store a draft only once. They keep a vector that was set in between.
func testWriteLate(t *testing.T, l interaction.DraftLog) {
	for name, first := range map[string]func(interaction.Draft) error{
		"first write":                  func(interaction.Draft) error { return nil },
		"after Write":                  func(d interaction.Draft) error { return d.Write(t.Context()) },
		"after WriteLate":              func(d interaction.Draft) error { return d.WriteLate(t.Context()) },
		"after WriteLate was canceled": func(d interaction.Draft) error { _ = d.WriteLate(canceled()); return nil },
	} {
		draft := prepare(t, l, ann)
		if err := first(draft); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		writeLate(t, draft)
		if err := l.SetVector(t.Context(), ann, draft.ID, vector, "m"); err != nil {
			t.Fatalf("%s: SetVector: %v", name, err)
		}
		want := get(t, l, ann, draft.ID)
		writeLate(t, draft)
		if diff := cmp.Diff(want, get(t, l, ann, draft.ID)); diff != "" || want.Query != "shoes" {
			t.Errorf("%s: a second late write changed the interaction (-before +after):\n%s", name, diff)
		}
	}
	if got := latest(t, l, ann, 10); len(got) != 4 {
		t.Errorf("the log contains %d interactions, want 4", len(got))
	}
	if err := prepare(t, l, ann).WriteLate(canceled()); !errors.Is(err, context.Canceled) {
		t.Errorf("WriteLate = %v, want context.Canceled", err)
	}
}

// A late write does not restore a deleted interaction, whether or not an earlier write had stored it. The deletion
// does not affect other interactions.
func testWriteLateAfterDelete(t *testing.T, l interaction.DraftLog) {
	waiting, written, other, bobs := prepare(t, l, ann), prepare(t, l, ann), prepare(t, l, ann), prepare(t, l, bob)
	if err := written.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, draft := range []interaction.Draft{waiting, written} {
		if err := l.Delete(t.Context(), ann, draft.ID); err != nil {
			t.Fatal(err)
		}
		writeLate(t, draft)
	}
	if err := l.Delete(t.Context(), ann, bobs.ID); err != nil { // ann's log does not contain it
		t.Fatal(err)
	}
	writeLate(t, other)
	writeLate(t, bobs)
	if got := latest(t, l, ann, 10); len(got) != 1 || got[0].ID != other.ID {
		t.Errorf("the log contains %+v, want only %s", got, other.ID)
	}
	get(t, l, bob, bobs.ID)
}

func testWriteLateAfterClear(t *testing.T, l interaction.DraftLog) {
	waiting, written, bobs := prepare(t, l, ann), prepare(t, l, ann), prepare(t, l, bob)
	if err := written.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.Clear(t.Context(), ann); err != nil {
		t.Fatal(err)
	}
	writeLate(t, waiting)
	writeLate(t, written)
	if err := written.Write(t.Context()); err != nil { // a first write that arrives late; the next WriteLate removes it
		t.Fatal(err)
	}
	writeLate(t, written)
	writeLate(t, bobs)
	if got := latest(t, l, ann, 10); len(got) != 0 {
		t.Errorf("after Clear, the log contains %+v, want nothing", got)
	}
	get(t, l, bob, bobs.ID)
	// Drafts prepared shortly after Clear may be dropped. Later drafts must be stored.
	for deadline := time.Now().Add(time.Minute); len(latest(t, l, ann, 1)) == 0; writeLate(t, prepare(t, l, ann)) {
		if time.Now().After(deadline) {
			t.Fatal("a minute after Clear, late writes are still dropped")
		}
	}
}

// After Clear(search), a late write of an earlier search stores nothing. Late writes of clicks and of later searches
// still work.
func testWriteLateAfterClearOfType(t *testing.T, l interaction.DraftLog) {
	searched, clicked := prepare(t, l, ann), prepareOne(t, l, ann, click("p1"))
	if err := l.Clear(t.Context(), ann, interaction.Search); err != nil {
		t.Fatal(err)
	}
	writeLate(t, searched)
	writeLate(t, clicked)
	if got := latest(t, l, ann, 10); len(got) != 1 || got[0].ID != clicked.ID {
		t.Errorf("after Clear(search), late writes left %+v, want only the click %s", got, clicked.ID)
	}
	for deadline := time.Now().Add(time.Minute); len(latest(t, l, ann, 2)) < 2; writeLate(t, prepare(t, l, ann)) {
		if time.Now().After(deadline) {
			t.Fatal("a minute after Clear(search), late searches are still dropped")
		}
	}
}

// A late write of a deleted dismissal stores nothing. A later dismissal of the same product is stored.
func testWriteLateDismissal(t *testing.T, l interaction.DraftLog) {
	deleted := prepareOne(t, l, ann, dismiss("p1"))
	if err := l.Delete(t.Context(), ann, deleted.ID); err != nil {
		t.Fatal(err)
	}
	writeLate(t, deleted)
	if got, err := l.Dismissed(t.Context(), ann); err != nil || len(got) != 0 {
		t.Errorf("after Delete and a late write, Dismissed = %q, %v, want none", got, err)
	}
	for deadline := time.Now().Add(time.Minute); len(latest(t, l, ann, 1)) == 0; writeLate(t, prepareOne(t, l, ann, dismiss("p1"))) {
		if time.Now().After(deadline) {
			t.Fatal("a minute after Delete, a new late dismissal of the product is still dropped")
		}
	}
	if got := latest(t, l, ann, 10); len(got) != 1 || got[0].ID != deleted.ID {
		t.Errorf("after another dismissal, the log contains %+v, want only %s", got, deleted.ID)
	}
}

// Late writes and a removal run concurrently. Afterward, only the removed interactions are gone.
func testWriteLateRace(t *testing.T, l interaction.DraftLog) {
	for i := range 20 {
		user := fmt.Sprint("user", i) // a new user, without tombstones
		removed, kept, cleared := prepare(t, l, user), prepare(t, l, user), prepare(t, l, user)
		concurrently(t, removed.WriteLate, kept.WriteLate, func(ctx context.Context) error { return l.Delete(ctx, user, removed.ID) })
		if left := latest(t, l, user, 10); len(left) != 1 || left[0].ID != kept.ID {
			t.Errorf("after Delete of %s, the log contains %+v, want only %s", removed.ID, left, kept.ID)
		}
		concurrently(t, cleared.WriteLate, func(ctx context.Context) error { return l.Clear(ctx, user) })
		if left := latest(t, l, user, 10); len(left) != 0 {
			t.Errorf("after Clear, the log contains %+v, want nothing", left)
		}
	}
}

// concurrently runs the functions concurrently and waits for all of them.
func concurrently(t *testing.T, all ...func(context.Context) error) {
	t.Helper()
	var running sync.WaitGroup
	for _, f := range all {
		running.Go(func() {
			if err := f(t.Context()); err != nil {
				t.Errorf("concurrent call: %v", err)
			}
		})
	}
	running.Wait()
}
