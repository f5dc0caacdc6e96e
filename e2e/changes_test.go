package e2e

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

// A shopItem is a product in Firestore and in an API response.
type shopItem struct {
	ID    string `json:"productId"`
	Title string `json:"title"`
	Price struct {
		Amount int `json:"amount"`
	} `json:"price"`
}

// store writes the item to products/, as the console or the shop's own backend would.
func (s *stack) store(t *testing.T, p shopItem) {
	t.Helper()
	s.put(t, "products/"+p.ID, map[string]any{
		"title": text(p.Title),
		"price": map[string]any{"mapValue": map[string]any{"fields": map[string]any{
			"amount": map[string]any{"integerValue": strconv.Itoa(p.Price.Amount)}, "currency": text("EUR"),
		}}},
	})
}

// find returns the item among the products of a search, or false.
func (me *shopper) find(t *testing.T, query, id string) (shopItem, bool) {
	t.Helper()
	var found struct{ Products []shopItem }
	me.call(t, http.MethodPost, "/api/search", map[string]any{"query": query, "limit": 10}, &found)
	i := slices.IndexFunc(found.Products, func(p shopItem) bool { return p.ID == id })
	if i < 0 {
		return shopItem{}, false
	}
	return found.Products[i], true
}

// changesForTest returns the number of rounds of changes: 5, or a fifth of CHANGES.
func changesForTest(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("CHANGES"))
	if err != nil {
		return 5
	}
	return max(1, n/5)
}

// TestLiveCatalog changes products in Firestore.
func TestLiveCatalog(t *testing.T) {
	s := start(t, t.TempDir())
	t.Run("changes are on sale through Hosting", func(t *testing.T) { changesAreOnSale(t, s) })
	t.Run("killed processes lose no change", func(t *testing.T) { killedProcessesLoseNoChange(t, s) })
}

// A change of a product in Firestore is on sale through Hosting without a build. The test logs how long that takes.
func changesAreOnSale(t *testing.T, s *stack) {
	me := s.newShopper(t)
	var took []time.Duration
	visible := func(name string, shows func() bool) {
		t.Helper()
		begin := time.Now()
		eventually(t, name+" is on sale", func() error {
			if !shows() {
				return fmt.Errorf("%s is not visible", name)
			}
			return nil
		})
		took = append(took, time.Since(begin))
	}
	for i := range changesForTest(t) {
		p := shopItem{ID: fmt.Sprintf("kite-%d", i), Title: fmt.Sprintf("Zorblax Stunt Kite %d", 1000+i)}
		query := p.Title
		shown := func() (shopItem, bool) { return me.find(t, query, p.ID) }
		p.Price.Amount = 1000
		s.store(t, p)
		visible("a new product", func() bool { _, ok := shown(); return ok })
		var page shopItem
		me.call(t, http.MethodGet, "/api/product/"+p.ID, nil, &page)
		if page.Title != p.Title {
			t.Errorf("page of a new product = %+v", page)
		}
		eventually(t, "a new product has similar ones", func() error { // another function, which reads the changes itself
			var similar card
			status, err := me.try(http.MethodGet, "/api/similar/"+p.ID, nil, &similar)
			if status != http.StatusOK || len(similar.Products) == 0 {
				return fmt.Errorf("status %d, %w", status, err)
			}
			return nil
		})
		p.Price.Amount = 777
		s.store(t, p)
		visible("a price", func() bool { got, ok := shown(); return ok && got.Price.Amount == 777 })
		p.Title = fmt.Sprintf("Zorblax Power Kite %d", 1000+i)
		s.store(t, p)
		visible("a rename", func() bool { got, ok := shown(); return ok && got.Title == p.Title })
		hidden := map[string]any{"title": text(p.Title), "state": text("hidden")}
		s.put(t, "products/"+p.ID, hidden)
		visible("a hidden product", func() bool { _, ok := shown(); return !ok })
		s.store(t, p)
		visible("a product again", func() bool { _, ok := shown(); return ok })
		s.delete(t, "products/"+p.ID)
		visible("a deletion", func() bool { _, ok := shown(); return !ok })
		if status, _ := me.try(http.MethodGet, "/api/product/"+p.ID, nil, nil); status != http.StatusNotFound {
			t.Errorf("page of a deleted product: status %d, want 404", status)
		}
	}
	slices.Sort(took)
	at := func(share float64) time.Duration {
		return took[int(share*float64(len(took)-1))].Round(time.Millisecond)
	}
	t.Logf("%d changes visible through Hosting: p50 %s, p95 %s, p99 %s", len(took), at(.5), at(.95), at(.99))
}
