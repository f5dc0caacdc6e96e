package basket

import (
	"context"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Status says whether the shopper can buy a line of a basket now.
type Status string

// The statuses of a line.
const (
	Available Status = "available"
	SoldOut   Status = "sold_out"
	Gone      Status = "gone" // the shop does not offer the product any more
)

// An Item is a line of a basket with its product as the catalog is now.
type Item struct {
	catalog.Card
	Quantity   int           `json:"quantity"`
	Status     Status        `json:"status" enum:"available,sold_out,gone" description:"Whether the product can be bought now. Of a product that is gone, only the ID and the title are known."`
	AddedPrice catalog.Money `json:"addedPrice,omitzero" description:"The price when the shopper added the product, if it was another one."`
	AddedAt    time.Time     `json:"addedAt"`
}

// describe returns the lines of b with their products.
func (s *Service) describe(ctx context.Context, b Basket, known map[catalog.ID]*catalog.Product) ([]Item, error) {
	lines := b.Present()
	ids := make([]catalog.ID, len(lines))
	for i := range lines {
		ids[i] = lines[i].ProductID
	}
	found, err := s.read(ctx, ids, known)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(lines))
	for i := range lines {
		items[i] = lines[i].item(found[lines[i].ProductID], s.now())
	}
	return items, nil
}

// item returns the line with its product, which is nil if the shop does not offer it.
func (l *Line) item(p *catalog.Product, now time.Time) Item {
	it := Item{Quantity: l.Quantity, AddedAt: l.AddedAt.UTC(), Status: Available}
	if p == nil {
		it.Card, it.Status = catalog.Card{ID: l.ProductID, Title: l.Title}, Gone
		return it
	}
	current := p.At(now)
	it.Card = current.Card()
	it.UpdatedAt = time.Time{}
	if !p.Availability.CanBeBought() {
		it.Status = SoldOut
	}
	if !l.Price.IsZero() && l.Price != it.Price {
		it.AddedPrice = l.Price
	}
	return it
}
