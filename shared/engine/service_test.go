package engine_test

import (
	"log/slog"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// newService returns a service over views with an empty log.
func newService(v recommend.Views) *recommend.Service {
	return recommend.New(recommend.Config{
		Embedder: viewtest.Embedder, Views: v, Ranker: recommend.Interests, Now: func() time.Time { return viewtest.Now },
		Log: interaction.NewMemory(time.Now), Logger: slog.New(slog.DiscardHandler),
	})
}

func searchIDs(t *testing.T, v recommend.Views, text string) (ids []catalog.ID) {
	t.Helper()
	res, err := newService(v).Search(t.Context(), "", text, 5)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range res.Products {
		ids = append(ids, p.ID)
	}
	return ids
}
