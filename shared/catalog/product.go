package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ErrNotFound reports that no product has the ID.
var ErrNotFound = errors.New("product not found")

// An ID identifies a product. It is the ID of the product's document in Firestore.
type ID string

// MaxIDBytes is the maximum length of an ID. Firestore allows 1,500 bytes.
const MaxIDBytes = 128

// Validate returns an error unless id is a valid document ID without spaces or control characters.
func (id ID) Validate() error {
	s := string(id)
	switch {
	case s == "":
		return errors.New("product ID is empty")
	case len(s) > MaxIDBytes:
		return fmt.Errorf("product ID is %d bytes long, more than %d", len(s), MaxIDBytes)
	case !utf8.ValidString(s):
		return errors.New("product ID is not valid UTF-8")
	case isReserved(s):
		return fmt.Errorf("product ID %q is reserved", s)
	case strings.ContainsFunc(s, func(r rune) bool { return r == '/' || unicode.IsControl(r) || unicode.IsSpace(r) }):
		return fmt.Errorf("product ID %q contains a slash, a space or a control character", s)
	}
	return nil
}

// A Product is one product of the catalog: one variant, if it comes in several colors or sizes. The fields are those
// of Google's product data specification. An empty field is unknown.
type Product struct {
	ID          ID       `json:"productId"`
	Title       string   `json:"title"`
	Description string   `json:"description,omitempty"`
	Brand       string   `json:"brand,omitempty"`
	Category    []string `json:"category,omitempty"` // path from the broadest category; the first step may be an audience ("Boys")

	Price     Money     `json:"price,omitzero"`
	ListPrice Money     `json:"listPrice,omitzero"`                                                                               // before discounts; same currency as Price
	SalePrice Money     `json:"salePrice,omitzero" description:"Never set in responses: during a sale, price is the sale price."` // replaces Price during the sale; same currency
	SaleStart time.Time `json:"saleStart,omitzero" description:"Never set in responses."`                                         // zero: the sale has begun
	SaleEnd   time.Time `json:"saleEnd,omitzero" description:"The end of the sale that price belongs to."`                        // first moment after the sale; zero: it does not end

	Availability     Availability `json:"availability,omitempty" enum:"in_stock,out_of_stock,preorder,backorder,discontinued" description:"Whether the product can be bought. Missing if it is in stock."` // empty: in stock
	AvailabilityDate time.Time    `json:"availabilityDate,omitzero"`
	State            State        `json:"state,omitempty" enum:"draft,hidden" description:"Never set in responses."` // empty: offered
	Adult            bool         `json:"adult,omitempty"`

	GroupID   string   `json:"itemGroupId,omitempty"` // shared by the variants of one product
	Color     string   `json:"color,omitempty"`
	Size      string   `json:"size,omitempty"`
	Material  string   `json:"material,omitempty"`
	Pattern   string   `json:"pattern,omitempty"`
	Options   []Option `json:"options,omitempty"`   // other properties that tell variants apart, such as the length of a cable
	Gender    string   `json:"gender,omitempty"`    // "female", "male" or "unisex"
	AgeGroup  string   `json:"ageGroup,omitempty"`  // "newborn", "infant", "toddler", "kids" or "adult"
	Condition string   `json:"condition,omitempty"` // "new", "refurbished" or "used"; empty: new

	GTIN string `json:"gtin,omitempty"` // EAN, UPC or ISBN
	MPN  string `json:"mpn,omitempty"`  // the manufacturer's part number
	SKU  string `json:"sku,omitempty"`  // the shop's own number

	ImageURL         string    `json:"imageUrl,omitempty"`
	AdditionalImages []string  `json:"additionalImageUrls,omitempty"`
	URL              string    `json:"url,omitempty"`
	Rating           float64   `json:"rating,omitempty"` // mean from 0 to 5; 0 without ratings
	RatingCount      int       `json:"ratingCount,omitempty"`
	Source           string    `json:"source,omitempty"`   // name of the feed that the product came from
	UpdatedAt        time.Time `json:"updatedAt,omitzero"` // time of the last change of content
}

// Limits of a product's fields. They keep a document far below Firestore's limit of 1 MiB.
const (
	MaxTitleBytes       = 2_000
	MaxDescriptionBytes = 100_000
	MaxCategorySteps    = 10
	MaxImages           = 50 // additional images
	MaxOptions          = 10
	MaxAttributeBytes   = 500 // of each attribute, option and number
	maxURLBytes         = 8_000
)

