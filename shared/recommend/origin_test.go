package recommend_test

import (
	"testing"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/suggest"
)

// Every list names the index and the algorithm that it comes from.
func TestListsNameTheirOrigin(t *testing.T) {
	s := newMixedShop(t)
	ctx := t.Context()
	search, err := s.Search(ctx, ann, "Bluetooth  Speaker", 2)
	if err != nil {
		t.Fatal(err)
	}
	similar, err := s.Similar(ctx, ann, search.Products[0].ID, 2)
	if err != nil {
		t.Fatal(err)
	}
	popular, err := s.Popular(ctx, 2)
	if err != nil {
		t.Fatal(err)
	}
	card, err := s.Recommend(ctx, ann, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	for ranker, origin := range map[recommend.Ranker]recommend.Origin{
		recommend.Hybrid: search.Origin, recommend.Nearest: similar.Origin, recommend.MostPopular: popular.Origin, recommend.Interests: card.Origin,
	} {
		if origin.Ranker != ranker || origin.Snapshot != search.Origin.Snapshot || origin.Snapshot == "" {
			t.Errorf("origin = %+v, want ranker %s of one snapshot", origin, ranker)
		}
	}
	if want := suggest.Hash("bluetooth speaker"); search.QueryHash != want {
		t.Errorf("hash of the query = %s, want %s", search.QueryHash, want)
	}
}
