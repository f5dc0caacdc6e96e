package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// contentRevision is part of the content hash. Increase it when unchanged products need a new snapshot.
const contentRevision = "7"

// A shop holds the part of the catalog that a build needs.
type shop struct {
	items      []item // in ID order
	dim        int
	vectors    []float32            // the vector of item i is [i*dim, (i+1)*dim)
	missing    []int                // items without a current embedding
	orphans    []catalog.ID         // embeddings of deleted products
	skipped    map[catalog.ID]error // errors of invalid products
	notOffered map[catalog.ID]bool  // drafts and hidden products
	shoppers   [][]int64            // clicked items of each shopper, oldest first
	queries    []popularQuery       // most popular first
	spool      *spool               // the products as they were read; nil if builds are not incremental
	fullAt     time.Time            // time of the last read of the whole catalog
	watermark  time.Time
	contains   time.Time // the shop contains all changes that were recorded up to this time
}

// An item is the part of a product that a build needs.
type item struct {
	id       catalog.ID
	title    string
	text     string
	textHash string
	card     snapshot.CardRecord
	words    lexical.Document
	rank     popularity
}

// read returns the shop with its products and their current embeddings. The caller must close its spool.
func (b *Builder) read(ctx context.Context) (*shop, error) {
	s, err := b.newShop()
	if err != nil {
		return nil, err
	}
	if err := s.read(ctx, b); err != nil {
		return nil, errors.Join(err, s.spool.close())
	}
	return s, nil
}

// newShop returns an empty shop.
func (b *Builder) newShop() (s *shop, err error) {
	s = &shop{dim: b.Embedder.Dim(), skipped: make(map[catalog.ID]error), notOffered: make(map[catalog.ID]bool)}
	if b.Changes != nil {
		s.spool, err = newSpool(b.TempDir)
	}
	return s, err
}

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
	for p, err := range b.Products.All(ctx) {
		if bad, ok := errors.AsType[*catalog.DecodeError](err); ok {
			s.skipped[bad.ID] = bad.Err
			continue
		}
		if err != nil {
			return err
		}
		if err := p.Validate(); err != nil {
			s.skipped[p.ID] = err
			continue
		}
		if !p.State.IsOffered() {
			s.notOffered[p.ID] = true
			continue
		}
		card, err := recommend.CardRecord(&p)
		if err != nil {
			return err
		}
		if err := s.spool.add(&p); err != nil {
			return err
		}
		s.items = append(s.items, item{p.ID, p.Title, p.Text(), p.TextHash(), card, recommend.Words(&p), popularityOf(&p)})
		if p.UpdatedAt.After(s.watermark) {
			s.watermark = p.UpdatedAt
		}
		b.Progress("read products", int64(len(s.items)), 0)
	}
	return nil
}

// readEmbeddings copies the stored vectors that match the current model and text of a product. It adds all other
// products to missing.
func (s *shop) readEmbeddings(ctx context.Context, b *Builder) error {
	s.vectors = make([]float32, len(s.items)*s.dim)
	index := make(map[catalog.ID]int, len(s.items))
	for i := range s.items {
		index[s.items[i].id] = i
	}
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
		if e.Model == b.Embedder.Model() && e.TextHash == s.items[i].textHash && len(e.Vector) == s.dim {
			have[i] = copy(s.vector(i), e.Vector) == s.dim
		}
	}
	for i, ok := range have {
		if !ok {
			s.missing = append(s.missing, i)
		}
	}
	return nil
}

// vector returns the part of s.vectors that holds the vector of item i.
func (s *shop) vector(i int) []float32 { return s.vectors[i*s.dim : (i+1)*s.dim] }

// contentHash returns a hash of the model, the products, their cards and their texts, and of the popular queries in their
// order. It does not cover the clicks: see relatedUnchanged.
func (s *shop) contentHash(model string) string {
	h := sha256.New()
	var sep bytes.Buffer
	put := func(field string) {
		sep.Reset()
		fmt.Fprintf(&sep, "%d:", len(field))
		h.Write(sep.Bytes())
		io.WriteString(h, field)
	}
	put(contentRevision)
	put(model)
	for i := range s.items {
		put(string(s.items[i].id))
		put(s.items[i].textHash)
		card := &s.items[i].card
		put(string(card.Data))
		put(s.items[i].words.Color) // not part of the card, as all that follows
		put(strconv.FormatUint(s.items[i].words.Attributes, 16))
		put(card.Group)
		put(strings.Join(card.Numbers, " "))
		put(strconv.Itoa(int(card.Flags)))
	}
	for _, q := range s.queries {
		put(q.Text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