// Validate returns an error that names the first invalid field.
func (p *Product) Validate() error {
	if err := p.ID.Validate(); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(p.Title) == "":
		return errors.New("title is empty")
	case len(p.Category) > MaxCategorySteps:
		return fmt.Errorf("category path has %d steps, more than %d", len(p.Category), MaxCategorySteps)
	case math.IsNaN(p.Rating) || p.Rating < 0 || p.Rating > 5:
		return fmt.Errorf("rating %v is outside 0 to 5", p.Rating)
	case p.RatingCount < 0:
		return fmt.Errorf("rating count %d is negative", p.RatingCount)
	}
	for _, validate := range []func() error{p.validateTexts, p.validateVariant, p.validatePrices} {
		if err := validate(); err != nil {
			return err
		}
	}
	return nil
}

// validateTexts returns an error for the first text that is too long or not valid UTF-8.
func (p *Product) validateTexts() error {
	for _, f := range []struct {
		name, text string
		maxBytes   int
	}{
		{"title", p.Title, MaxTitleBytes}, {"description", p.Description, MaxDescriptionBytes}, {"brand", p.Brand, MaxTitleBytes},
		{"category", strings.Join(p.Category, "/"), MaxTitleBytes * MaxCategorySteps},
		{"image URL", p.ImageURL, maxURLBytes}, {"URL", p.URL, maxURLBytes},
		{"additional image URLs", strings.Join(p.AdditionalImages, " "), maxURLBytes * 10},
		{"item group ID", p.GroupID, MaxAttributeBytes}, {"color", p.Color, MaxTitleBytes}, {"size", p.Size, MaxAttributeBytes},
		{"material", p.Material, MaxAttributeBytes}, {"pattern", p.Pattern, MaxAttributeBytes}, {"gender", p.Gender, MaxAttributeBytes},
		{"age group", p.AgeGroup, MaxAttributeBytes}, {"condition", p.Condition, MaxAttributeBytes}, {"GTIN", p.GTIN, MaxAttributeBytes},
		{"MPN", p.MPN, MaxAttributeBytes}, {"SKU", p.SKU, MaxAttributeBytes}, {"source", p.Source, MaxAttributeBytes},
	} {
		if !utf8.ValidString(f.text) {
			return fmt.Errorf("%s is not valid UTF-8", f.name)
		}
		if len(f.text) > f.maxBytes {
			return fmt.Errorf("%s is %d bytes long, more than %d", f.name, len(f.text), f.maxBytes)
		}
	}
	return nil
}

// validateVariant returns an error for the first invalid field that describes the variant or whether it is offered.
func (p *Product) validateVariant() error {
	if len(p.AdditionalImages) > MaxImages {
		return fmt.Errorf("%d additional images, more than %d", len(p.AdditionalImages), MaxImages)
	}
	if len(p.Options) > MaxOptions {
		return fmt.Errorf("%d options, more than %d", len(p.Options), MaxOptions)
	}
	for _, o := range p.Options {
		if o.Name == "" || len(o.Name)+len(o.Value) > MaxAttributeBytes || !utf8.ValidString(o.Name+o.Value) {
			return fmt.Errorf("option %.40q has no name, is too long or is not valid UTF-8", o.Name)
		}
	}
	if err := p.Availability.validate(); err != nil {
		return err
	}
	return p.State.validate()
}

// validatePrices returns an error for the first invalid price, for prices in different currencies, and for a sale
// that ends before it starts.
func (p *Product) validatePrices() error {
	currency := ""
	for _, f := range []struct {
		name  string
		price Money
	}{{"price", p.Price}, {"list price", p.ListPrice}, {"sale price", p.SalePrice}} {
		if err := f.price.Validate(); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if f.price.IsZero() {
			continue
		}
		if currency != "" && f.price.Currency != currency {
			return fmt.Errorf("%s is in %s, another price is in %s", f.name, f.price.Currency, currency)
		}
		currency = f.price.Currency
	}
	if !p.SaleEnd.IsZero() && p.SaleEnd.Before(p.SaleStart) {
		return fmt.Errorf("sale ends at %s, before its start at %s", p.SaleEnd.Format(time.RFC3339), p.SaleStart.Format(time.RFC3339))
	}
	return nil
}

// Text returns the text to embed: title, brand, color and category path. It skips a part
// that the preceding text already contains, because many titles contain the brand. It omits
// the description, which lowers precision on judged queries
// (docs/decisions/0005-embedded-text.md).
func (p *Product) Text() string {
	var kept []string
	lowerText := ""
	for _, s := range append([]string{p.Title, p.Brand, p.Color}, p.Category...) {
		s = strings.TrimSpace(s)
		lower := strings.ToLower(s)
		if s == "" || strings.Contains(lowerText, lower) {
			continue
		}
		kept = append(kept, s)
		lowerText += " " + lower
	}
	return strings.Join(kept, ", ")
}

// TextHash returns the hex SHA-256 of Text. An embedding with a different hash is out of date.
func (p *Product) TextHash() string {
	sum := sha256.Sum256([]byte(p.Text()))
	return hex.EncodeToString(sum[:])
}
