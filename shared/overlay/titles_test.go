package overlay_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/suggest"
)

// Suggestions follow the changes: new products appear, and products that are gone, sold out or renamed do not.
func TestSuggestionsFollowTheChanges(t *testing.T) {
	s := newShop(t, overlay.Config{})
	products := []catalog.Product{product("a", "Lamp A"), product("b", "Lamp B"), product("c", "Lamp C"), product("d", "Lamp D"), product("e", "Lamp E")}
	s.put(t, products...)
	base, contains := s.build(t)
	var content []suggest.Entry
	for row, p := range products {
		content = append(content, suggest.Entry{Text: p.Title, Value: uint32(row)})
	}
	base.Suggest = recommendtest.NewSuggest(t, suggest.Content{suggest.Product: content})
	live := s.overlay.Attach(base, contains)
	if got, want := suggested(t, live, "lamp"), "Lamp A, Lamp B, Lamp C, Lamp D, Lamp E"; got != want {
		t.Fatalf("before the changes: %s, want %s", got, want)
	}
	s.delete(t, "a")
	b, c, d := products[1], products[2], products[3]
	b.Availability, c.Title, d.Price = catalog.OutOfStock, "Torch C", euros(7)
	sold := product("g", "Lamp G")
	sold.Availability = catalog.OutOfStock
	adult := product("h", "Lamp H")
	adult.Adult = true
	s.put(t, b, c, d, product("f", "Lamp F"), sold, adult)
	if got, want := suggested(t, live, "lamp"), "Lamp D, Lamp E, Lamp F"; got != want {
		t.Errorf("after the changes: %s, want %s", got, want)
	}
	if got, want := suggested(t, live, "torch"), "Torch C"; got != want {
		t.Errorf("a changed title: %s, want %s", got, want)
	}
	base.Suggest = nil
	old := s.overlay.Attach(base, contains)
	if got, want := suggested(t, old, "torch"), "Torch C"; got != want {
		t.Errorf("in a snapshot without suggestions: %s, want %s", got, want)
	}
}

// suggested returns the titles of the suggested products.
func suggested(t *testing.T, v *overlay.View, typed string) (titles string) {
	t.Helper()
	found, err := recommend.New(recommend.Config{Views: fixed{v.Current()}}).Suggest(t.Context(), typed, 10)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range found {
		if i > 0 {
			titles += ", "
		}
		titles += f.Text
	}
	if slices.ContainsFunc(found, func(f recommend.Suggestion) bool { return f.Kind != suggest.Product || f.Product.Title != f.Text }) {
		t.Errorf("suggestions = %+v, want only products", found)
	}
	return titles
}
