package interactiontest

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

func testClear(t *testing.T, l interaction.Log) {
	bobs := appendTo(t, l, bob, dismiss("p"))
	ids := appendMany(t, l, 50)
	for range 2 { // the second Clear has nothing to remove
		if err := l.Clear(t.Context(), ann); err != nil {
			t.Fatalf("Clear: %v", err)
		}
		if got := latest(t, l, ann, 100); len(got) != 0 {
			t.Errorf("after Clear, Latest = %+v, want nothing", got)
		}
		if got, err := l.Dismissed(t.Context(), ann); err != nil || len(got) != 0 {
			t.Errorf("after Clear, Dismissed = %q, %v, want nothing", got, err)
		}
	}
	if err := l.SetVector(t.Context(), ann, ids[0], vector, "m"); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("SetVector of a cleared interaction = %v, want ErrNotFound", err)
	}
	get(t, l, bob, bobs)
	get(t, l, ann, appendTo(t, l, ann, search("shoes")))
}

func testClearOneType(t *testing.T, l interaction.Log) {
	clicked, dismissed := appendTo(t, l, ann, click("p1")), appendTo(t, l, ann, dismiss("p2"))
	bobs := appendTo(t, l, bob, search("shoes"))
	for range 5 {
		appendTo(t, l, ann, search("shoes"))
	}
	if err := l.Clear(t.Context(), ann, interaction.Search); err != nil {
		t.Fatalf("Clear(search): %v", err)
	}
	if got, want := pages(t, l, 100, ""), []string{dismissed, clicked}; !slices.Equal(got, want) {
		t.Errorf("after Clear(search), the log contains %q, want the dismissal and the click %q", got, want)
	}
	get(t, l, bob, bobs)
	if err := l.Clear(t.Context(), ann, interaction.Click, interaction.Dismiss); err != nil {
		t.Fatalf("Clear(click, dismiss): %v", err)
	}
	if got := pages(t, l, 100, ""); len(got) != 0 {
		t.Errorf("after Clear(click, dismiss), the log contains %q, want nothing", got)
	}
	if got, err := l.Dismissed(t.Context(), ann); err != nil || len(got) != 0 {
		t.Errorf("after Clear(click, dismiss), Dismissed = %q, %v, want nothing", got, err)
	}
}

func testClearUnknownType(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, search("shoes"))
	err := l.Clear(t.Context(), ann, interaction.Search, "view")
	if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "type" {
		t.Errorf("Clear(search, view) = %v, want a FieldError for type", err)
	}
	get(t, l, ann, id)
}

func testClearWhileAppending(t *testing.T, l interaction.Log) {
	before := appendMany(t, l, 30)
	stop := make(chan struct{})
	var appending sync.WaitGroup
	appending.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := l.Append(t.Context(), ann, search("shoes")); err != nil {
				t.Errorf("Append: %v", err)
				return
			}
		}
	})
	err := l.Clear(t.Context(), ann)
	close(stop)
	appending.Wait()
	if err != nil {
		t.Fatalf("Clear: %v", err)
	}
	for _, id := range pages(t, l, 100, "") {
		if slices.Contains(before, id) {
			t.Errorf("after Clear, the log contains %s, which was appended before it", id)
		}
	}
}
