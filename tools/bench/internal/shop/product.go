package shop

import (
	"fmt"
	"time"

	"shopfyp.dev/shared/catalog"
)

// ID returns the ID of product i.
func ID(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%08d", i)) }

// updated is the time of the last change of every product.
var updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// product returns product i. Its title comes from titles; the other fields are made up.
func product(titles []string, i int) catalog.Product {
	price := int64(499 + i*37%20_000)
	return catalog.Product{
		ID: ID(i), Title: titles[i%len(titles)], Brand: fmt.Sprintf("Brand %d", i%997),
		Category: []string{fmt.Sprintf("Department %d", i%12), fmt.Sprintf("Aisle %d", i%240)},
		Price:    catalog.Money{Amount: price, Currency: "EUR"}, ListPrice: catalog.Money{Amount: price * 5 / 4, Currency: "EUR"},
		Rating: 3 + float64(i%20)/10, RatingCount: i * 7 % 5000,
		ImageURL: fmt.Sprintf("https://img.example/%08d.jpg", i), URL: fmt.Sprintf("https://shop.example/%08d", i), UpdatedAt: updated,
	}
}
