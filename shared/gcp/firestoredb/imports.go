package firestoredb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/feed"
)

// Imports is a feed.Store in Firestore, with one document for each source.
type Imports struct{ client *firestore.Client }

var _ feed.Store = (*Imports)(nil)

// NewImports returns the imports in the client's database.
func NewImports(client *firestore.Client) *Imports { return &Imports{client} }

// importDoc is a document in imports/. Firestore's TTL policy on expiresAt deletes it.
type importDoc struct {
	Source     string      `firestore:"source"`
	At         time.Time   `firestore:"at"`
	Rows       int         `firestore:"rows"`
	Rejected   int         `firestore:"rejected"`
	Duplicates int         `firestore:"duplicates"`
	Reasons    []reasonDoc `firestore:"reasons"`
	ExpiresAt  time.Time   `firestore:"expiresAt"`
}

// reasonDoc is an element of the reasons field.
type reasonDoc struct {
	Text  string `firestore:"text"`
	Count int    `firestore:"count"`
	File  string `firestore:"file"`
	Line  int    `firestore:"line"`
	Row   string `firestore:"row"`
}

// Put implements feed.Store. The ID of the document is a hash, because the name of a source may contain any character.
func (s *Imports) Put(ctx context.Context, i feed.Import) error {
	i = i.Limited()
	doc := importDoc{i.Source, i.At, i.Rows, i.Rejected, i.Duplicates, nil, i.At.Add(feed.TTL)}
	for _, r := range i.Reasons {
		doc.Reasons = append(doc.Reasons, reasonDoc(r))
	}
	sum := sha256.Sum256([]byte(i.Source))
	if _, err := s.client.Collection(importsPath).Doc(hex.EncodeToString(sum[:16])).Set(ctx, doc); err != nil {
		return fmt.Errorf("import of %q: %w", i.Source, because(ctx, err))
	}
	return nil
}

// Newest implements feed.Store.
func (s *Imports) Newest(ctx context.Context) ([]feed.Import, error) {
	q := s.client.Collection(importsPath).Where("at", ">", time.Now().Add(-feed.TTL)).OrderBy("at", firestore.Desc).Limit(feed.MaxImports)
	all := []feed.Import{}
	_, err := eachDocument(ctx, q, func(doc *firestore.DocumentSnapshot) error {
		var d importDoc
		if err := doc.DataTo(&d); err != nil {
			return fmt.Errorf("document %s: %w", doc.Ref.ID, err)
		}
		i := feed.Import{Source: d.Source, At: d.At.UTC(), Rows: d.Rows, Rejected: d.Rejected, Duplicates: d.Duplicates}
		for _, r := range d.Reasons {
			i.Reasons = append(i.Reasons, feed.Reason(r))
		}
		all = append(all, i)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("imports: %w", because(ctx, err))
	}
	return all, nil
}
