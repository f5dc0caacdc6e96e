// Package demo holds the demo catalogue, so that the shop runs with no data
// but its own, and a few made-up shoppers with things they did.
//
// Everything in it is invented for this project, brands included. The files
// in data/ are made by the program in generate/; change the vocabulary there
// and run go generate, rather than the files.
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
)

//go:generate go run ./generate

//go:embed data/products.jsonl
var productsJSONL string

//go:embed data/shoppers.jsonl
var shoppersJSONL string

// A Shopper is someone who might use the shop, and what they did there.
type Shopper struct {
	ID          string  `json:"id"`
	DisplayName string  `json:"displayName"`
	About       string  `json:"about"`
	History     []Event `json:"history"` // oldest first
}

// An Event is one thing a shopper did: a search has a query, a click or a
// dismissal a product.
type Event struct {
	Type      interaction.Type `json:"type"`
	Query     string           `json:"query,omitempty"`
	ProductID catalog.ID       `json:"productId,omitempty"`
}

// Interaction returns the event as it is logged, without time or vector.
func (e Event) Interaction() interaction.Interaction {
	return interaction.Interaction{Type: e.Type, Query: e.Query, ProductID: e.ProductID}
}

// Products returns the demo catalogue in ID order. Each call returns products of its own.
func Products() ([]catalog.Product, error) {
	products, err := lines[catalog.Product](productsJSONL)
	if err != nil {
		return nil, fmt.Errorf("demo products: %w", err)
	}
	return products, nil
}

// ProductsJSONL returns a reader of the demo catalogue as JSON lines, one catalog.Product a line.
func ProductsJSONL() io.Reader { return strings.NewReader(productsJSONL) }

// Shoppers returns the demo shoppers. The products of their histories are among Products.
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
