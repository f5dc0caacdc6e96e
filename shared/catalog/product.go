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

// A Product is one product of the catalog.
type Product struct {
	ID          ID        `json:"productId"`
	Title       string    `json:"title"`
	Description string    `json:"description,omitempty"`
	Brand       string    `json:"brand,omitempty"`
	Color       string    `json:"color,omitempty"`
	Category    []string  `json:"category,omitempty"` // path from the broadest category; the first step may be an audience ("Boys")
	Price       Money     `json:"price,omitzero"`
	ListPrice   Money     `json:"listPrice,omitzero"` // before discounts; same currency as Price
	Rating      float64   `json:"rating,omitempty"`   // mean from 0 to 5; 0 without ratings
	RatingCount int       `json:"ratingCount,omitempty"`
	ImageURL    string    `json:"imageUrl,omitempty"`
	URL         string    `json:"url,omitempty"`
	UpdatedAt   time.Time `json:"updatedAt,omitzero"` // time of the last change of content
}

// Limits of a product's fields. They keep a document far below Firestore's limit of 1 MiB.
const (
	MaxTitleBytes       = 2_000
	MaxDescriptionBytes = 100_000
	MaxCategorySteps    = 10
)

// Validate returns an error that names the first invalid field.
func (p *Product) Validate() error {
	if err := p.ID.Validate(); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(p.Title) == "":
		return errors.New("title is empty")
	case len(p.Title) > MaxTitleBytes:
		return fmt.Errorf("title is %d bytes long, more than %d", len(p.Title), MaxTitleBytes)
	case len(p.Description) > MaxDescriptionBytes:
		return fmt.Errorf("description is %d bytes long, more than %d", len(p.Description), MaxDescriptionBytes)
	case len(p.Category) > MaxCategorySteps:
		return fmt.Errorf("category path has %d steps, more than %d", len(p.Category), MaxCategorySteps)
	case math.IsNaN(p.Rating) || p.Rating < 0 || p.Rating > 5:
		return fmt.Errorf("rating %v is outside 0 to 5", p.Rating)
	case p.RatingCount < 0:
		return fmt.Errorf("rating count %d is negative", p.RatingCount)
	}
	if err := p.validateTexts(); err != nil {
		return err
	}
	for name, m := range map[string]Money{"price": p.Price, "list price": p.ListPrice} {
		if err := m.Validate(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if !p.Price.IsZero() && !p.ListPrice.IsZero() && p.Price.Currency != p.ListPrice.Currency {
		return fmt.Errorf("price is in %s and list price in %s", p.Price.Currency, p.ListPrice.Currency)
	}
	return nil
}

// validateTexts returns an error for a text that is not valid UTF-8.
func (p *Product) validateTexts() error {
	for name, text := range map[string]string{
		"title": p.Title, "description": p.Description, "brand": p.Brand, "color": p.Color,
		"category": strings.Join(p.Category, "/"), "image URL": p.ImageURL, "URL": p.URL,
	} {
		if !utf8.ValidString(text) {
			return fmt.Errorf("%s is not valid UTF-8", name)
		}
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

// A Card holds the product fields that a feed or a result list shows.
// The snapshot contains all cards, so the API can show them without a database read.
type Card struct {
	ID          ID       `json:"productId"`
	Title       string   `json:"title"`
	Brand       string   `json:"brand,omitempty"`
	Category    []string `json:"category,omitempty"`
	Price       Money    `json:"price,omitzero"`
	ListPrice   Money    `json:"listPrice,omitzero"`
	Rating      float64  `json:"rating,omitempty"`
	RatingCount int      `json:"ratingCount,omitempty"`
	ImageURL    string   `json:"imageUrl,omitempty"`
	URL         string   `json:"url,omitempty"`
}

// Card returns the product's card.
func (p *Product) Card() Card {
	return Card{
		ID: p.ID, Title: p.Title, Brand: p.Brand, Category: p.Category, Price: p.Price, ListPrice: p.ListPrice,
		Rating: p.Rating, RatingCount: p.RatingCount, ImageURL: p.ImageURL, URL: p.URL,
	}
}
