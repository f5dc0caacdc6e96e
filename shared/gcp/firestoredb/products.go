package firestoredb

import (
	"context"
	"fmt"
	"iter"
	"slices"

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

// readBatch is the number of stored products that Put reads at a time to compare them.
const readBatch = 300

// Put implements catalog.Store.
func (s *Products) Put(ctx context.Context, products []catalog.Product) (written int, err error) {
	b := newBulk(ctx, s.client, "product")
	valid := slices.DeleteFunc(slices.Clone(products), func(p catalog.Product) bool {
		err := p.Validate()
		if err != nil {
			b.fail(p.ID, err)
		}
		return err != nil
	})
	for batch := range slices.Chunk(lastPerID(valid, productID), readBatch) {
		s.putChanged(ctx, b, batch)
	}
	return b.end()
}

func productID(p *catalog.Product) catalog.ID { return p.ID }

// putChanged writes the products that are new or differ from the stored ones.
func (s *Products) putChanged(ctx context.Context, b *bulk, products []catalog.Product) {
	refs := make([]*firestore.DocumentRef, len(products))
	for i, p := range products {
		refs[i] = s.collection().Doc(string(p.ID))
	}
	stored, err := s.client.GetAll(ctx, refs)
	if err != nil {
		for _, p := range products {
			b.fail(p.ID, err)
		}
		return
	}
	for i := range products {
		if !hasContent(stored[i], &products[i]) {
			b.set(refs[i], encodeProduct(&products[i]))
		}
	}
}

// hasContent reports whether the document exists and has the product's content.
func hasContent(doc *firestore.DocumentSnapshot, p *catalog.Product) bool {
	if !doc.Exists() {
		return false
	}
	stored, err := decodeProduct(doc)
	return err == nil && stored.SameContent(p)
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
