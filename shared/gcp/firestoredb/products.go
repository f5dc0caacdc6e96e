package firestoredb

import (
	"context"
	"fmt"
	"iter"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/firestore/apiv1/firestorepb"

	"shopfyp.dev/shared/catalog"
)

// Products is a catalog.Store in Firestore.
type Products struct{ client *firestore.Client }

var _ catalog.Store = (*Products)(nil)

// NewProducts returns the product store in the client's database.
func NewProducts(client *firestore.Client) *Products { return &Products{client} }

func (s *Products) collection() *firestore.CollectionRef { return s.client.Collection(productsPath) }

// Get implements catalog.Store.
func (s *Products) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	ref, ok := document(s.collection(), string(id))
	if !ok {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	doc, err := ref.Get(ctx)
	if doc != nil && !doc.Exists() { // a nil doc means that the database was not found
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	if err != nil {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, because(ctx, err))
	}
	return decodeProduct(doc)
}

// All implements catalog.Store.
func (s *Products) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return decodedProducts(walk(ctx, s.collection().Query))
}

// decodedProducts yields the product of each document. For a document that is not a product, it yields a
// *catalog.DecodeError and continues.
func decodedProducts(docs iter.Seq2[*firestore.DocumentSnapshot, error]) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for doc, err := range docs {
			if err != nil {
				yield(catalog.Product{}, err)
				return
			}
			if p, err := decodeProduct(doc); !yield(p, err) {
				return
			}
		}
	}
}

// Delete implements catalog.Store.
func (s *Products) Delete(ctx context.Context, ids []catalog.ID) error {
	return deleteAll(ctx, s.client, s.collection(), ids)
}

// Count implements catalog.Store.
func (s *Products) Count(ctx context.Context) (int, error) {
	const alias = "n"
	res, err := s.collection().NewAggregationQuery().WithCount(alias).Get(ctx)
	if err != nil {
		return 0, fmt.Errorf("count products: %w", because(ctx, err))
	}
	n, ok := res[alias].(*firestorepb.Value)
	if !ok {
		return 0, fmt.Errorf("count products: unexpected type %T", res[alias])
	}
	return int(n.GetIntegerValue()), nil
}
