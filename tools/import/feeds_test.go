package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/datatest"
)

// fieldsOf returns the fields of a product that a feed test may check.
func fieldsOf(p catalog.Product) map[string]string {
	now := p.At(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))
	return map[string]string{
		"title": p.Title, "group": p.GroupID, "category": strings.Join(p.Category, " > "), "brand": p.Brand, "color": p.Color, "size": p.Size,
		"gender": p.Gender, "price": amount(now.Price), "list": amount(now.ListPrice), "sale": amount(p.SalePrice),
		"canBeBought": fmt.Sprint(p.Availability.CanBeBought()), "offered": fmt.Sprint(p.State.IsOffered()), "adult": fmt.Sprint(p.Adult),
		"images": fmt.Sprint(len(p.AdditionalImages) + min(len(p.ImageURL), 1)), "source": p.Source,
	}
}

func amount(m catalog.Money) string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", m.Amount, m.Currency)
}

// all returns the products of the shop.
func (s *shop) all() map[string]catalog.Product {
	s.t.Helper()
	found := map[string]catalog.Product{}
	for p, err := range s.products.All(s.t.Context()) {
		if err != nil {
			s.t.Fatal(err)
		}
		found[string(p.ID)] = p
	}
	return found
}

type fields map[string]string

// TestFeedsIntoTheEmulator imports an export of each platform, and compares the fields of its products on 1 June 2026.
func TestFeedsIntoTheEmulator(t *testing.T) {
	tests := []struct {
		file   string
		args   []string
		output string // part of it
		want   map[string]fields
	}{
		{"shopify-classic.csv", []string{"--currency", "GBP"}, "an export of Shopify", map[string]fields{
			"HKJ-S": {"title": "Harbour Knit Jumper", "group": "harbour-knit-jumper", "size": "Small", "price": "6000 GBP", "list": "8000 GBP", "canBeBought": "true", "images": "2"},
			"HKJ-M": {"title": "Harbour Knit Jumper", "group": "harbour-knit-jumper", "size": "Medium", "price": "6000 GBP", "canBeBought": "false", "images": "2"},
			"HKJ-L": {"title": "Harbour Knit Jumper", "group": "harbour-knit-jumper", "size": "Large", "price": "6000 GBP", "canBeBought": "true", "images": "2"},
			"USC":   {"title": "Unreleased Storm Coat", "offered": "false"},
		}},
		{"woocommerce.csv", []string{"--currency", "EUR"}, "an export of WooCommerce", map[string]fields{
			"dune-tee-blue": {"group": "dune-tee", "category": "Clothing > Tees", "color": "Blue", "price": "2000 EUR", "canBeBought": "true"},
			"dune-cap":      {"category": "Clothing > Hats", "price": "1800 EUR", "list": "", "sale": "900 EUR", "offered": "true"},
			"dune-draft":    {"offered": "false", "canBeBought": "false"},
		}},
		{"prestashop.csv", []string{"--currency", "EUR"}, "an export of PrestaShop", map[string]fields{
			"ps-1": {"category": "Garden > Lighting", "price": "5000 EUR", "sale": "4500 EUR", "offered": "true", "images": "2"},
			"ps-2": {"price": "4000 EUR", "offered": "false"},
		}},
		{"supplier-cost.csv", []string{"--currency", "EUR"}, "not used            Cost", map[string]fields{"sc-1": {"price": "3000 EUR"}}},
		{"google-merchant.tsv", nil, "an export of Google Merchant Center", map[string]fields{
			"gm-1": {"price": "4900 USD", "gender": "female", "category": "Apparel & Accessories > Clothing > Dresses", "group": "g1"},
			"gm-2": {"canBeBought": "false", "gender": "male"},
			"gm-3": {"adult": "true", "canBeBought": "true"},
			"gm-4": {"gender": "female", "category": "Shoes > Hiking"},
		}},
		{"excel-ids.csv", nil, "changed by a spreadsheet", map[string]fields{
			"75b8e2565d396e6d51c0463922e55039": {"title": "Grey Felt Pencil Case", "price": "790 EUR"},
			"3c802af3ea5b955591762b6345e95bb9": {"title": "Blue Fountain Pen", "price": "2400 EUR"},
			"0e5f587a35e0a40d12517b51deef799e": {"title": "Brass Sharpener", "price": "550 EUR"},
			"95ae2c08ac3ea98f12ca5f4d4b3b8882": {"title": "Desk Globe"},
			"af67a7f6800e89de5e905b4dd70d02df": {"title": "Stapler No. 1-3"},
		}},
		{"excel-sep.csv", nil, "CSV with semicolons", map[string]fields{"X-1": {"title": "Walnut Stool", "price": "4990 EUR"}}},
		{"shift-jis.csv", []string{"--encoding", "shift_jis"}, "shift_jis", map[string]fields{
			"J-1": {"title": "青い電気ケトル 1L", "brand": "みなと電器", "price": "3980 JPY"},
			"J-2": {"title": "赤い鍋 24cm cm表記", "price": "2480 JPY"},
		}},
		{"prices.csv", nil, "2 for $5", map[string]fields{
			"pr-1": {"price": "1500 CAD"}, "pr-2": {"price": "1500 CAD"}, "pr-3": {"price": "1500 CAD"}, "pr-4": {"price": "129900 ZAR"},
			"pr-5": {"price": "129900 ZAR"}, "pr-6": {"price": "129990 EUR"}, "pr-7": {"price": "129900 EUR"}, "pr-8": {"price": "1299 EUR"},
			"pr-9": {"price": "1299 EUR"}, "pr-10": {"price": "1999 EUR"}, "pr-11": {"price": "1999 USD", "list": "2999 USD"}, "pr-12": {"price": ""},
			"pr-13": {"price": "549900 BRL"}, "pr-14": {"price": ""}, "pr-15": {"price": "129900 KES"}, "pr-16": {"price": "4990 PEN"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			s := newShop(t)
			out := s.mustRun(append(tt.args, datatest.Path(t, "feeds", tt.file))...)
			checkHas(t, out, tt.output)
			got := map[string]fields{}
			for id, p := range s.all() {
				got[id] = fields{}
				all := fieldsOf(p)
				for name := range tt.want[id] {
					got[id][name] = all[name]
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("products differ (-want +got):\n%s\n%s", diff, out)
			}
		})
	}
}

func TestFeedsWithoutCurrencyAreRefused(t *testing.T) {
	for _, file := range []string{"shopify-classic.csv", "woocommerce.csv", "prestashop.csv", "supplier-cost.csv"} {
		s := newShop(t)
		if out, err := s.run("", datatest.Path(t, "feeds", file)); err == nil || !strings.Contains(err.Error(), "--currency") {
			t.Errorf("import of %s without a currency = %v, want an error with --currency\n%s", file, err, out)
		}
		s.check()
	}
}

func TestFeedInAnUnknownEncodingIsRefused(t *testing.T) {
	s := newShop(t)
	if _, err := s.run("", datatest.Path(t, "feeds", "shift-jis.csv")); err == nil || !strings.Contains(err.Error(), "shift_jis") {
		t.Errorf("import = %v, want an error that names shift_jis", err)
	}
	s.check()
}

func TestFeedOfVariants(t *testing.T) {
	s := newShop(t)
	s.mustRun(datatest.Path(t, "feeds", "variants.csv"))
	groups := map[string]int{}
	for _, p := range s.all() {
		groups[p.GroupID]++
	}
	want := map[string]int{"larkmoor-crew": 12, "o0": 1, "o1": 1, "o2": 1, "o3": 1, "o4": 1}
	if diff := cmp.Diff(want, groups); diff != "" {
		t.Errorf("products in each group differ (-want +got):\n%s", diff)
	}
}
