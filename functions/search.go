package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// searcher is the part of recommend.Service that search needs.
type searcher interface {
	Search(ctx context.Context, userID, query string, limit int) (recommend.SearchResult, error)
}

type searchRequest struct {
	Query string `json:"query" minLength:"1" maxLength:"2000" description:"What the shopper looks for, in their own words."`
	Limit int    `json:"limit,omitempty" default:"5" minimum:"1" maximum:"100" description:"The most products to answer with."`
}

type searchResponse struct {
	Products      []catalog.Card `json:"products" description:"Nearest first."`
	InteractionID string         `json:"interactionId" description:"Of the logged search; empty where it could not be logged."`
}

// search answers with the products nearest to a query, and logs it.
func search(s searcher) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in searchRequest) (searchResponse, error) {
		res, err := s.Search(ctx, uid, in.Query, in.Limit)
		return searchResponse{res.Products, res.InteractionID}, err
	})
}

func openSearch(ctx context.Context, d deps) (api.Endpoint, error) {
	s, err := d.Service(ctx)
	return search(s), err
}
