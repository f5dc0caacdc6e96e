package catalog_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
)

func TestNumberKey(t *testing.T) {
	for text, want := range map[string]string{
		"WH-1000 XM4": "wh1000xm4", "wh1000xm4": "wh1000xm4", "978-3-16-148410-0": "9783161484100",
		"012345678905": "12345678905", "0012345678905": "12345678905", "B07XYZ": "b07xyz", "sku_77": "sku77",
		"0042": "0042", "": "", "lamp": "", "12": "", "９９９": "",
	} {
		if got := catalog.NumberKey(text); got != want {
			t.Errorf("NumberKey(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	p := catalog.Product{ID: "p-100", SKU: "P 100", GTIN: "4006381333931", MPN: "AB/12"}
	if got, want := p.Numbers(), []string{"p100", "4006381333931", "ab12"}; !slices.Equal(got, want) {
		t.Errorf("Numbers() = %q, want %q: each key once", got, want)
	}
}
