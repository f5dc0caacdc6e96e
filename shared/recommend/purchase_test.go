package recommend_test

import (
	"fmt"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// buy logs that ann bought a product.
func (s *shop) buy(t *testing.T, order string, id catalog.ID) string {
	t.Helper()
	logged, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Purchase, ProductID: id, OrderID: order, Quantity: 1})
	if err != nil {
		t.Fatal(err)
	}
	return logged
}

func TestCardNeverShowsAPurchase(t *testing.T) {
	s := newMixedShop(t)
	bought := s.recommend(t, 1)[0].ID
	s.buy(t, "o1", bought)
	for i := range 120 { // more than a card reads of the newest interactions
		if i%40 == 0 && slices.Contains(ids(s.recommend(t, 10)), bought) {
			t.Errorf("the card after %d searches shows the bought product", i)
		}
		s.search(t, fmt.Sprint("desk lamp ", i))
	}
}

func TestPurchaseInfluencesTheCard(t *testing.T) {
	s := newMixedShop(t)
	out := s.logging(recommend.Interests)
	s.view.Related = fixedRelated{map[int64][]related.Product{5: {{Row: 9, Weight: .4}}}, 5}
	id := s.buy(t, "o1", "p5")
	out.Reset()
	card := s.recommend(t, 3)
	i := slices.IndexFunc(card, func(r recommend.Recommendation) bool { return r.ID == "p9" })
	if i < 0 {
		t.Fatalf("card after the purchase of p5 = %s, want the related p9", asJSON(t, card))
	}
	if r := card[i].Reason; r.Type != recommend.BecausePurchase || r.InteractionID != id || r.ProductID != "p5" || r.Title == "" {
		t.Errorf("reason of p9 = %+v, want the purchase of p5", r)
	}
	e, err := recommend.ReadCardEntry(out.Bytes())
	if err != nil || !slices.Equal(e.Purchased, []catalog.ID{"p5"}) {
		t.Fatalf("card entry = %+v, %v, want the purchase of p5", e, err)
	}
	if again, err := s.Replay(t.Context(), e); err != nil || asJSON(t, again) != asJSON(t, card) {
		t.Errorf("Replay = %s, %v, want %s", asJSON(t, again), err, asJSON(t, card))
	}
}
