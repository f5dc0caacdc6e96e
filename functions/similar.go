package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// similarFinder is the part of recommend.Service that similar needs.
type similarFinder interface {
	Similar(ctx context.Context, userID string, id catalog.ID, limit int) (recommend.SimilarResult, error)
}

type similarRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
	Limit     int        `query:"limit" default:"6" minimum:"1" maximum:"30" description:"The maximum number of products."`
}

type similarResponse struct {
	Products []catalog.Card `json:"products" description:"The nearest products, nearest first. The product itself and products that the shopper dismissed are not included."`
	recommend.Origin
}

// similar returns the nearest neighbors of a product, without those that the shopper dismissed.
func similar(f similarFinder) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in similarRequest) (similarResponse, error) {
		res, err := f.Similar(ctx, uid, in.ProductID, in.Limit)
		return similarResponse{res.Products, res.Origin}, err
	})
}

func openSimilar(a *wire.App) api.Endpoint { return similar(a.Service) }
