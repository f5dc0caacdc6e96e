// Package demo holds a demo catalog, the videos of the demo feed, and a few demo shoppers with histories.
//
// The catalog shows everything that a product can be: variants with their own
// stock and price, sold-out products, preorders, sales, used products, drafts
// and more. The dates of its sales are fixed, and some sale runs on any day.
//
// All products and brands are invented. The program in generate/ writes the
// files in data/. To change them, edit its vocabulary and run go generate.
// The pictures are the app's own illustrations; if titles or colors of products
// with pictures change, run `npm run pictures` in frontend.
package demo

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/post"
)

//go:generate go run ./generate

//go:embed data/products.jsonl
var productsJSONL string

//go:embed data/posts.json
var postsJSON string

//go:embed data/shoppers.jsonl
var shoppersJSONL string

// A Shopper is a demo shopper with a history.
type Shopper struct {
	ID          string  `json:"id"`
	DisplayName string  `json:"displayName"`
	About       string  `json:"about"`
	History     []Event `json:"history"` // oldest first
}

// An Event is an interaction of a shopper. A search has a query; a click or a
// dismissal has a product.
type Event struct {
	Type      interaction.Type `json:"type"`
	Query     string           `json:"query,omitempty"`
	ProductID catalog.ID       `json:"productId,omitempty"`
}

// Interaction returns the event as an interaction without time or vector.
func (e Event) Interaction() interaction.Interaction {
	return interaction.Interaction{Type: e.Type, Query: e.Query, ProductID: e.ProductID}
}

// Products returns a copy of the demo catalog, in ID order.
func Products() ([]catalog.Product, error) {
	products, err := lines[catalog.Product](productsJSONL)
	if err != nil {
		return nil, fmt.Errorf("demo products: %w", err)
	}
	return products, nil
}

// Posts returns the demo feed. The app serves its videos from frontend/public/videos.
func Posts() ([]post.Post, error) {
	posts, err := post.ReadFile(strings.NewReader(postsJSON))
	if err != nil {
		return nil, fmt.Errorf("demo posts: %w", err)
	}
	return posts, nil
}

// ProductsJSONL returns a reader of the demo catalog as JSON lines, one catalog.Product per line.
func ProductsJSONL() io.Reader { return strings.NewReader(productsJSONL) }

// Shoppers returns the demo shoppers. Products contains all products of their histories.
func Shoppers() ([]Shopper, error) {
	shoppers, err := lines[Shopper](shoppersJSONL)
	if err != nil {
		return nil, fmt.Errorf("demo shoppers: %w", err)
	}
	return shoppers, nil
}

// lines decodes JSON lines.
func lines[T any](text string) ([]T, error) {
	var all []T
	for dec := json.NewDecoder(strings.NewReader(text)); ; {
		var v T
		switch err := dec.Decode(&v); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("value %d: %w", len(all)+1, err)
		}
		all = append(all, v)
	}
}
