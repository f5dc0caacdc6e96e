package demo_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/tools/demo"
)

func products(t *testing.T) []catalog.Product {
	t.Helper()
	all, err := demo.Products()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCatalogHasEnoughOfEachKind(t *testing.T) {
	all := products(t)
	leaves := map[string]bool{}
	for _, p := range all {
		leaves[strings.Join(p.Category, " > ")] = true
	}
	for _, c := range []struct {
		name       string
		got, least int
	}{
		{"products", len(all), 1_200},
		{"leaf categories", len(leaves), 30},
		{"Bluetooth speakers", count(all, func(p catalog.Product) bool { return slices.Contains(p.Category, "Bluetooth Speakers") }), 30},
		{"Ben 10 products", count(all, func(p catalog.Product) bool { return strings.Contains(p.Title, "Ben 10") }), 12},
		{"Ben 10 shoes", count(all, func(p catalog.Product) bool {
			return strings.Contains(p.Title, "Ben 10") && slices.Contains(p.Category, "Shoes")
		}), 12},
	} {
		if c.got < c.least {
			t.Errorf("catalog has %d %s, want at least %d", c.got, c.name, c.least)
		}
	}
}

func count(all []catalog.Product, matches func(catalog.Product) bool) (n int) {
	for _, p := range all {
		if matches(p) {
			n++
		}
	}
	return n
}

func TestProductsAreValid(t *testing.T) {
	for _, p := range products(t) {
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		if n := len(p.Category); n < 2 || n > 4 {
			t.Errorf("%s: category path %q has %d levels, want 2 to 4", p.ID, p.Category, n)
		}
		if p.Rating < 3.1 || p.Rating > 4.9 || p.RatingCount < 1 {
			t.Errorf("%s: rating %v from %d shoppers, want 3.1 to 4.9 from at least 1", p.ID, p.Rating, p.RatingCount)
		}
		if !p.UpdatedAt.IsZero() || p.URL != "" {
			t.Errorf("%s: UpdatedAt %v, URL %q, want none", p.ID, p.UpdatedAt, p.URL)
		}
	}
}

func TestPrices(t *testing.T) {
	savings := 0
	all := products(t)
	for _, p := range all {
		if p.Price.Currency != "USD" || p.Price.Amount < 100 {
			t.Errorf("%s: price %+v, want at least 100 cents in USD", p.ID, p.Price)
		}
		if p.ListPrice.IsZero() {
			continue
		}
		if p.ListPrice.Amount < p.Price.Amount || p.ListPrice.Amount > 2*p.Price.Amount {
			t.Errorf("%s: list price %d, want 1 to 2 times the price %d", p.ID, p.ListPrice.Amount, p.Price.Amount)
		}
		if p.ListPrice.Amount > p.Price.Amount {
			savings++
		}
	}
	if savings < len(all)/4 || savings > len(all)*3/4 {
		t.Errorf("%d of %d products are discounted, want a quarter to three quarters", savings, len(all))
	}
}

func TestIDsAscendAndOnlyVariantsShareATitle(t *testing.T) {
	titles := map[string]catalog.Product{}
	var last catalog.ID
	for _, p := range products(t) {
		if p.ID <= last {
			t.Errorf("%s comes after %s, want ascending IDs", p.ID, last)
		}
		last = p.ID
		key := strings.ToLower(p.Title)
		if other, ok := titles[key]; ok && (p.GroupID == "" || p.GroupID != other.GroupID) {
			t.Errorf("%s and %s have the same title %q", other.ID, p.ID, p.Title)
		}
		titles[key] = p
	}
}

// templateError matches traces of a faulty template.
var templateError = regexp.MustCompile(`  |%!|[{}]|^ | $| [,.;:)]|\( |,,|\.\.|\b[Tt]he the\b|\ba a\b|\bin in\b|[|]`)

func TestTextsHaveNoTemplateErrors(t *testing.T) {
	for _, p := range products(t) {
		for _, text := range append([]string{p.Title, p.Description, p.Brand, p.Color, p.Size, p.Material}, p.Category...) {
			if m := templateError.FindString(text); m != "" {
				t.Errorf("%s: template error %q in %q", p.ID, m, text)
			}
		}
		if len(p.Title) < 10 || len(p.Title) > 140 {
			t.Errorf("%s: title %q has %d bytes, want 10 to 140", p.ID, p.Title, len(p.Title))
		}
		if n := sentences(p.Description); n < 2 || n > 6 {
			t.Errorf("%s: description has %d sentences, want 2 to 6: %q", p.ID, n, p.Description)
		}
		if repeatsWord(p.Title) {
			t.Errorf("%s: title repeats a word: %q", p.ID, p.Title)
		}
	}
}

// sentences returns the approximate number of sentences in the text.
func sentences(text string) int {
	return len(regexp.MustCompile(`[.!?]"?( |$)`).FindAllString(text, -1))
}

func repeatsWord(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	return len(slices.Compact(slices.Clone(words))) < len(words)
}

func TestProductsJSONLHasOneProductPerLine(t *testing.T) {
	text, err := io.ReadAll(demo.ProductsJSONL())
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > 1_500_000 {
		t.Errorf("the catalog has %d bytes, want at most 1.5 MB", len(text))
	}
	lines := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	all := products(t)
	if len(lines) != len(all) {
		t.Fatalf("ProductsJSONL has %d lines for %d products", len(lines), len(all))
	}
	for i, line := range lines {
		var p catalog.Product
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&p); err != nil || p.ID != all[i].ID {
			t.Errorf("line %d: %v, product %q, want %q", i+1, err, p.ID, all[i].ID)
		}
	}
}

