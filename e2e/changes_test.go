package e2e

import (
	"strconv"
	"testing"
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
		"price": euros(p.Price.Amount),
	})
}

// euros returns a field with an amount in cents.
func euros(cents int) map[string]any {
	return map[string]any{"mapValue": map[string]any{"fields": map[string]any{
		"amount": map[string]any{"integerValue": strconv.Itoa(cents)}, "currency": text("EUR"),
	}}}
}

// TestLiveCatalog changes products in Firestore.
func TestLiveCatalog(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	t.Run("changes are on sale through Hosting", func(t *testing.T) { changesAreOnSale(t, s, 5) })
	t.Run("killed processes lose no change", func(t *testing.T) { killedProcessesLoseNoChange(t, s) })
}
