package firestoredb

import (
	"errors"
	"testing"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/post/posttest"
)

func TestPosts(t *testing.T) {
	posttest.TestStore(t, func(t *testing.T) post.Store { return NewPosts(open(t)) })
}

// Owners may edit posts by hand. One mistake must not take the feed away.
func TestMalformedPostsAreSkipped(t *testing.T) {
	client := open(t)
	s := NewPosts(client)
	if err := s.Put(t.Context(), []post.Post{posttest.Post("a", 1), posttest.Post("z", 9)}); err != nil {
		t.Fatal(err)
	}
	for id, data := range map[string]map[string]any{
		"b-type":      {"status": "approved", "order": 2, "caption": 7},
		"c-value":     {"status": "approved", "order": 3, "caption": "no video"},
		"d-unordered": {"status": "approved", "caption": "never ordered"},
		"e-order":     {"status": "approved", "order": "first", "caption": "ordered by a text"},
	} {
		set(t, client, "posts/"+id, data)
	}
	var got []string
	var skipped int
	for at := (post.Cursor{}); ; {
		page, err := s.Page(t.Context(), 1, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Posts {
			got = append(got, p.ID)
		}
		skipped += len(page.Skipped)
		if at = page.Next; at.IsZero() {
			break
		}
	}
	if len(got) != 2 || got[0] != "a" || got[1] != "z" || skipped != 2 {
		t.Errorf("pages have %q and skip %d, want a and z, and 2 skipped", got, skipped)
	}
	_, err := s.Get(t.Context(), "c-value")
	if _, ok := errors.AsType[*post.DecodeError](err); !ok || !errors.Is(err, post.ErrNotFound) {
		t.Errorf("Get of a malformed post: %v, want ErrNotFound and a DecodeError", err)
	}
}

// An order without decimals is an integer in Firestore's console.
func TestPostsOrderedByIntegers(t *testing.T) {
	client := open(t)
	s := NewPosts(client)
	if err := s.Put(t.Context(), []post.Post{posttest.Post("a", 1), posttest.Post("b", 1.5)}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Doc("posts/a").Update(t.Context(), []firestore.Update{{Path: "order", Value: 2}}); err != nil {
		t.Fatal(err)
	}
	page, err := s.Page(t.Context(), 1, post.Cursor{Order: 1.5, ID: "b"})
	if err != nil || len(page.Posts) != 1 || page.Posts[0].ID != "a" || page.Posts[0].Order != 2 {
		t.Errorf("Page after b = %+v, %v, want a with order 2", page, err)
	}
}
