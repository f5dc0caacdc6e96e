package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// productGetter is the part of catalog.Store that product needs.
type productGetter interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}

type productRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
}

// product returns the current version of a product.
func product(p productGetter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in productRequest) (catalog.Product, error) {
		if err := in.ProductID.Validate(); err != nil {
			return catalog.Product{}, &invalid.FieldError{Field: "productId", Problem: err.Error()}
		}
		return p.Get(ctx, in.ProductID)
	})
}

func openProduct(a *wire.App) api.Endpoint { return product(a.Products) }
