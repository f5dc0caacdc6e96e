package basket

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

// products is the part of catalog.Store that a Service needs.
type products interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}

// A Service changes baskets, and describes their products. It is safe for concurrent use.
type Service struct {
	store    Store
	products products
	now      func() time.Time
}

// NewService returns a Service. now is its clock.
func NewService(s Store, p products, now func() time.Time) *Service { return &Service{s, p, now} }

// A Change is what a shopper did to one product of a basket.
type Change struct {
	ProductID catalog.ID    `json:"productId"`
	Quantity  int           `json:"quantity" minimum:"0" maximum:"99" description:"The number of items that the basket should hold; 0 removes the product."`
	Age       int64         `json:"ageMs" minimum:"0" description:"How long ago the shopper made the change, in milliseconds. The device measures it, so its clock may be wrong."`
	Price     catalog.Money `json:"price,omitzero" description:"The price that the shopper saw."`
	Shown     *metrics.List `json:"shown,omitempty" description:"The list that showed the product last. A purchase that the shop's backend reports counts for it."`
	ShownMS   int64         `json:"shownMs,omitempty" minimum:"0" description:"Milliseconds since the list showed the product."`
}

// maxAge is the age from which all changes count as equally old. It keeps the times of changes valid.
const maxAge = 365 * 24 * time.Hour

func (c *Change) validate(i int) error {
	field := func(name string) string { return fmt.Sprintf("changes[%d].%s", i, name) }
	if err := c.ProductID.Validate(); err != nil {
		return &invalid.FieldError{Field: field("productId"), Problem: err.Error()}
	}
	if c.Quantity < 0 || c.Quantity > MaxQuantity {
		return &invalid.FieldError{Field: field("quantity"), Problem: fmt.Sprintf("is %d, not 0 to %d", c.Quantity, MaxQuantity)}
	}
	if c.Age < 0 {
		return &invalid.FieldError{Field: field("ageMs"), Problem: "is negative"}
	}
	if !c.Price.IsZero() && c.Price.Validate() != nil {
		return &invalid.FieldError{Field: field("price"), Problem: "is not an amount and a currency"}
	}
	if c.ShownMS < 0 {
		return &invalid.FieldError{Field: field("shownMs"), Problem: "is negative"}
	}
	if c.Shown != nil {
		return c.Shown.Validate(field("shown"))
	}
	return nil
}

// line returns the line after the change.
func (c *Change) line(now time.Time) Line {
	at := before(now, c.Age)
	l := Line{ProductID: c.ProductID, Quantity: c.Quantity, Price: c.Price, AddedAt: at, ChangedAt: at}
	if c.Shown != nil && c.Quantity > 0 {
		l.Shown = Shown{*c.Shown, before(now, c.ShownMS)}
	}
	return l
}

// before returns the time some milliseconds before now, at most maxAge.
func before(now time.Time, ms int64) time.Time {
	return now.Add(-min(time.Duration(min(ms, maxAge.Milliseconds()))*time.Millisecond, maxAge))
}

// Read returns the user's basket as the catalog is now.
func (s *Service) Read(ctx context.Context, userID string) ([]Item, error) {
	b, err := s.store.Get(ctx, userID)
	if err != nil {
		return nil, fmt.Errorf("read basket: %w", err)
	}
	return s.describe(ctx, b, nil)
}

// Change makes the changes of one device to the user's basket, and returns the basket as the catalog is now. Of two
// changes of a product, the later one wins, whichever device made it. A repeated call changes nothing. Change returns a
// *invalid.FieldError for the first invalid change, for more than MaxLines changes, and if the basket is full.
func (s *Service) Change(ctx context.Context, userID string, changes []Change) ([]Item, error) {
	lines, known, err := s.lines(ctx, changes)
	if err != nil {
		return nil, err
	}
	b, err := s.store.Update(ctx, userID, func(b Basket) (Basket, error) { return b.Merge(lines).pruned(s.now()) })
	if errors.Is(err, ErrFull) {
		return nil, &invalid.FieldError{Field: "changes", Problem: fmt.Sprintf("would give the basket more than %d products", MaxLines)}
	}
	if err != nil {
		return nil, fmt.Errorf("change basket: %w", err)
	}
	return s.describe(ctx, b, known)
}

// lines returns the lines of changes, and the products that it read for them.
func (s *Service) lines(ctx context.Context, changes []Change) ([]Line, map[catalog.ID]*catalog.Product, error) {
	if len(changes) > MaxLines {
		return nil, nil, &invalid.FieldError{Field: "changes", Problem: fmt.Sprintf("has %d changes, more than %d", len(changes), MaxLines)}
	}
	var added []catalog.ID
	for i := range changes {
		if err := changes[i].validate(i); err != nil {
			return nil, nil, err
		}
		if changes[i].Quantity > 0 {
			added = append(added, changes[i].ProductID)
		}
	}
	known, err := s.read(ctx, added, nil)
	if err != nil {
		return nil, nil, err
	}
	now := s.now()
	lines := make([]Line, len(changes))
	for i := range changes {
		lines[i] = changes[i].line(now)
		if p := known[changes[i].ProductID]; p != nil && lines[i].Quantity > 0 {
			lines[i].Title = p.Title
			if lines[i].Price.IsZero() {
				lines[i].Price = p.At(now).Price
			}
		}
	}
	return lines, known, nil
}

// Ordered removes products that an order took from the user's basket, unless the shopper changed them after the time. It
// returns the lists from which the shopper added them, as far as they are known.
func (s *Service) Ordered(ctx context.Context, userID string, ids []catalog.ID, at time.Time) (map[catalog.ID]Shown, error) {
	var shown map[catalog.ID]Shown
	_, err := s.store.Update(ctx, userID, func(b Basket) (Basket, error) {
		shown = make(map[catalog.ID]Shown)
		for _, l := range b.Lines {
			if l.Shown.Surface != "" && slices.Contains(ids, l.ProductID) {
				shown[l.ProductID] = l.Shown
			}
		}
		return b.Remove(ids, at).pruned(s.now())
	})
	if err != nil {
		return nil, fmt.Errorf("remove ordered products from the basket: %w", err)
	}
	return shown, nil
}

// readConcurrency is the maximum number of concurrent product reads.
const readConcurrency = 16

// read returns the products with the IDs, and those in known. A product that the shop does not offer is nil.
func (s *Service) read(ctx context.Context, ids []catalog.ID, known map[catalog.ID]*catalog.Product) (map[catalog.ID]*catalog.Product, error) {
	found := make([]*catalog.Product, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(readConcurrency)
	for i, id := range ids {
		if p, ok := known[id]; ok {
			found[i] = p
			continue
		}
		g.Go(func() error {
			p, err := s.products.Get(ctx, id)
			if errors.Is(err, catalog.ErrNotFound) || err == nil && !p.State.IsOffered() {
				return nil
			}
			found[i] = &p
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("read products of the basket: %w", err)
	}
	all := make(map[catalog.ID]*catalog.Product, len(ids))
	for i, id := range ids {
		all[id] = found[i]
	}
	return all, nil
}