func TestShoppers(t *testing.T) {
	shoppers, err := demo.Shoppers()
	if err != nil {
		t.Fatal(err)
	}
	if len(shoppers) < 8 {
		t.Errorf("Shoppers returned %d shoppers, want at least 8", len(shoppers))
	}
	inCatalog := map[catalog.ID]bool{}
	for _, p := range products(t) {
		inCatalog[p.ID] = true
	}
	ids := map[string]bool{}
	for _, s := range shoppers {
		if ids[s.ID] || !strings.HasPrefix(s.ID, "demo-") || s.DisplayName == "" || !strings.HasSuffix(s.About, ".") {
			t.Errorf("shopper %q, name %q, about %q: want a unique ID with the prefix demo-, a name and a sentence", s.ID, s.DisplayName, s.About)
		}
		ids[s.ID] = true
		testHistory(t, s, inCatalog)
	}
}

func testHistory(t *testing.T, s demo.Shopper, inCatalog map[catalog.ID]bool) {
	t.Helper()
	if n := len(s.History); n < 5 || n > 12 {
		t.Errorf("%s: %d events, want 5 to 12", s.ID, n)
	}
	types, seen := map[interaction.Type]bool{}, map[catalog.ID]bool{}
	for i, e := range s.History {
		x := e.Interaction()
		if err := x.Validate(); err != nil {
			t.Errorf("%s: event %d: %v", s.ID, i, err)
		}
		if e.Type != interaction.Search && (!inCatalog[e.ProductID] || seen[e.ProductID]) {
			t.Errorf("%s: event %d: product %q is not in the catalog or not unique in the history", s.ID, i, e.ProductID)
		}
		seen[e.ProductID], types[e.Type] = true, true
	}
	if len(types) != 3 {
		t.Errorf("%s: history has the types %v, want all three", s.ID, types)
	}
}

// The files of the demo feed are part of the app, and every video with sound has captions.
func TestPosts(t *testing.T) {
	posts, err := demo.Posts()
	if err != nil {
		t.Fatal(err)
	}
	orders := make(map[float64]bool)
	for _, p := range posts {
		if p.Status != post.Approved || orders[p.Order] {
			t.Errorf("post %s has status %s and order %v, want an approved post with an order of its own", p.ID, p.Status, p.Order)
		}
		orders[p.Order] = true
		files := []string{p.VideoURL, p.PosterURL}
		if p.Sound != "" {
			files = append(files, p.CaptionsURL)
		} else if p.CaptionsURL != "" {
			t.Errorf("post %s has captions but no sound", p.ID)
		}
		for _, file := range files {
			if info, err := os.Stat("../../frontend/public" + file); err != nil || !info.Mode().IsRegular() {
				t.Errorf("post %s: file %q: %v, want a file of the app", p.ID, file, err)
			}
		}
	}
}
