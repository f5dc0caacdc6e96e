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
	Limit int `query:"limit" default:"12" minimum:"1" maximum:"60" description:"The maximum number of categories."`
}

type category struct {
	Name  string       `json:"name" description:"The last element of the path."`
	Path  []string     `json:"path" description:"From the widest category to the narrowest."`
	Cover catalog.Card `json:"cover" description:"The most popular product of the category."`
}

type categoriesResponse struct {
	Categories []category `json:"categories" description:"Categories of the most popular products, spread over the departments."`
}

// categories returns the categories of popular products.
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
