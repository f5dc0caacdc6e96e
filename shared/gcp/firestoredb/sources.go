package firestoredb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

var (
	_ catalog.Sources = (*Products)(nil)
	_ catalog.Batches = (*Products)(nil)
)

// IDsOf implements catalog.Sources. Firestore bills one read for each document, although it sends no fields.
func (s *Products) IDsOf(ctx context.Context, source string) iter.Seq2[catalog.ID, error] {
	if source == "" { // it is not stored, so a query cannot find it
		return func(func(catalog.ID, error) bool) {}
	}
	return decoded(walk(ctx, s.collection().Where("source", "==", source).Select()), documentID)
}

func documentID(doc *firestore.DocumentSnapshot) (catalog.ID, error) {
	return catalog.ID(doc.Ref.ID), nil
}

// GetBatch implements catalog.Batches.
func (s *Products) GetBatch(ctx context.Context, ids []catalog.ID) (map[catalog.ID]catalog.Product, error) {
	found := make(map[catalog.ID]catalog.Product, len(ids))
	for batch := range slices.Chunk(ids, readBatch) {
		if err := s.getInto(ctx, found, batch); err != nil {
			return nil, fmt.Errorf("read %d products: %w", len(ids), because(ctx, err))
		}
	}
	return found, nil
}

// getInto adds the stored products with the IDs to found.
func (s *Products) getInto(ctx context.Context, found map[catalog.ID]catalog.Product, ids []catalog.ID) error {
	var refs []*firestore.DocumentRef
	for _, id := range ids {
		if ref, ok := document(s.collection(), string(id)); ok {
			refs = append(refs, ref)
		}
	}
	docs, err := s.client.GetAll(ctx, refs)
	for _, doc := range docs {
		if !doc.Exists() {
			continue
		}
		p, err := decodeProduct(doc)
		if _, bad := errors.AsType[*catalog.DecodeError](err); bad {
			p = catalog.Product{ID: catalog.ID(doc.Ref.ID)}
		}
		found[p.ID] = p
	}
	return err
}
