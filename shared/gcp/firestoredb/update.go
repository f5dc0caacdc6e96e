package firestoredb

import (
	"context"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/staff"
)

var _ catalog.Updater = (*Products)(nil)

// Update implements catalog.Updater with a transaction, which also records a change by the staff.
func (s *Products) Update(ctx context.Context, id catalog.ID, change func(catalog.Product) (catalog.Product, error)) (p catalog.Product, err error) {
	ref, ok := document(s.collection(), string(id))
	if !ok {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	err = s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		doc, err := tx.Get(ref)
		if doc != nil && !doc.Exists() {
			return catalog.ErrNotFound
		}
		if err != nil {
			return err
		}
		stored, err := decodeProduct(doc)
		if err != nil {
			return err
		}
		if p, err = change(stored); err != nil {
			return err
		}
		if err := catalog.CheckUpdate(id, &p); err != nil {
			return err
		}
		if err := tx.Set(ref, encodeProduct(&p)); err != nil {
			return err
		}
		return recordChange(ctx, s.client, tx, staff.Product, string(id), stored.Editable(), p.Editable())
	})
	if err != nil {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, because(ctx, err))
	}
	return p, nil
}
