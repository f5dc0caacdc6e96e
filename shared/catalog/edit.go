package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrChanged reports that a product changed since its editor read it.
var ErrChanged = errors.New("the product has changed in the meantime")

// An Updater changes single products.
type Updater interface {
	// Update replaces a product by the result of change, which gets the stored product and may be called several times. It
	// returns the stored result, ErrNotFound for an unknown product, and the error of change, which then changes nothing.
	// The result must be valid and keep the ID. If the user of ctx is a member of the staff, a store of a shop records the
	// change.
	Update(ctx context.Context, id ID, change func(Product) (Product, error)) (Product, error)
}

// An Edit holds the new values of the fields that people change by hand. A nil field stays as it is.
type Edit struct {
	Price        *Money        `json:"price,omitempty" description:"The zero price means unknown."`
	SalePrice    *Money        `json:"salePrice,omitempty" description:"The zero price ends the sale."`
	Availability *Availability `json:"availability,omitempty" enum:"in_stock,out_of_stock,preorder,backorder,discontinued"`
	State        *State        `json:"state,omitempty" enum:",draft,hidden" description:"Empty: the shop offers the product."`
}

// Apply returns the edited product with now as the time of the change. It returns ErrChanged if the product's UpdatedAt is
// not read, the time that its editor saw, and an error that names the first field with an invalid value.
func (e *Edit) Apply(p Product, read, now time.Time) (Product, error) {
	if !p.UpdatedAt.Equal(read) {
		return Product{}, ErrChanged
	}
	if e.Price != nil {
		p.Price = *e.Price
	}
	if e.SalePrice != nil {
		p.SalePrice = *e.SalePrice
		if p.SalePrice == (Money{}) {
			p.SaleStart, p.SaleEnd = time.Time{}, time.Time{}
		}
	}
	if e.Availability != nil {
		p.Availability = *e.Availability
	}
	if e.State != nil {
		p.State = *e.State
	}
	p.UpdatedAt = now
	return p, p.Validate()
}

// Editable returns the values of the fields that an Edit can change.
func (p *Product) Editable() Edit {
	return Edit{Price: &p.Price, SalePrice: &p.SalePrice, Availability: &p.Availability, State: &p.State}
}

// CheckUpdate returns an error unless p may replace the product with the ID.
func CheckUpdate(id ID, p *Product) error {
	if p.ID != id {
		return fmt.Errorf("product %q became %q", id, p.ID)
	}
	if err := p.Validate(); err != nil {
		return fmt.Errorf("product %q: %w", id, err)
	}
	return nil
}
