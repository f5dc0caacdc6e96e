package functions

import (
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
)

// searcher is the part of recommend.Service that search needs.
type searcher interface {
	SearchFor(ctx context.Context, userID string, r recommend.SearchRequest) (recommend.SearchResult, error)
}

type searchRequest struct {
	Query string `json:"query" minLength:"1" maxLength:"2000" description:"The search text, in natural language."`
	Limit int    `json:"limit,omitempty" default:"5" minimum:"1" maximum:"100" description:"The maximum number of products."`

	Ignore  []query.Kind `json:"ignore,omitempty" description:"The filters of the query that the shopper removed."`
	AsTyped bool         `json:"asTyped,omitempty" description:"Search for the query as typed, without a correction."`
}

type searchResponse struct {
	Products      []catalog.Card `json:"products" description:"Best first."`
	InteractionID string         `json:"interactionId" description:"The ID of the logged search. Empty if it could not be logged, or without an account."`
	Understood    query.Filters  `json:"understood" description:"The filters that were found in the query and applied to the products."`

	Corrected *recommend.Correction `json:"corrected,omitempty" description:"The correction of typing errors. Missing if the query was not corrected."`
	Closest   bool                  `json:"closest,omitempty" description:"Whether no product is quite what the shopper wants. The products are then the nearest ones."`

	QueryHash string `json:"queryHash" description:"Hash of the query that was searched for. Queries that differ only in case, accents and punctuation have the same hash. Events name a query by it."`
	recommend.Origin
}

// search returns the best products for a query and logs the search.
func search(s searcher) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in searchRequest) (searchResponse, error) {
		if err := checkKinds(in.Ignore); err != nil {
			return searchResponse{}, err
		}
		res, err := s.SearchFor(ctx, uid, recommend.SearchRequest{Query: in.Query, Limit: in.Limit, Ignore: in.Ignore, AsTyped: in.AsTyped})
		return searchResponse{res.Products, res.InteractionID, res.Understood, res.Corrected, res.Closest, res.QueryHash, res.Origin}, err
	})
}

// checkKinds returns an error for the first unknown filter.
func checkKinds(kinds []query.Kind) error {
	for _, kind := range kinds {
		if !slices.Contains(query.Kinds, kind) {
			return &invalid.FieldError{Field: "ignore", Problem: fmt.Sprintf("%.40q is not one of price, without, recipient, color, rating, order", kind)}
		}
	}
	return nil
}

func openSearch(a *wire.App) api.Endpoint { return search(a.Service) }
