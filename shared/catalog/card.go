package catalog

import "time"

// A Card holds the fields of a product that a feed or a result list shows. The snapshot contains all cards, so showing
// one does not read the database.
type Card struct {
	ID        ID        `json:"productId"`
	Title     string    `json:"title"`
	Brand     string    `json:"brand,omitempty"`
	Category  []string  `json:"category,omitempty"`
	Price     Money     `json:"price,omitzero"`
	ListPrice Money     `json:"listPrice,omitzero"`
	SalePrice Money     `json:"salePrice,omitzero" description:"Never set in responses: during a sale, price is the sale price."`
	SaleStart time.Time `json:"saleStart,omitzero" description:"Never set in responses."`
	SaleEnd   time.Time `json:"saleEnd,omitzero" description:"The end of the sale that price belongs to."`

	Availability     Availability `json:"availability,omitempty" enum:"in_stock,out_of_stock,preorder,backorder,discontinued" description:"Whether the product can be bought. Missing if it is in stock."`
	AvailabilityDate time.Time    `json:"availabilityDate,omitzero" description:"When a preordered or backordered product ships."`

	GroupID string `json:"itemGroupId,omitempty"`
	Variant
	Rating      float64 `json:"rating,omitempty"`
	RatingCount int     `json:"ratingCount,omitempty"`
	ImageURL    string  `json:"imageUrl,omitempty"`
	URL         string  `json:"url,omitempty"`

	Dismissed bool      `json:"dismissed,omitempty" description:"Whether the shopper dismissed the product. Only search says so."`
	UpdatedAt time.Time `json:"updatedAt,omitzero" description:"Never set in responses."`
}

// A Variant holds the properties that tell the variants of a product apart.
type Variant struct {
	Color    string   `json:"color,omitempty"`
	Size     string   `json:"size,omitempty"`
	Material string   `json:"material,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Options  []Option `json:"options,omitempty"`
}

// An Option is a named property of a variant, such as the length of a cable.
type Option struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Card returns the product's card. The card of a product without variants has no Variant.
func (p *Product) Card() Card {
	c := Card{
		ID: p.ID, Title: p.Title, Brand: p.Brand, Category: p.Category,
		Price: p.Price, ListPrice: p.ListPrice, SalePrice: p.SalePrice, SaleStart: p.SaleStart, SaleEnd: p.SaleEnd,
		AvailabilityDate: p.AvailabilityDate, GroupID: p.GroupID,
		Rating: p.Rating, RatingCount: p.RatingCount, ImageURL: p.ImageURL, URL: p.URL, UpdatedAt: p.UpdatedAt,
	}
	if p.Availability != InStock {
		c.Availability = p.Availability
	}
	if p.GroupID != "" {
		c.Variant = Variant{p.Color, p.Size, p.Material, p.Pattern, p.Options}
	}
	return c
}
