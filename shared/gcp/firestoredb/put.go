package firestoredb

import (
	"context"
	"errors"
	"slices"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"

	"shopfyp.dev/shared/catalog"
)

const (
	readBatch = 300 // stored products that Put reads at a time to compare them

	// probeBatch is the number of products by which Put decides whether a batch is new. A wrong decision costs
	// one refused write per stored product.
	probeBatch = 50
)

// Put implements catalog.Store. It reads the stored products to compare them. If none of the first products is
// stored, as in the first import of a feed, it creates the others without reading them: the reads are a third of
// the work of a first import.
func (s *Products) Put(ctx context.Context, products []catalog.Product) (written int, err error) {
	valid, invalid := validProducts(products)
	valid = lastPerID(valid, productID)
	probe := valid[:min(probeBatch, len(valid))]
	stored, n, probeErr := s.putChanged(ctx, probe)
	rest := valid[len(probe):]
	var createErr error
	if stored == 0 && probeErr == nil {
		var created int
		created, rest, createErr = s.putNew(ctx, rest)
		n += created
	}
	_, changed, changedErr := s.putChanged(ctx, rest)
	return n + changed, errors.Join(invalid, probeErr, createErr, changedErr)
}

func productID(p *catalog.Product) catalog.ID { return p.ID }

// validProducts returns the products that can be stored, and an error that names each of the others.
func validProducts(products []catalog.Product) ([]catalog.Product, error) {
	var errs []error
	valid := slices.DeleteFunc(slices.Clone(products), func(p catalog.Product) bool {
		err := p.Validate()
		if err != nil {
			errs = append(errs, documentError("product", p.ID, err))
		}
		return err != nil
	})
	return valid, errors.Join(errs...)
}

// putNew writes the products that are not stored, and returns those that are.
func (s *Products) putNew(ctx context.Context, products []catalog.Product) (written int, stored []catalog.Product, err error) {
	b := newBulk(ctx, s.client, "product")
	byID := make(map[string]catalog.Product, len(products))
	for i := range products {
		p := &products[i]
		byID[string(p.ID)] = *p
		b.create(s.document(p), encodeProduct(p))
	}
	written, ids, err := b.endRefused(codes.AlreadyExists)
	for _, id := range ids {
		stored = append(stored, byID[id])
	}
	return written, stored, err
}

// putChanged writes the products that are new or differ from the stored ones. It returns the number of products
// that were stored before.
func (s *Products) putChanged(ctx context.Context, products []catalog.Product) (stored, written int, err error) {
	b := newBulk(ctx, s.client, "product")
	for batch := range slices.Chunk(products, readBatch) {
		stored += s.queueChanged(b, batch)
	}
	written, err = b.end()
	return stored, written, err
}

// queueChanged adds the products that are new or differ from the stored ones to the bulk. It returns the number of
// products that are stored.
func (s *Products) queueChanged(b *bulk, products []catalog.Product) (stored int) {
	refs := make([]*firestore.DocumentRef, len(products))
	for i := range products {
		refs[i] = s.document(&products[i])
	}
	docs, err := s.client.GetAll(b.ctx, refs)
	if err != nil {
		for i := range products {
			b.fail(products[i].ID, err)
		}
		return 0
	}
	for i := range products {
		if docs[i].Exists() {
			stored++
		}
		if !hasContent(docs[i], &products[i]) {
			b.set(refs[i], encodeProduct(&products[i]))
		}
	}
	return stored
}

func (s *Products) document(p *catalog.Product) *firestore.DocumentRef {
	return s.collection().Doc(string(p.ID))
}

// hasContent reports whether the document exists and has the product's content.
func hasContent(doc *firestore.DocumentSnapshot, p *catalog.Product) bool {
	if !doc.Exists() {
		return false
	}
	stored, err := decodeProduct(doc)
	return err == nil && stored.SameContent(p)
}
