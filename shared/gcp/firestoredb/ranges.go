package firestoredb

import (
	"context"
	"iter"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

var (
	_ catalog.RangedProducts   = (*Products)(nil)
	_ catalog.RangedEmbeddings = (*Embeddings)(nil)
)

// IDs implements catalog.RangedProducts. Firestore bills one read for each document, although it sends no fields.
func (s *Products) IDs(ctx context.Context) iter.Seq2[catalog.ID, error] {
	return decoded(walk(ctx, s.collection().Select()), documentID)
}

// Between implements catalog.RangedProducts.
func (s *Products) Between(ctx context.Context, r catalog.Range) iter.Seq2[catalog.Product, error] {
	return decodedProducts(walk(ctx, between(s.collection(), r)))
}

// EmbeddingsBetween implements catalog.RangedEmbeddings.
func (s *Embeddings) EmbeddingsBetween(ctx context.Context, r catalog.Range) iter.Seq2[catalog.Embedding, error] {
	return decoded(walk(ctx, between(s.collection(), r)), decodeEmbedding)
}

// between returns the query for the collection's documents in the range.
func between(c *firestore.CollectionRef, r catalog.Range) firestore.Query {
	q := c.Query
	if r.From != "" {
		q = q.Where(firestore.DocumentID, ">=", c.Doc(string(r.From)))
	}
	if r.To != "" {
		q = q.Where(firestore.DocumentID, "<", c.Doc(string(r.To)))
	}
	return q
}
