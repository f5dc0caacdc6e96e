package catalog_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
)

func TestIDValidate(t *testing.T) {
	for _, id := range []catalog.ID{"B07XYZ", "spk-0001", "é", "a.b", "__x", catalog.ID(strings.Repeat("x", catalog.MaxIDBytes))} {
		if err := id.Validate(); err != nil {
			t.Errorf("Validate(%q) = %v, want nil", id, err)
		}
	}
	for _, id := range []catalog.ID{"", ".", "..", "a/b", "__x__", "a b", "a\x00", "\xff", catalog.ID(strings.Repeat("x", catalog.MaxIDBytes+1))} {
		if id.Validate() == nil {
			t.Errorf("Validate(%.20q) = nil, want an error", id)
		}
	}
}

func TestProductValidateNamesTheField(t *testing.T) {
	usd, eur := catalog.Money{Amount: 100, Currency: "USD"}, catalog.Money{Amount: 100, Currency: "EUR"}
	tests := []struct {
		damage func(p *catalog.Product)
		want   string
	}{
		{func(p *catalog.Product) {}, ""},
		{func(p *catalog.Product) { p.ID = "a/b" }, "product ID"},
		{func(p *catalog.Product) { p.Title = " " }, "title"},
		{func(p *catalog.Product) { p.Title = strings.Repeat("x", catalog.MaxTitleBytes+1) }, "title"},
		{func(p *catalog.Product) { p.Brand = "\xff" }, "brand"},
		{func(p *catalog.Product) { p.Description = strings.Repeat("x", catalog.MaxDescriptionBytes+1) }, "description"},
		{func(p *catalog.Product) { p.Category = make([]string, catalog.MaxCategorySteps+1) }, "category"},
		{func(p *catalog.Product) { p.Rating = 5.1 }, "rating"},
		{func(p *catalog.Product) { p.Rating = math.NaN() }, "rating"},
		{func(p *catalog.Product) { p.RatingCount = -1 }, "rating count"},
		{func(p *catalog.Product) { p.Price.Amount = -1 }, "price"},
		{func(p *catalog.Product) { p.Price.Currency = "usd" }, "currency"},
		{func(p *catalog.Product) { p.ListPrice = eur }, "list price is in EUR"},
		{func(p *catalog.Product) { p.SalePrice = eur }, "sale price is in EUR"},
		{func(p *catalog.Product) { p.SaleStart, p.SaleEnd = time.Unix(2, 0), time.Unix(1, 0) }, "sale ends"},
		{func(p *catalog.Product) { p.Availability = "soon" }, "availability"},
		{func(p *catalog.Product) { p.State = "gone" }, "state"},
		{func(p *catalog.Product) { p.GTIN = strings.Repeat("1", catalog.MaxAttributeBytes+1) }, "GTIN"},
		{func(p *catalog.Product) { p.Size = "\xff" }, "size"},
		{func(p *catalog.Product) { p.AdditionalImages = make([]string, catalog.MaxImages+1) }, "additional images"},
		{func(p *catalog.Product) { p.Options = []catalog.Option{{Value: "1 m"}} }, "option"},
	}
	for _, tt := range tests {
		p := catalog.Product{ID: "p", Title: "Lamp", Price: usd, Rating: 4.5, RatingCount: 3, Category: []string{"Home"}}
		tt.damage(&p)
		err := p.Validate()
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Validate(%.80v) = %v, want an error that contains %q", p, err, tt.want)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		name string
		p    catalog.Product
		want string
	}{
		{"all parts, in order", catalog.Product{Title: "Lamp", Brand: "Lux", Color: "red", Category: []string{"Home", "Lighting"}}, "Lamp, Lux, red, Home, Lighting"},
		{"empty parts", catalog.Product{Title: " Lamp ", Category: []string{"", "Lighting"}}, "Lamp, Lighting"},
		{"brand in the title", catalog.Product{Title: "LUX lamp", Brand: "Lux", Color: "Red"}, "LUX lamp, Red"},
		{"repeated category", catalog.Product{Title: "Lamp", Category: []string{"Games", "Educational Games", "Games"}}, "Lamp, Games, Educational Games"},
		{"description", catalog.Product{Title: "Lamp", Description: "bright"}, "Lamp"},
	}
	for _, tt := range tests {
		if got := tt.p.Text(); got != tt.want {
			t.Errorf("%s: Text() = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTextHashDependsOnlyOnText(t *testing.T) {
	p := catalog.Product{Title: "Lamp", Brand: "Lux"}
	before := p.TextHash()
	p.Description, p.Rating = "bright", 5
	if p.TextHash() != before {
		t.Error("TextHash changed with the description, which is not in Text")
	}
	p.Color = "red"
	if p.TextHash() == before {
		t.Error("TextHash did not change with the color, which is in Text")
	}
}

func TestCardCopiesFields(t *testing.T) {
	p := catalog.Product{ID: "p", Title: "Lamp", Description: "bright", Brand: "Lux", Price: catalog.Money{Amount: 1, Currency: "USD"}, Rating: 4, RatingCount: 2, ImageURL: "i", URL: "u"}
	c := p.Card()
	if c.ID != p.ID || c.Title != p.Title || c.Brand != p.Brand || c.Price != p.Price || c.Rating != 4 || c.RatingCount != 2 || c.ImageURL != "i" || c.URL != "u" {
		t.Errorf("Card() = %+v, want the fields of %+v", c, p)
	}
}
