package firestoredb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/iterator"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// Changes is a change.Store in Firestore.
type Changes struct {
	client *firestore.Client
	page   int // number of changes that one query reads
}

var _ change.Store = (*Changes)(nil)

// changePage is the page size. It is small, because the emulator builds the whole response in memory.
const changePage = 1_000

// NewChanges returns the changes in the client's database.
func NewChanges(client *firestore.Client) *Changes { return &Changes{client, changePage} }

func (s *Changes) collection() *firestore.CollectionRef { return s.client.Collection(changesPath) }

// changeDoc is a document in changes/. Queries order by ChangedAt, because they cannot order by the update time of
// documents. It also makes every write of a tombstone a change of the document, which gives it a new update time.
type changeDoc struct {
	Product   *productDoc        `firestore:"product,omitempty"` // missing in a tombstone
	Removed   bool               `firestore:"removed,omitempty"`
	Vector    firestore.Vector32 `firestore:"vector,omitempty"`
	Model     string             `firestore:"model,omitempty"`
	ChangedAt time.Time          `firestore:"changedAt,serverTimestamp"`
}

// Record implements change.Store. The transaction locks the product, so that the change is the product's newest state
// at the time of the commit.
func (s *Changes) Record(ctx context.Context, id catalog.ID, decide func(change.Source) (change.Update, error)) error {
	product, ok := document(s.client.Collection(productsPath), string(id))
	if !ok {
		return fmt.Errorf("change %q: not a document ID", id)
	}
	embedding := s.client.Collection(embeddingsPath).Doc(string(id))
	var decided error // returned as it is: RunTransaction would hide its type
	err := s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		decided = nil
		docs, err := tx.GetAll([]*firestore.DocumentRef{product, embedding})
		if err != nil {
			return err
		}
		u, err := decide(sourceOf(docs[0], docs[1]))
		if err != nil {
			decided = err
			return err
		}
		if err := u.Change.Validate(); err != nil {
			decided = err
			return err
		}
		if e := u.Embedding; e != nil {
			if err := tx.Set(embedding, embeddingDoc{Vector: e.Vector, Model: e.Model, TextHash: e.TextHash}); err != nil {
				return err
			}
		}
		return tx.Set(s.collection().Doc(string(id)), encodeChange(&u.Change))
	})
	if decided != nil {
		return fmt.Errorf("change %q: %w", id, decided)
	}
	if err != nil {
		return fmt.Errorf("change %q: %w", id, because(ctx, err))
	}
	return nil
}

// sourceOf returns the state of a product from its two documents.
func sourceOf(product, embedding *firestore.DocumentSnapshot) (s change.Source) {
	if product.Exists() {
		s.Product, s.Err = decodeProduct(product)
	} else {
		s.Err = fmt.Errorf("product %q: %w", product.Ref.ID, catalog.ErrNotFound)
	}
	if embedding.Exists() {
		s.Embedding, _ = decodeEmbedding(embedding) // an invalid one has no model, so the product is embedded again
	}
	return s
}

func encodeChange(c *change.Change) changeDoc {
	if c.Removed() {
		return changeDoc{Removed: true}
	}
	doc := encodeProduct(c.Product)
	return changeDoc{Product: &doc, Vector: c.Vector, Model: c.Model}
}

// decodeChange returns the change, and false if the document is malformed.
func decodeChange(doc *firestore.DocumentSnapshot) (change.Change, bool) {
	var d changeDoc
	if err := doc.DataTo(&d); err != nil {
		return change.Change{}, false
	}
	c := change.Change{ID: catalog.ID(doc.Ref.ID), At: doc.UpdateTime}
	if d.Product != nil {
		p := d.Product.product(c.ID)
		c.Product, c.Vector, c.Model = &p, d.Vector, d.Model
	}
	return c, d.Removed == c.Removed() && c.Validate() == nil
}

// Get implements change.Store.
func (s *Changes) Get(ctx context.Context, id catalog.ID) (change.Change, error) {
	ref, ok := document(s.collection(), string(id))
	if !ok {
		return change.Change{}, fmt.Errorf("change %q: %w", id, catalog.ErrNotFound)
	}
	doc, err := ref.Get(ctx)
	if doc != nil && !doc.Exists() { // a nil doc means that the database was not found
		return change.Change{}, fmt.Errorf("change %q: %w", id, catalog.ErrNotFound)
	}
	if err != nil {
		return change.Change{}, fmt.Errorf("change %q: %w", id, because(ctx, err))
	}
	c, ok := decodeChange(doc)
	if !ok {
		return change.Change{}, fmt.Errorf("change %q: the stored change is malformed", id)
	}
	return c, nil
}

// Since implements change.Store.
func (s *Changes) Since(ctx context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	read := after
	q := s.collection().Where("changedAt", ">", after).OrderBy("changedAt", firestore.Asc).Limit(s.page)
	for next := q; ; {
		var last *firestore.DocumentSnapshot
		count, err := eachDocument(ctx, next, func(doc *firestore.DocumentSnapshot) error {
			if last == nil && read.Equal(after) {
				read = doc.ReadTime // of the first page: later pages may miss what was committed since
			}
			last = doc
			if c, ok := decodeChange(doc); ok {
				return use(c)
			}
			return nil
		})
		if err != nil {
			return after, fmt.Errorf("read changes: %w", because(ctx, err))
		}
		if count < s.page {
			return read, nil
		}
		next = q.StartAfter(last)
	}
}

// eachDocument calls use for the documents of a query and returns their number.
func eachDocument(ctx context.Context, q firestore.Query, use func(*firestore.DocumentSnapshot) error) (count int, err error) {
	docs := q.Documents(ctx)
	defer docs.Stop()
	for {
		doc, err := docs.Next()
		if errors.Is(err, iterator.Done) {
			return count, nil
		}
		if err != nil {
			return count, err
		}
		count++
		if err := use(doc); err != nil {
			return count, err
		}
	}
}

// clockDoc is a document that never exists. A read of it returns the server's time.
const clockDoc = "server-time"

// Now implements change.Store.
func (s *Changes) Now(ctx context.Context) (time.Time, error) {
	doc, err := s.client.Collection(clocksPath).Doc(clockDoc).Get(ctx)
	if doc == nil || err != nil && status.Code(err) != codes.NotFound {
		return time.Time{}, fmt.Errorf("read the time of the database: %w", because(ctx, err))
	}
	return doc.ReadTime, nil
}

// Delete implements change.Store. It deletes a document only in the version that it read.
func (s *Changes) Delete(ctx context.Context, until time.Time) (int, error) {
	b := newBulk(ctx, s.client, "change")
	q := s.collection().Where("changedAt", "<=", until).OrderBy("changedAt", firestore.Asc).Select("changedAt")
	for next := q.Limit(s.page); ; {
		var last *firestore.DocumentSnapshot
		count, err := eachDocument(ctx, next, func(doc *firestore.DocumentSnapshot) error {
			last = doc
			if doc.UpdateTime.After(until) {
				return nil
			}
			j, err := b.writer.Delete(doc.Ref, firestore.LastUpdateTime(doc.UpdateTime))
			b.add(doc.Ref.ID, j, err)
			return nil
		})
		if err != nil {
			deleted, deleteErr := b.end()
			return deleted, errors.Join(because(ctx, err), deleteErr)
		}
		if count < s.page {
			deleted, _, err := b.endRefused(codes.FailedPrecondition, codes.NotFound)
			return deleted, err
		}
		next = q.StartAfter(last).Limit(s.page)
	}
}
