package basket_test

import (
	"testing"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
)

func item(id catalog.ID, quantity int, status basket.Status) basket.Item {
	return basket.Item{Card: catalog.Card{ID: id}, Quantity: quantity, Status: status}
}

func TestCheckoutURL(t *testing.T) {
	items := []basket.Item{
		item("a&b=1/ü,:", 2, basket.Available), item("sold", 1, basket.SoldOut), item("gone", 1, basket.Gone), item("42", 99, basket.Available),
	}
	for template, want := range map[string]string{
		"https://shop.example/cart/{basket}":                           "https://shop.example/cart/a%26b%3D1%2F%C3%BC%2C%3A:2,42:99",
		"https://shop.example/c?i={ids}&n={quantities}&ref={user}#buy": "https://shop.example/c?i=a%26b%3D1%2F%C3%BC%2C%3A,42&n=2,99&ref=Bo%20b%2B#buy",
		"https://shop.example:8443/checkout":                           "https://shop.example:8443/checkout",
	} {
		parsed, err := basket.ParseTemplate(template)
		if err != nil {
			t.Errorf("ParseTemplate(%q): %v", template, err)
			continue
		}
		if got := parsed.URL("Bo b+", items); got != want {
			t.Errorf("%q: URL = %q, want %q", template, got, want)
		}
	}
}

func TestParseTemplateRefuses(t *testing.T) {
	for _, text := range []string{
		"http://shop.example/{basket}", "javascript:alert(1)", "//shop.example/{ids}", "https://{ids}.example/", "https://", "https://me@shop.example/",
		"https://shop.example/{sku}", "https://shop.example/{ids", "https://shop.example/a b", "https://shop.example/%zz",
	} {
		if got, err := basket.ParseTemplate(text); err == nil {
			t.Errorf("ParseTemplate(%q) = %q, want an error", text, got)
		}
	}
	if got, err := basket.ParseTemplate(""); err != nil || got != "" {
		t.Errorf("ParseTemplate of nothing = %q, %v", got, err)
	}
}
