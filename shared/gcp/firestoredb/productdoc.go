package firestoredb

import (
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

// productDoc is a document in products/.
type productDoc struct {
	Title            string      `firestore:"title"`
	Description      string      `firestore:"description,omitempty"`
	Brand            string      `firestore:"brand,omitempty"`
	Category         []string    `firestore:"category,omitempty"`
	Price            moneyDoc    `firestore:"price,omitzero"`
	ListPrice        moneyDoc    `firestore:"listPrice,omitzero"`
	SalePrice        moneyDoc    `firestore:"salePrice,omitzero"`
	SaleStart        time.Time   `firestore:"saleStart,omitempty"`
	SaleEnd          time.Time   `firestore:"saleEnd,omitempty"`
	Availability     string      `firestore:"availability,omitempty"`
	AvailabilityDate time.Time   `firestore:"availabilityDate,omitempty"`
	State            string      `firestore:"state,omitempty"`
	Adult            bool        `firestore:"adult,omitempty"`
	GroupID          string      `firestore:"itemGroupId,omitempty"`
	Color            string      `firestore:"color,omitempty"`
	Size             string      `firestore:"size,omitempty"`
	Material         string      `firestore:"material,omitempty"`
	Pattern          string      `firestore:"pattern,omitempty"`
	Options          []optionDoc `firestore:"options,omitempty"`
	Gender           string      `firestore:"gender,omitempty"`
	AgeGroup         string      `firestore:"ageGroup,omitempty"`
	Condition        string      `firestore:"condition,omitempty"`
	GTIN             string      `firestore:"gtin,omitempty"`
	MPN              string      `firestore:"mpn,omitempty"`
	SKU              string      `firestore:"sku,omitempty"`
	ImageURL         string      `firestore:"imageUrl,omitempty"`
	AdditionalImages []string    `firestore:"additionalImageUrls,omitempty"`
	URL              string      `firestore:"url,omitempty"`
	Rating           float64     `firestore:"rating,omitempty"`
	RatingCount      int         `firestore:"ratingCount,omitempty"`
	Source           string      `firestore:"source,omitempty"`
	UpdatedAt        time.Time   `firestore:"updatedAt,omitempty"`
}

// optionDoc is an element of the options field.
type optionDoc struct {
	Name  string `firestore:"name"`
	Value string `firestore:"value"`
}

// moneyDoc is the map field that holds a price.
type moneyDoc struct {
	Amount   int64  `firestore:"amount"`
	Currency string `firestore:"currency"`
}

func encodeProduct(p *catalog.Product) productDoc {
	return productDoc{
		Title: p.Title, Description: p.Description, Brand: p.Brand, Category: p.Category,
		Price: moneyDoc(p.Price), ListPrice: moneyDoc(p.ListPrice), SalePrice: moneyDoc(p.SalePrice), SaleStart: p.SaleStart, SaleEnd: p.SaleEnd,
		Availability: string(p.Availability), AvailabilityDate: p.AvailabilityDate, State: string(p.State), Adult: p.Adult,
		GroupID: p.GroupID, Color: p.Color, Size: p.Size, Material: p.Material, Pattern: p.Pattern,
		Options: convert(p.Options, func(o catalog.Option) optionDoc { return optionDoc(o) }),
		Gender:  p.Gender, AgeGroup: p.AgeGroup, Condition: p.Condition, GTIN: p.GTIN, MPN: p.MPN, SKU: p.SKU,
		ImageURL: p.ImageURL, AdditionalImages: p.AdditionalImages, URL: p.URL, Rating: p.Rating, RatingCount: p.RatingCount,
		Source: p.Source, UpdatedAt: p.UpdatedAt,
	}
}

// decodeProduct returns the product. If a field has the wrong type, it returns a *catalog.DecodeError.
func decodeProduct(doc *firestore.DocumentSnapshot) (catalog.Product, error) {
	var d productDoc
	if err := doc.DataTo(&d); err != nil {
		return catalog.Product{}, &catalog.DecodeError{ID: catalog.ID(doc.Ref.ID), Err: err}
	}
	return d.product(catalog.ID(doc.Ref.ID)), nil
}

// product returns the product with an ID.
func (d *productDoc) product(id catalog.ID) catalog.Product {
	return catalog.Product{
		ID: id, Title: d.Title, Description: d.Description, Brand: d.Brand, Category: d.Category,
		Price: catalog.Money(d.Price), ListPrice: catalog.Money(d.ListPrice), SalePrice: catalog.Money(d.SalePrice), SaleStart: d.SaleStart, SaleEnd: d.SaleEnd,
		Availability: catalog.Availability(d.Availability), AvailabilityDate: d.AvailabilityDate, State: catalog.State(d.State), Adult: d.Adult,
		GroupID: d.GroupID, Color: d.Color, Size: d.Size, Material: d.Material, Pattern: d.Pattern,
		Options: convert(d.Options, func(o optionDoc) catalog.Option { return catalog.Option(o) }),
		Gender:  d.Gender, AgeGroup: d.AgeGroup, Condition: d.Condition, GTIN: d.GTIN, MPN: d.MPN, SKU: d.SKU,
		ImageURL: d.ImageURL, AdditionalImages: d.AdditionalImages, URL: d.URL, Rating: d.Rating, RatingCount: d.RatingCount,
		Source: d.Source, UpdatedAt: d.UpdatedAt,
	}
}

// convert returns f of every element, or nil for an empty list.
func convert[A, B any](list []A, f func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	converted := make([]B, len(list))
	for i, a := range list {
		converted[i] = f(a)
	}
	return converted
}
