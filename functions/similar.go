package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
)

// similarFinder is the part of recommend.Service that similar needs.
type similarFinder interface {
	Similar(ctx context.Context, id catalog.ID, limit int) ([]catalog.Card, error)
}

type similarRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
	Limit     int        `query:"limit" default:"6" minimum:"1" maximum:"30" description:"The most products to answer with."`
}

type similarResponse struct {
	Products []catalog.Card `json:"products" description:"Nearest first, without the product itself."`
}

// similar answers with the products nearest to a product.
func similar(f similarFinder) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in similarRequest) (similarResponse, error) {
		products, err := f.Similar(ctx, in.ProductID, in.Limit)
		return similarResponse{products}, err
	})
}

func openSimilar(a *wire.App) api.Endpoint { return similar(a.Service) }
