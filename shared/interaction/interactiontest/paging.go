package interactiontest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

// page returns the IDs of one page of ann's log, and the next cursor. It takes and returns cursors as text, like the API.
func page(t *testing.T, l interaction.Log, limit int, after string) (ids []string, next string) {
	t.Helper()
	cursor, err := interaction.ParseCursor(after)
	if err != nil {
		t.Fatal(err)
	}
	found, nextCursor, err := l.Page(t.Context(), ann, limit, cursor)
	if err != nil {
		t.Fatalf("Page(%d, %+v): %v", limit, cursor, err)
	}
	for _, x := range found {
		ids = append(ids, x.ID)
	}
	return ids, nextCursor.String()
}

// pages returns the IDs of all pages of ann's log after the cursor.
func pages(t *testing.T, l interaction.Log, limit int, after string) (all []string) {
	t.Helper()
	for {
		ids, next := page(t, l, limit, after)
		if len(ids) > limit || next != "" && len(ids) != limit {
			t.Fatalf("Page(%d) = %d interactions and cursor %q, want a full page before the last", limit, len(ids), next)
		}
		all = append(all, ids...)
		if next == "" {
			return all
		}
		after = next
	}
}

// appendMany appends n interactions to ann's log and returns their IDs, newest first.
func appendMany(t *testing.T, l interaction.Log, n int) (ids []string) {
	t.Helper()
	for i := range n {
		x := search(fmt.Sprint(i))
		if i%3 == 0 {
			x = dismiss(catalog.ID(rand.Text())) // a random product, because dismissing one twice only renews it
		}
		ids = append(ids, appendTo(t, l, ann, x))
	}
	slices.Reverse(ids)
	return ids
}

func testPages(t *testing.T, l interaction.Log) {
	if ids, next := page(t, l, 5, ""); len(ids) != 0 || next != "" {
		t.Errorf("Page of an empty log = %q and cursor %q, want no IDs and no cursor", ids, next)
	}
	appendTo(t, l, bob, search("bob's"))
	want := appendMany(t, l, 12)
	for _, limit := range []int{1, 5, 6, 12, 100} {
		if diff := cmp.Diff(want, pages(t, l, limit, "")); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
		}
	}
	for _, limit := range []int{0, -1} {
		if ids, next := page(t, l, limit, ""); len(ids) != 0 || next != "" {
			t.Errorf("Page(%d) = %q and cursor %q, want no IDs and no cursor", limit, ids, next)
		}
	}
}

func testPagesWithoutVectors(t *testing.T, l interaction.Log) {
	embedded := search("shoes")
	embedded.Vector, embedded.Model = vector, "m"
	corrected, nonsense := search("water botle"), search("qwpoe")
	corrected.Corrected, nonsense.Nonsense = "water bottle", true
	for _, x := range []interaction.Interaction{embedded, corrected, nonsense, click("商品"), dismiss("p"), purchase("o", "p")} {
		want := get(t, l, ann, appendTo(t, l, ann, x))
		want.Vector = nil
		got, _, err := l.Page(t.Context(), ann, 1, interaction.Cursor{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]interaction.Interaction{want}, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Page differs from Get without the vector (-want +got):\n%s", diff)
		}
	}
}

func testPagesWhileChanging(t *testing.T, l interaction.Log) {
	ids := appendMany(t, l, 12)
	first, next := page(t, l, 4, "")
	if !slices.Equal(first, ids[:4]) {
		t.Fatalf("first page = %q, want %q", first, ids[:4])
	}
	appendMany(t, l, 3)
	for _, i := range []int{1, 3, 4, 9} { // on the first page, at the cursor, right after the cursor, and later
		if err := l.Delete(t.Context(), ann, ids[i]); err != nil {
			t.Fatal(err)
		}
	}
	want := slices.Concat(ids[5:9], ids[10:])
	if diff := cmp.Diff(want, pages(t, l, 4, next)); diff != "" {
		t.Errorf("remaining pages (-want +got):\n%s", diff)
	}
	if err := l.Clear(t.Context(), ann); err != nil {
		t.Fatal(err)
	}
	if rest, next := page(t, l, 4, next); len(rest) != 0 || next != "" {
		t.Errorf("Page of a cleared log = %q and cursor %q, want no IDs and no cursor", rest, next)
	}
}

func testPageInvalidCursor(t *testing.T, l interaction.Log) {
	appendTo(t, l, ann, search("shoes"))
	for _, cursor := range []interaction.Cursor{
		{ID: "a/b"}, {ID: "__x__"}, {ID: "\xff"}, {CreatedAt: time.Now()}, {CreatedAt: time.Now().AddDate(9000, 0, 0), ID: "x"},
	} {
		got, next, err := l.Page(t.Context(), ann, 3, cursor)
		if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "cursor" {
			t.Errorf("Page after %+v = %v, %v, %v, want a FieldError for cursor", cursor, got, next, err)
		}
	}
}
