package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// suggester is the part of recommend.Service that suggest needs.
type suggester interface {
	Suggest(ctx context.Context, typed string, limit int) ([]recommend.Suggestion, error)
}

type suggestRequest struct {
	Typed string `query:"q" required:"true" minLength:"1" maxLength:"200" description:"The text that the shopper has typed so far."`
	Limit int    `query:"limit" default:"8" minimum:"1" maximum:"10" description:"The maximum number of suggestions."`
}

type suggestion struct {
	Kind       string     `json:"kind" enum:"query,category,brand,product" description:"A query that at least 5 shoppers searched for, a category, a brand, or a product that can be bought."`
	Text       string     `json:"text" description:"The query, the name, or the title of the product."`
	MatchStart int        `json:"matchStart" description:"Where the part of the text begins that matches what was typed, in UTF-16 code units as in JavaScript strings."`
	MatchEnd   int        `json:"matchEnd" description:"Where that part ends. The rest completes what was typed."`
	ProductID  catalog.ID `json:"productId,omitempty" description:"Only for a product."`
	ImageURL   string     `json:"imageUrl,omitempty" description:"Only for a product with an image."`
}

type suggestResponse struct {
	Suggestions []suggestion `json:"suggestions" description:"First queries, then categories and brands, then products, the most popular of each first. If nothing begins with the text, they differ from it by one typing error."`
}

// suggest completes what the user types. It logs nothing.
func suggest(s suggester) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in suggestRequest) (suggestResponse, error) {
		found, err := s.Suggest(ctx, in.Typed, in.Limit)
		out := make([]suggestion, len(found))
		for i, f := range found {
			out[i] = suggestion{string(f.Kind), f.Text, f.Match.Start, f.Match.End, f.Product.ID, f.Product.ImageURL}
		}
		return suggestResponse{out}, err
	})
}

func openSuggest(a *wire.App) api.Endpoint { return suggest(a.Service) }
