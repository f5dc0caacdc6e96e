package firestoredb

import (
	"context"
	"errors"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/post"
)

// Posts is a post.Store in Firestore.
type Posts struct{ client *firestore.Client }

var _ post.Store = (*Posts)(nil)

// NewPosts returns the post store in the client's database.
func NewPosts(client *firestore.Client) *Posts { return &Posts{client} }

func (s *Posts) collection() *firestore.CollectionRef { return s.client.Collection(postsPath) }

// Get implements post.Reader. A malformed post is not found; the error also wraps the reason.
func (s *Posts) Get(ctx context.Context, id string) (post.Post, error) {
	missing := fmt.Errorf("post %q: %w", id, post.ErrNotFound)
	ref, ok := document(s.collection(), id)
	if !ok {
		return post.Post{}, missing
	}
	doc, err := ref.Get(ctx)
	if doc != nil && !doc.Exists() { // a nil doc means that the database was not found
		return post.Post{}, missing
	}
	if err != nil {
		return post.Post{}, fmt.Errorf("post %q: %w", id, because(ctx, err))
	}
	p, err := decodePost(doc)
	if err != nil {
		return post.Post{}, fmt.Errorf("%w: %w", post.ErrNotFound, err)
	}
	if !p.IsServed() {
		return post.Post{}, missing
	}
	return p, nil
}

// Page implements post.Reader. A post whose order is not a number is in no page: the query does not match it.
func (s *Posts) Page(ctx context.Context, limit int, after post.Cursor) (post.Page, error) {
	if err := invalid.CheckLimit(limit, post.MaxPage); err != nil {
		return post.Page{}, err
	}
	q := s.collection().Where("status", "==", string(post.Approved)).Where("order", ">=", -post.MaxOrder).
		OrderBy("order", firestore.Asc).OrderBy(firestore.DocumentID, firestore.Asc)
	if !after.IsZero() {
		q = q.StartAfter(after.Order, after.ID)
	}
	docs, err := q.Limit(limit + 1).Documents(ctx).GetAll()
	if err != nil {
		return post.Page{}, fmt.Errorf("read posts: %w", because(ctx, err))
	}
	var page post.Page
	if len(docs) > limit {
		docs = docs[:limit]
		if page.Next, err = cursorAt(docs[limit-1]); err != nil {
			return post.Page{}, err
		}
	}
	for _, doc := range docs {
		p, err := decodePost(doc)
		if e, ok := errors.AsType[*post.DecodeError](err); ok {
			page.Skipped = append(page.Skipped, *e)
			continue
		}
		page.Posts = append(page.Posts, p)
	}
	return page, nil
}

// cursorAt returns the position after a document, which may be malformed except for its order.
func cursorAt(doc *firestore.DocumentSnapshot) (post.Cursor, error) {
	order, err := doc.DataAt("order")
	if err != nil {
		return post.Cursor{}, fmt.Errorf("post %q: %w", doc.Ref.ID, err)
	}
	switch n := order.(type) {
	case float64:
		return post.Cursor{Order: n, ID: doc.Ref.ID}, nil
	case int64:
		return post.Cursor{Order: float64(n), ID: doc.Ref.ID}, nil
	}
	return post.Cursor{}, fmt.Errorf("post %q: order is a %T", doc.Ref.ID, order)
}

// Put implements post.Store.
func (s *Posts) Put(ctx context.Context, posts []post.Post) error {
	if err := post.ValidateAll(posts); err != nil {
		return err
	}
	b := newBulk(ctx, s.client, "post")
	for i := range posts {
		b.set(s.collection().Doc(posts[i].ID), encodePost(&posts[i]))
	}
	_, err := b.end()
	return err
}

// Count returns the number of posts, those that are not approved included. It stops counting at limit.
func (s *Posts) Count(ctx context.Context, limit int) (int, error) {
	docs, err := s.collection().Select().Limit(limit).Documents(ctx).GetAll()
	return len(docs), because(ctx, err)
}
