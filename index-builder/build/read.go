package build

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/index-builder/refine"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/recommend"
)

// A shop holds the part of the catalog that a build needs.
type shop struct {
	items      []item                // in ID order
	spool      *spool                // the product of each item
	vectors    *matrix               // the vector of each item
	content    *contentHash          // of the products
	currencies map[string]int        // number of prices in each currency
	missing    []int                 // items without a current embedding
	orphans    []catalog.ID          // embeddings of deleted products
	skipped    map[catalog.ID]error  // errors of invalid products
	notOffered map[catalog.ID]bool   // drafts and hidden products
	shoppers   [][]cooccurrence.Item // what each shopper opened and bought, oldest first; a Row is an item
	queries    []querytext.Query     // most popular first
	visits     refine.Log            // what shoppers opened after searches
	fullAt     time.Time             // time of the last read of the whole catalog
	watermark  time.Time
	contains   time.Time // the shop contains all changes that were recorded up to this time
}

// read returns the shop with its products and their current embeddings. The caller must close it.
func (b *Builder) read(ctx context.Context) (*shop, error) {
	s, err := b.newShop()
	if err != nil {
		return nil, err
	}
	if err := s.read(ctx, b); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// newShop returns an empty shop.
func (b *Builder) newShop() (s *shop, err error) {
	s = &shop{
		content: newContentHash(b.Embedder.Model()), currencies: make(map[string]int),
		skipped: make(map[catalog.ID]error), notOffered: make(map[catalog.ID]bool),
	}
	s.spool, err = newSpool(b.TempDir)
	return s, err
}

// close deletes the temporary files.
func (s *shop) close() error { return errors.Join(s.spool.close(), s.vectors.close()) }

// read reads the products and their current embeddings.
func (s *shop) read(ctx context.Context, b *Builder) error {
	if err := s.readProducts(ctx, b); err != nil {
		return fmt.Errorf("read products: %w", err)
	}
	if len(s.items) == 0 {
		return fmt.Errorf("%w (%d invalid products skipped)", ErrNoProducts, len(s.skipped))
	}
	if err := s.readEmbeddings(ctx, b); err != nil {
		return fmt.Errorf("read embeddings: %w", err)
	}
	return nil
}

// readProducts reads the valid products and skips invalid ones, so that one bad product does not block all builds.
func (s *shop) readProducts(ctx context.Context, b *Builder) error {
	itemizer := newItemizer()
	products := input.Offered(b.Products.All(ctx),
		func(id catalog.ID, err error) { s.skipped[id] = err }, func(id catalog.ID) { s.notOffered[id] = true })
	for p, err := range products {
		if err != nil {
			return err
		}
		if err := s.add(&p, itemizer); err != nil {
			return err
		}
		b.Progress("read products", int64(len(s.items)), 0)
	}
	return s.spool.finish()
}

// add adds a valid product.
func (s *shop) add(p *catalog.Product, itemizer *itemizer) error {
	card, err := recommend.CardRecord(p)
	if err != nil {
		return err
	}
	if err := s.spool.add(p); err != nil {
		return err
	}
	it, words := itemizer.item(p), recommend.Words(p)
	s.content.add(it.id, it.textHash, &card, &words)
	s.items = append(s.items, it)
	if code := p.Price.Currency; code != "" {
		s.currencies[code]++
	}
	if p.UpdatedAt.After(s.watermark) {
		s.watermark = p.UpdatedAt
	}
	return nil
}

// readEmbeddings copies the stored vectors that match the current model and text of a product. It adds all other
// products to missing.
func (s *shop) readEmbeddings(ctx context.Context, b *Builder) (err error) {
	if s.vectors, err = newMatrix(b.TempDir, len(s.items), b.Embedder.Dim()); err != nil {
		return err
	}
	index := s.index()
	have := make([]bool, len(s.items))
	read := int64(0)
	for e, err := range b.Embeddings.AllEmbeddings(ctx) {
		if err != nil {
			return err
		}
		read++
		b.Progress("read embeddings", read, 0)
		i, ok := index[e.ID]
		if !ok {
			if s.skipped[e.ID] == nil && !s.notOffered[e.ID] { // these may come back
				s.orphans = append(s.orphans, e.ID)
			}
			continue
		}
		if e.IsOf(s.items[i].textHash.String(), b.Embedder.Model(), s.vectors.dim) {
			have[i] = copy(s.vectors.row(i), e.Vector) == s.vectors.dim
		}
	}
	for i, ok := range have {
		if !ok {
			s.missing = append(s.missing, i)
		}
	}
	return nil
}

// index returns the item of each product ID.
func (s *shop) index() map[catalog.ID]int {
	index := make(map[catalog.ID]int, len(s.items))
	for i := range s.items {
		index[s.items[i].id] = i
	}
	return index
}
