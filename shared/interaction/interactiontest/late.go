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

func prepare(t *testing.T, l interaction.Log, user string) interaction.Draft {
	t.Helper()
	return prepareOne(t, l, user, search("shoes"))
}

func prepareOne(t *testing.T, l interaction.Log, user string, x interaction.Interaction) interaction.Draft {
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

// What is written late is stored once, however often that is tried, and keeps what has been added to it.
func testWrittenLate(t *testing.T, l interaction.Log) {
	for name, first := range map[string]func(interaction.Draft) error{
		"after no try":                  func(interaction.Draft) error { return nil },
		"after a try":                   func(d interaction.Draft) error { return d.Write(t.Context()) },
		"after a late try":              func(d interaction.Draft) error { return d.WriteLate(t.Context()) },
		"after one in an ended context": func(d interaction.Draft) error { return ignore(d.WriteLate(ended())) },
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
			t.Errorf("%s: written late again it is another (-before +after):\n%s", name, diff)
		}
	}
	if got := latest(t, l, ann, 10); len(got) != 4 {
		t.Errorf("the log holds %d, want 4", len(got))
	}
	if err := prepare(t, l, ann).WriteLate(ended()); !errors.Is(err, context.Canceled) {
		t.Errorf("WriteLate = %v, want the context's error", err)
	}
}

// ignore drops the error of a try that is to fail.
func ignore(error) error { return nil }

// What is removed while it waits, or after a write whose answer was lost, does not come back. Nothing else is lost.
func testWrittenLateRemoved(t *testing.T, l interaction.Log) {
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
	if err := l.Delete(t.Context(), ann, bobs.ID); err != nil { // which is none of ann's
		t.Fatal(err)
	}
	writeLate(t, other)
	writeLate(t, bobs)
	if got := latest(t, l, ann, 10); len(got) != 1 || got[0].ID != other.ID {
		t.Errorf("the log holds %+v, want only what was not removed, %s", got, other.ID)
	}
	get(t, l, bob, bobs.ID)
}

func testWrittenLateCleared(t *testing.T, l interaction.Log) {
	waiting, written, bobs := prepare(t, l, ann), prepare(t, l, ann), prepare(t, l, bob)
	if err := written.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.Clear(t.Context(), ann); err != nil {
		t.Fatal(err)
	}
	writeLate(t, waiting)
	writeLate(t, written)
	if err := written.Write(t.Context()); err != nil { // a first try that comes after all, and is tried again
		t.Fatal(err)
	}
	writeLate(t, written)
	writeLate(t, bobs)
	if got := latest(t, l, ann, 10); len(got) != 0 {
		t.Errorf("after Clear, the log holds %+v, want nothing", got)
	}
	get(t, l, bob, bobs.ID)
	// What was prepared within the time that a log needs to look may count as before, what comes after it does not.
	for deadline := time.Now().Add(time.Minute); len(latest(t, l, ann, 1)) == 0; writeLate(t, prepare(t, l, ann)) {
		if time.Now().After(deadline) {
			t.Fatal("a minute after Clear nothing is stored any more")
		}
	}
}

// Clearing the searches drops a search that is written late. Late clicks and later searches are stored.
func testWrittenLateClearedType(t *testing.T, l interaction.Log) {
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

// Late writes race the removal: whoever is first, nothing of before is there when both are done, and the rest is.
func testWrittenLateRace(t *testing.T, l interaction.Log) {
	for i := range 20 {
		user := fmt.Sprint("user", i) // of no removals before
		removed, kept, cleared := prepare(t, l, user), prepare(t, l, user), prepare(t, l, user)
		atOnce(t, removed.WriteLate, kept.WriteLate, func(ctx context.Context) error { return l.Delete(ctx, user, removed.ID) })
		if left := latest(t, l, user, 10); len(left) != 1 || left[0].ID != kept.ID {
			t.Errorf("after Delete of %s, the log holds %+v, want %s alone", removed.ID, left, kept.ID)
		}
		atOnce(t, cleared.WriteLate, func(ctx context.Context) error { return l.Clear(ctx, user) })
		if left := latest(t, l, user, 10); len(left) != 0 {
			t.Errorf("after Clear, the log holds %+v, want nothing of before", left)
		}
	}
}

// atOnce returns when all that is done at the same time is done.
func atOnce(t *testing.T, all ...func(context.Context) error) {
	t.Helper()
	var done sync.WaitGroup
	for _, f := range all {
		done.Go(func() {
			if err := f(t.Context()); err != nil {
				t.Errorf("at the same time as others: %v", err)
			}
		})
	}
	done.Wait()
}
