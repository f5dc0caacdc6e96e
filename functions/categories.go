package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// categoryLister is the part of recommend.Service that categories needs.
type categoryLister interface {
	Categories(ctx context.Context, limit int) ([]recommend.Category, error)
}

type categoriesRequest struct {
	Limit int `query:"limit" default:"12" minimum:"1" maximum:"60" description:"The most categories to answer with."`
}

type category struct {
	Name  string       `json:"name" description:"The last step of its path."`
	Path  []string     `json:"path" description:"Widest first."`
	Cover catalog.Card `json:"cover" description:"The best liked product in it."`
}

type categoriesResponse struct {
	Categories []category `json:"categories" description:"Of the most popular products, varied over departments."`
}

// categories answers with the kinds of product that shoppers like.
func categories(l categoryLister) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in categoriesRequest) (categoriesResponse, error) {
		found, err := l.Categories(ctx, in.Limit)
		out := make([]category, len(found))
		for i, c := range found {
			out[i] = category(c)
		}
		return categoriesResponse{out}, err
	})
}

func openCategories(a *wire.App) api.Endpoint { return categories(a.Service) }
