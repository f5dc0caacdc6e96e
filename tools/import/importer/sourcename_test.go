package importer

import (
	"strings"
	"testing"
)

func TestSourceName(t *testing.T) {
	for path, want := range map[string]string{
		"products.csv": "products", "/tmp/Products.JSONL.gz": "products", "feed-monday.csv": "feed", "feed-tuesday.csv": "feed",
		"products_export_1.csv": "products-export", "products_export_1 (2).csv": "products-export",
		"wc-product-export-3-2-2026-1700000000.csv": "wc-product-export", "shop.de_2026-11-28T0630Z.xml": "shop-de",
		"Nov 28 2026.xlsx": "feed", "20261128.csv": "feed", "商品一覧.csv": "商品一覧", "acme v2 latest.tsv": "acme",
		"catalog Copy.csv": "catalog", strings.Repeat("x", 200) + ".csv": "feed", "\xff.csv": "feed", "sunglasses-may.csv": "sunglasses",
	} {
		if got := SourceName(path); got != want {
			t.Errorf("SourceName(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestCheckSourceName(t *testing.T) {
	for name, ok := range map[string]bool{
		"feed": true, "Acme spring sale": true, "shop/de": true, "商品": true,
		"": false, " feed": false, "feed\n": false, "a\x00b": false, "\xff": false, strings.Repeat("x", 101): false,
	} {
		if err := CheckSourceName(name); (err == nil) != ok {
			t.Errorf("CheckSourceName(%.20q) = %v, want valid %t", name, err, ok)
		}
	}
}
