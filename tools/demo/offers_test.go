package demo_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
)

// TestCatalogShowsEveryOffer checks that the running shop can show everything that a product can be.
func TestCatalogShowsEveryOffer(t *testing.T) {
	all := products(t)
	is := func(a catalog.Availability) func(catalog.Product) bool {
		return func(p catalog.Product) bool { return p.Availability == a && p.State.IsOffered() }
	}
	for name, matches := range map[string]func(catalog.Product) bool{
		"a sold-out product":          func(p catalog.Product) bool { return is(catalog.OutOfStock)(p) && p.GroupID == "" },
		"a sold-out variant":          func(p catalog.Product) bool { return is(catalog.OutOfStock)(p) && p.GroupID != "" },
		"a discontinued product":      is(catalog.Discontinued),
		"a preorder with a date":      func(p catalog.Product) bool { return is(catalog.Preorder)(p) && !p.AvailabilityDate.IsZero() },
		"a backorder with a date":     func(p catalog.Product) bool { return is(catalog.Backorder)(p) && !p.AvailabilityDate.IsZero() },
		"several pictures":            func(p catalog.Product) bool { return p.ImageURL != "" && len(p.AdditionalImages) >= 2 },
		"a refurbished product":       func(p catalog.Product) bool { return p.Condition == "refurbished" },
		"a used product":              func(p catalog.Product) bool { return p.Condition == "used" },
		"a product for women":         func(p catalog.Product) bool { return p.Gender == "female" && p.AgeGroup == "adult" },
		"a product for boys":          func(p catalog.Product) bool { return p.Gender == "male" && p.AgeGroup == "kids" },
		"a product with all numbers":  func(p catalog.Product) bool { return p.SKU != "" && p.GTIN != "" && p.MPN != "" },
		"a product for adults only":   func(p catalog.Product) bool { return p.Adult },
		"a draft":                     func(p catalog.Product) bool { return p.State == catalog.Draft },
		"a hidden product":            func(p catalog.Product) bool { return p.State == catalog.Hidden },
		"a material":                  func(p catalog.Product) bool { return p.Material != "" },
		"an option of the shop's own": func(p catalog.Product) bool { return len(p.Options) > 0 },
	} {
		if !slices.ContainsFunc(all, matches) {
			t.Errorf("the catalog has no product of this kind: %s", name)
		}
	}
}

func TestMostProductsCanBeBought(t *testing.T) {
	all := products(t)
	no := count(all, func(p catalog.Product) bool { return !p.Availability.CanBeBought() || !p.State.IsOffered() || p.Adult })
	if no > len(all)/20 {
		t.Errorf("%d of %d products cannot be bought, want at most one in twenty", no, len(all))
	}
}

func TestVariantsDiffer(t *testing.T) {
	groups := map[string][]catalog.Product{}
	for _, p := range products(t) {
		if p.GroupID != "" {
			groups[p.GroupID] = append(groups[p.GroupID], p)
		}
	}
	if len(groups) < 10 {
		t.Errorf("%d products have variants, want at least 10", len(groups))
	}
	for id, variants := range groups {
		seen := map[string]catalog.ID{}
		for _, p := range variants {
			key := fmt.Sprint(p.Color, p.Size, p.Options)
			if other, ok := seen[key]; ok {
				t.Errorf("%s: %s and %s do not differ", id, other, p.ID)
			}
			seen[key] = p.ID
		}
		if len(variants) < 3 || !slices.ContainsFunc(variants, func(p catalog.Product) bool { return p.Availability.CanBeBought() }) {
			t.Errorf("%s: %d variants, want at least 3, one of which can be bought", id, len(variants))
		}
	}
}

// TestSalesOnAnyDay checks that a sale runs on any day, one has ended and, until 2030, one begins later.
func TestSalesOnAnyDay(t *testing.T) {
	all := products(t)
	for year := 2026; year < 2060; year++ {
		now := time.Date(year, time.April, 1, 0, 0, 0, 0, time.UTC)
		running := count(all, func(p catalog.Product) bool { return p.At(now).Price != p.Price })
		ended := count(all, func(p catalog.Product) bool { return !p.SaleEnd.IsZero() && p.SaleEnd.Before(now) })
		later := count(all, func(p catalog.Product) bool { return p.SaleStart.After(now) })
		if running == 0 || ended == 0 || later == 0 && year < 2030 {
			t.Errorf("in April %d, %d sales run, %d have ended and %d begin later", year, running, ended, later)
		}
	}
}

func TestNumbersAreUnique(t *testing.T) {
	seen := map[string]catalog.ID{}
	for _, p := range products(t) {
		for _, key := range p.Numbers() {
			if other, ok := seen[key]; ok {
				t.Errorf("%s and %s have the same number %s", other, p.ID, key)
			}
			seen[key] = p.ID
		}
		if p.GTIN != "" && !isEAN(p.GTIN) {
			t.Errorf("%s: the GTIN %s has a wrong length or check digit", p.ID, p.GTIN)
		}
	}
}

// isEAN reports whether the text has 13 digits and the last is the check digit of the others.
func isEAN(text string) bool {
	sum := 0
	for i, r := range text {
		weight := 1 + i%2*2
		sum += int(r-'0') * weight
	}
	return len(text) == 13 && sum%10 == 0
}
