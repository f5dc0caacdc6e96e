package e2e

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A changeKind is one kind of change of a product. The kinds of changeKinds follow each other.
type changeKind struct {
	name  string
	apply func(fields map[string]any) // nil deletes the product
	shown func(c *catalog.Card) bool  // reports whether a search result shows the change
}

// hidden reports whether the product is not among the results.
func hidden(c *catalog.Card) bool { return c == nil }

// shows returns a check of the product among the results.
func shows(check func(c *catalog.Card) bool) func(*catalog.Card) bool {
	return func(c *catalog.Card) bool { return c != nil && check(c) }
}

// changeKinds returns the changes of one product, in order. n makes its title unique.
func changeKinds(n int) []changeKind {
	now := time.Now()
	moment := func(t time.Time) map[string]any {
		return map[string]any{"timestampValue": t.UTC().Format(time.RFC3339)}
	}
	inGroup := func(id string) func(map[string]any) {
		return func(f map[string]any) { f["itemGroupId"], f["color"] = text(id), text("crimson") }
	}
	set := func(field string, value map[string]any) func(map[string]any) {
		return func(f map[string]any) { f[field] = value }
	}
	first, renamed := fmt.Sprintf("Zorblax Stunt Kite %d", 1000+n), fmt.Sprintf("Zorblax Power Kite %d", 1000+n)
	group := fmt.Sprintf("zorblax-%d", n)
	return []changeKind{
		{"new", func(f map[string]any) { f["title"], f["price"] = text(first), euros(1000) }, shows(func(*catalog.Card) bool { return true })},
		{"price", set("price", euros(777)), shows(func(c *catalog.Card) bool { return c.Price.Amount == 777 })},
		{"renamed", set("title", text(renamed)), shows(func(c *catalog.Card) bool { return c.Title == renamed })},
		{"sale", func(f map[string]any) {
			f["salePrice"], f["saleStart"], f["saleEnd"] = euros(555), moment(now.Add(-time.Hour)), moment(now.Add(time.Hour))
		}, shows(func(c *catalog.Card) bool { return c.Price.Amount == 555 })},
		{"sold out", set("availability", text("out_of_stock")), func(c *catalog.Card) bool {
			return c == nil || c.Availability == catalog.OutOfStock // search ranks it last
		}},
		{"in stock", set("availability", text("in_stock")), shows(func(c *catalog.Card) bool { return c.Availability == "" })},
		{"category", set("category", map[string]any{"arrayValue": map[string]any{"values": []any{text("Kites")}}}),
			shows(func(c *catalog.Card) bool { return slices.Equal(c.Category, []string{"Kites"}) })},
		{"image", set("imageUrl", text("https://shop.example/kite.jpg")), shows(func(c *catalog.Card) bool { return c.ImageURL != "" })},
		{"variant", inGroup(group), shows(func(c *catalog.Card) bool { return c.GroupID == group && c.Color == "crimson" })},
		{"unlisted", set("state", text("hidden")), hidden},
		{"listed", func(f map[string]any) { delete(f, "state") }, shows(func(*catalog.Card) bool { return true })},
		{"deleted", nil, hidden},
	}
}

// changedProducts returns the number of products to change: enough for CHANGES changes, or n.
func changedProducts(n int) int {
	changes, err := strconv.Atoi(os.Getenv("CHANGES"))
	if err != nil {
		return n
	}
	kinds := len(changeKinds(0))
	return max(1, (changes+kinds-1)/kinds)
}

// A change of a product in Firestore is on sale through Hosting without a build. The test logs how long that takes.
func changesAreOnSale(t *testing.T, s *stack, products int) {
	me := s.newShopper(t)
	var took []time.Duration
	for i := range changedProducts(products) {
		id, fields := fmt.Sprintf("kite-%d", i), make(map[string]any)
		for _, kind := range changeKinds(i) {
			path := "products/" + id
			if kind.apply == nil {
				s.delete(t, path)
			} else {
				kind.apply(fields)
				s.put(t, path, fields)
			}
			begin := time.Now()
			eventually(t, "the change "+kind.name+" is on sale", func() error {
				if c := me.find(t, fmt.Sprintf("Zorblax Kite %d", 1000+i), id); !kind.shown(c) {
					return fmt.Errorf("the search shows %+v", c)
				}
				return nil
			})
			took = append(took, time.Since(begin))
			if kind.name == "new" {
				me.checkNewProduct(t, id)
			}
		}
		if status, _ := me.try(http.MethodGet, "/api/product/"+id, nil, nil); status != http.StatusNotFound {
			t.Errorf("page of a deleted product: status %d, want 404", status)
		}
	}
	slices.Sort(took)
	at := func(share float64) time.Duration {
		return took[int(share*float64(len(took)-1))].Round(time.Millisecond)
	}
	t.Logf("%d changes visible through Hosting: p50 %s, p95 %s, p99 %s", len(took), at(.5), at(.95), at(.99))
}

// checkNewProduct checks the page of a new product and that it has similar ones. Other functions answer both and read the
// changes themselves.
func (me *shopper) checkNewProduct(t *testing.T, id string) {
	t.Helper()
	var page catalog.Card
	me.call(t, http.MethodGet, "/api/product/"+id, nil, &page)
	if page.Title == "" {
		t.Errorf("page of a new product = %+v", page)
	}
	eventually(t, "a new product has similar ones", func() error {
		var similar card
		status, err := me.try(http.MethodGet, "/api/similar/"+id, nil, &similar)
		if status != http.StatusOK || len(similar.Products) == 0 {
			return fmt.Errorf("status %d, %w", status, err)
		}
		return nil
	})
}

// find returns the product among the results of a search, or nil.
func (me *shopper) find(t *testing.T, query, id string) *catalog.Card {
	t.Helper()
	var found struct{ Products []catalog.Card }
	me.call(t, http.MethodPost, "/api/search", map[string]any{"query": query, "limit": 10}, &found)
	i := slices.IndexFunc(found.Products, func(c catalog.Card) bool { return string(c.ID) == id })
	if i < 0 {
		return nil
	}
	return &found.Products[i]
}
