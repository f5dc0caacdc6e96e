package recommend_test

import (
	"log/slog"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// Without a user, searches and lists of similar products use no method of the log.
func TestNoUserNoLog(t *testing.T) {
	s := newMixedShop(t)
	service := recommend.New(recommend.Config{
		Embedder: s.embedder, Log: struct{ interaction.Log }{}, Views: s, Logger: slog.New(slog.DiscardHandler), // the log panics when used
	})
	found, err := service.Search(t.Context(), "", "bluetooth speaker", 2)
	if err != nil || len(found.Products) != 2 || found.InteractionID != "" {
		t.Errorf("Search without a user = %+v, %v, want 2 products and no interaction", found, err)
	}
	similar, err := service.Similar(t.Context(), "", found.Products[0].ID, 2)
	if err != nil || len(similar.Products) != 2 {
		t.Errorf("Similar without a user = %+v, %v, want 2 products", similar, err)
	}
}
