package enginetest

import (
	"math"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/snapshot"
)

// product returns a small product.
func product(dim int, id catalog.ID) engine.Product {
	return engine.Product{
		ID:     id,
		Card:   catalog.Card{ID: id, Title: "Product " + string(id)},
		Vector: vectorAt(dim, 0.5),
		Words:  []engine.Word{{ID: 7, Score: 0.5}},
		Hash:   "hash of " + string(id[:min(len(id), 16)]),
	}
}

// vectorAt returns a vector of length 1 on a quarter circle: the nearer two positions are, the nearer are their vectors.
func vectorAt(dim int, position float64) []float32 {
	v := make([]float32, dim)
	v[0], v[1] = float32(math.Cos(position*math.Pi/2)), float32(math.Sin(position*math.Pi/2))
	return v
}

// allFields returns a product with a value in each field that an engine keeps.
func allFields(dim int) engine.Product {
	p := product(dim, "all-fields")
	p.Card = catalog.Card{
		ID: p.ID, Title: "Überraschung “日本” \"quoted\" \\ <b>&amp;</b>\ttab 🎁", Brand: "Müller & Söhne", Category: []string{"Home", "Töpfe"},
		Price: catalog.Money{Amount: 12_34, Currency: "EUR"}, ListPrice: catalog.Money{Amount: math.MaxInt64 / 1_000_000, Currency: "EUR"},
		SalePrice: catalog.Money{Amount: 999, Currency: "EUR"},
		SaleStart: time.Date(2026, 11, 1, 10, 0, 0, 123_456_789, time.UTC), SaleEnd: time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC),
		Availability: catalog.Preorder, AvailabilityDate: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC),
		GroupID: "group/of \"pots\"",
		Variant: catalog.Variant{
			Color: "blau", Size: "24 cm", Material: "Gußeisen", Pattern: "gestreift",
			Options: []catalog.Option{{Name: "Länge", Value: "3 m"}, {Name: "Deckel", Value: "\"ja\""}},
		},
		Rating: 4.7, RatingCount: 1234, ImageURL: "https://example.com/a.png?b=1&c=%22", URL: "https://example.com/p/ü",
		UpdatedAt: time.Date(2026, 11, 28, 23, 59, 59, 987_654_321, time.UTC),
	}
	p.Words = []engine.Word{{ID: 0, Score: 0.125}, {ID: 12345, Score: 1}, {ID: 1<<31 - 1, Score: 0.25}}
	p.Keys, p.Numbers = []string{"müller&söhne", "wh-1000xm4"}, []string{"4006381333931", "abc123"}
	p.Flags = snapshot.Unavailable | snapshot.Adult | snapshot.HasSale
	p.Attributes = 1 | 1<<31 | 1<<63
	return p
}

// largest returns a product as large as the limits of the catalog allow.
func largest(dim int) engine.Product {
	id := catalog.ID(strings.Repeat("ü", catalog.MaxIDBytes/2))
	p := product(dim, id)
	text := func(n int) string { return strings.Repeat(`"`, n) } // its JSON is twice as long
	p.Card.Title, p.Card.Brand = text(catalog.MaxTitleBytes), text(catalog.MaxAttributeBytes)
	for range catalog.MaxCategorySteps {
		p.Card.Category = append(p.Card.Category, text(catalog.MaxAttributeBytes))
	}
	p.Card.GroupID = text(catalog.MaxAttributeBytes)
	p.Card.Variant = catalog.Variant{Color: text(catalog.MaxAttributeBytes), Size: text(catalog.MaxAttributeBytes)}
	for range catalog.MaxOptions {
		p.Card.Options = append(p.Card.Options, catalog.Option{Name: text(catalog.MaxAttributeBytes), Value: text(catalog.MaxAttributeBytes)})
	}
	p.Card.URL, p.Card.ImageURL = strings.Repeat("u", 8000), strings.Repeat("i", 8000)
	for i := range 2000 {
		p.Words = append(p.Words, engine.Word{ID: uint32(1000 + i), Score: 0.5})
	}
	for i := range 300 {
		p.Keys = append(p.Keys, strings.Repeat("k", 10)+string(rune('一'+i)))
	}
	return p
}
