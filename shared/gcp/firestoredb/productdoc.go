package firestoredb

import (
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

// productDoc is a document in products/.
type productDoc struct {
	Title       string    `firestore:"title"`
	Description string    `firestore:"description,omitempty"`
	Brand       string    `firestore:"brand,omitempty"`
	Color       string    `firestore:"color,omitempty"`
	Category    []string  `firestore:"category,omitempty"`
	Price       moneyDoc  `firestore:"price,omitzero"`
	ListPrice   moneyDoc  `firestore:"listPrice,omitzero"`
	Rating      float64   `firestore:"rating,omitempty"`
	RatingCount int       `firestore:"ratingCount,omitempty"`
	ImageURL    string    `firestore:"imageUrl,omitempty"`
	URL         string    `firestore:"url,omitempty"`
	UpdatedAt   time.Time `firestore:"updatedAt,omitempty"`
}

// moneyDoc is the map field that holds a price.
type moneyDoc struct {
	Amount   int64  `firestore:"amount"`
	Currency string `firestore:"currency"`
}

func encodeProduct(p *catalog.Product) productDoc {
	return productDoc{
		Title: p.Title, Description: p.Description, Brand: p.Brand, Color: p.Color, Category: p.Category,
		Price: moneyDoc(p.Price), ListPrice: moneyDoc(p.ListPrice), Rating: p.Rating, RatingCount: p.RatingCount,
		ImageURL: p.ImageURL, URL: p.URL, UpdatedAt: p.UpdatedAt,
	}
}

// decodeProduct returns the product. If a field has the wrong type, it returns a *catalog.DecodeError.
func decodeProduct(doc *firestore.DocumentSnapshot) (catalog.Product, error) {
	var d productDoc
	if err := doc.DataTo(&d); err != nil {
		return catalog.Product{}, &catalog.DecodeError{ID: catalog.ID(doc.Ref.ID), Err: err}
	}
	return catalog.Product{
		ID: catalog.ID(doc.Ref.ID), Title: d.Title, Description: d.Description, Brand: d.Brand, Color: d.Color, Category: d.Category,
		Price: catalog.Money(d.Price), ListPrice: catalog.Money(d.ListPrice), Rating: d.Rating, RatingCount: d.RatingCount,
		ImageURL: d.ImageURL, URL: d.URL, UpdatedAt: d.UpdatedAt,
	}, nil
}
