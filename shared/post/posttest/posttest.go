// Package posttest tests implementations of post.Store.
package posttest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/post"
)

// Post returns a valid, approved post.
func Post(id string, order float64) post.Post {
	return post.Post{
		ID: id, Author: "Ann Example", Handle: "ann.example", Caption: "Hello", About: "A wave",
		VideoURL: "/videos/" + id + ".mp4", PosterURL: "https://media.example/" + id + ".webp",
		CaptionsURL: "/videos/" + id + ".vtt", CaptionsLang: "en", Seconds: 12.5, Sound: "Waves", Tags: []string{"sea", "日没"},
		Likes: 3, Colors: []string{"#ff8a4d", "#6a2f8a"}, Status: post.Approved, Order: order,
	}
}

// TestStore is the conformance suite of post.Store. newStore returns an empty store.
func TestStore(t *testing.T, newStore func(t *testing.T) post.Store) {
	t.Run("pages", func(t *testing.T) { testPages(t, newStore(t)) })
	t.Run("only approved posts", func(t *testing.T) { testApproved(t, newStore(t)) })
	t.Run("put", func(t *testing.T) { testPut(t, newStore(t)) })
}

func testPages(t *testing.T, s post.Store) {
	orders := []float64{3, -1, 1.5, 1, 1.5}
	var posts []post.Post
	for i, order := range orders {
		posts = append(posts, Post(fmt.Sprintf("p%d", i), order))
	}
	if err := s.Put(t.Context(), posts); err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{0, post.MaxPage + 1} {
		if _, err := s.Page(t.Context(), limit, post.Cursor{}); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Page(%d): %v, want ErrLimit", limit, err)
		}
	}
	want := []string{"p1", "p3", "p2", "p4", "p0"}
	for _, limit := range []int{1, 2, 5, 6} {
		var got []string
		for at := (post.Cursor{}); ; {
			page, err := s.Page(t.Context(), limit, at)
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Posts) > limit || len(page.Skipped) != 0 {
				t.Fatalf("Page(%d) has %d posts and skips %v", limit, len(page.Posts), page.Skipped)
			}
			for _, p := range page.Posts {
				got = append(got, p.ID)
			}
			if at = page.Next; at.IsZero() {
				break
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
		}
	}
}

func testApproved(t *testing.T, s post.Store) {
	approved, pending, rejected := Post("a", 1), Post("b", 2), Post("c", 3)
	pending.Status, rejected.Status = post.Pending, post.Rejected
	if err := s.Put(t.Context(), []post.Post{approved, pending, rejected}); err != nil {
		t.Fatal(err)
	}
	page, err := s.Page(t.Context(), 10, post.Cursor{})
	if diff := cmp.Diff(post.Page{Posts: []post.Post{approved}}, page); diff != "" || err != nil {
		t.Errorf("Page: %v (-want +got):\n%s", err, diff)
	}
	if got, err := s.Get(t.Context(), "a"); err != nil || cmp.Diff(approved, got) != "" {
		t.Errorf("Get(a) = %+v, %v, want the post", got, err)
	}
	for _, id := range []string{"b", "c", "missing", "", "a/b", "__x__"} {
		if got, err := s.Get(t.Context(), id); !errors.Is(err, post.ErrNotFound) {
			t.Errorf("Get(%q) = %+v, %v, want ErrNotFound", id, got, err)
		}
	}
}

func testPut(t *testing.T, s post.Store) {
	first, bad := Post("a", 1), Post("b", 2)
	bad.VideoURL = "http://insecure.example/b.mp4"
	err := s.Put(t.Context(), []post.Post{first, bad})
	if err == nil || !strings.Contains(err.Error(), "post b: videoUrl") {
		t.Fatalf("Put with an invalid post: %v, want an error that names the post and the field", err)
	}
	if page, err := s.Page(t.Context(), 10, post.Cursor{}); err != nil || len(page.Posts) != 0 {
		t.Errorf("Page after a refused Put = %+v, %v, want no posts", page, err)
	}
	replaced := first
	replaced.Caption, replaced.Tags, replaced.Sound, replaced.CaptionsURL, replaced.CaptionsLang = "Changed", nil, "", "", ""
	for _, p := range []post.Post{first, replaced} {
		if err := s.Put(t.Context(), []post.Post{p}); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Get(t.Context(), "a"); err != nil || cmp.Diff(replaced, got) != "" {
		t.Errorf("Get after two Puts = %v (-want +got):\n%s", err, cmp.Diff(replaced, got))
	}
}
