package post

import (
	"context"
	"errors"
)

// MaxPage is the maximum number of posts of a page.
const MaxPage = 100

// A Reader reads the posts that shoppers see. It is safe for concurrent use.
type Reader interface {
	// Page returns the approved posts after a position, in the order of the feed. It reads at most limit posts, and
	// skips malformed ones. It returns invalid.ErrLimit unless limit is between 1 and MaxPage.
	Page(ctx context.Context, limit int, after Cursor) (Page, error)
	// Get returns an approved post. It returns ErrNotFound for any other ID.
	Get(ctx context.Context, id string) (Post, error)
}

// A Store is a Reader that also stores posts.
type Store interface {
	Reader
	// Put adds or replaces posts. It stores none of them if one is not valid, and returns an error that names each
	// invalid post.
	Put(ctx context.Context, posts []Post) error
}

// A Page is a part of the feed.
type Page struct {
	Posts   []Post
	Next    Cursor        // zero after the last post
	Skipped []DecodeError // malformed posts of this part
}

// A DecodeError reports a stored post that is malformed.
type DecodeError struct {
	ID  string
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string { return "post " + e.ID + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *DecodeError) Unwrap() error { return e.Err }

// ValidateAll returns an error that names each invalid post, or nil.
func ValidateAll(posts []Post) error {
	var errs []error
	for i := range posts {
		if err := posts[i].Validate(); err != nil {
			errs = append(errs, &DecodeError{posts[i].ID, err})
		}
	}
	return errors.Join(errs...)
}
