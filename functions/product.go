package functions

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// productGetter is the part of catalog.Store that product needs.
type productGetter interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}

// variantLister is the part of recommend.Service that product needs.
type variantLister interface {
	Variants(ctx context.Context, id catalog.ID) ([]catalog.Card, error)
}

type productRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
}

type productResponse struct {
	catalog.Product
	Variants []catalog.Card `json:"variants,omitempty" description:"All variants of the product, itself included, if it comes in several."`
}

// product returns the current version of a product, at its current price, with its variants. A product that the shop
// does not offer is not found.
func product(p productGetter, v variantLister, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in productRequest) (productResponse, error) {
		if err := in.ProductID.Validate(); err != nil {
			return productResponse{}, &invalid.FieldError{Field: "productId", Problem: err.Error()}
		}
		found, err := p.Get(ctx, in.ProductID)
		if err != nil {
			return productResponse{}, err
		}
		if !found.State.IsOffered() {
			return productResponse{}, fmt.Errorf("product %q: %w", in.ProductID, catalog.ErrNotFound)
		}
		res := productResponse{Product: found.At(now())}
		res.Source = "" // the name of the shop's feed concerns no shopper
		if found.GroupID != "" {
			res.Variants, err = v.Variants(ctx, in.ProductID)
		}
		return res, err
	})
}

func openProduct(a *wire.App) api.Endpoint { return product(a.Products, a.Service, time.Now) }
