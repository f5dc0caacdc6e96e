package mapping

import (
	"slices"
	"strings"
	"testing"
)

// TestPlatformFiles checks that each platform recognizes its own columns and has the fields that an import needs.
func TestPlatformFiles(t *testing.T) {
	if len(platforms) < 20 {
		t.Errorf("%d platforms, want at least 20", len(platforms))
	}
	for _, p := range platforms {
		if p.Name == "" || p.About == "" || len(p.Fields[Title]) == 0 || len(p.Fields[Price]) == 0 {
			t.Errorf("platform %q has no name, address, title or price", p.Name)
		}
		for f := range p.Fields {
			if !slices.Contains(Fields, f) {
				t.Errorf("platform %q has the unknown field %q", p.Name, f)
			}
		}
		for f := range p.Values {
			if len(p.Fields[f]) == 0 {
				t.Errorf("platform %q has values of %q, but no column", p.Name, f)
			}
		}
		for _, set := range p.Recognize {
			columns := slices.Clone(set)
			for i, c := range columns {
				columns[i] = strings.NewReplacer("*", "", "#", "1").Replace(c)
			}
			if found := recognize(columns); found == nil || found.Name != p.Name {
				t.Errorf("columns %q are recognized as %v, want %q", columns, found, p.Name)
			}
		}
	}
}

func TestMatching(t *testing.T) {
	tests := []struct {
		pattern, column string
		want            bool
	}{
		{"Option# Name", "Option1 Name", true},
		{"Option# Name", "option 12 name", true},
		{"Option# Name", "Option Name", true},
		{"Option# Name", "Option1 Names", false},
		{"Google Shopping / Gender", "Google Shopping / Gender", true},
		{"* (channel price amount)", "default-channel (channel price amount)", true},
		{"*Action*", "*Action(SiteID=US|Country=US)", true},
		{"name*", "name(en-gb)", true},
		{"name*", "brand name", false},
		{"price", "g:price", true},
		{"price", "sale_price", false},
	}
	for _, tt := range tests {
		if got := len(matching(tt.pattern, []string{tt.column})) > 0; got != tt.want {
			t.Errorf("pattern %q matches %q = %v, want %v", tt.pattern, tt.column, got, tt.want)
		}
	}
}

// TestPlatformColumnsAreOverridden checks that a correction wins over a platform, and that a guess adds no price to it.
func TestPlatformColumnsAreOverridden(t *testing.T) {
	columns := []string{"Handle", "Title", "Variant SKU", "Variant Price", "Our price", "Fabric", "Colour"}
	m, err := Resolve(columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Platform != "Shopify" || !slices.Equal(m.Columns[Price], []int{3}) || !slices.Equal(m.Columns[Color], []int{6}) {
		t.Errorf("platform %q, price %v, color %v, want Shopify, [3], [6]", m.Platform, m.Columns[Price], m.Columns[Color])
	}
	m, err = Resolve(columns, Overrides{"price": "Our price"})
	if err != nil || !slices.Equal(m.Columns[Price], []int{4}) {
		t.Errorf("corrected price = %v, %v, want [4]", m.Columns[Price], err)
	}
}

func TestCostsAreNoPrices(t *testing.T) {
	for _, name := range []string{"Cost", "cost_price", "Wholesale price", "Purchase price", "MAP price", "Minimum advertised price", "Unit price",
		"Dealer price", "Einkaufspreis", "EK-Preis", "Preis EK netto", "Grundpreis", "Prix d'achat", "Precio de coste", "Precio mayorista", "Prezzo di acquisto",
		"Inkoopprijs", "Price per unit", "Price per 100 g", "Shipping price", "Cost per item", "Supplier price", "Reseller price", "Price type", "Min price"} {
		if m, ok := matchColumn(words(name)); ok && isPrice(m.field) {
			t.Errorf("column %q is the field %s, want no price", name, m.field)
		}
	}
	for name, want := range map[string]Field{
		"Price": Price, "Retail price": ListPrice, "Preis inkl. MwSt.": Price, "VK brutto": Price, "Price (incl. VAT)": Price, "Prix TTC": Price,
		"Price excl. VAT": NetPrice, "Preis netto": NetPrice, "Prix HT": NetPrice, "Precio sin IVA": NetPrice, "price_net": NetPrice, "Price ex GST": NetPrice,
		"Sale price": SalePrice, "Special price": SalePrice, "Our price": reducedPrice, "MSRP": ListPrice, "What it costs": Price,
	} {
		if m, ok := matchColumn(words(name)); !ok || m.field != want {
			t.Errorf("column %q is the field %q, want %q", name, m.field, want)
		}
	}
}
