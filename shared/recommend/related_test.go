package recommend_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// fixedRelated implements recommend.Related.
type fixedRelated struct {
	of    map[int64][]related.Product
	blend float64
}

func (f fixedRelated) Products(row int64) ([]related.Product, error) { return f.of[row], nil }
func (f fixedRelated) Weight() float64                               { return f.blend }

func holds(card []recommend.Recommendation, id string) bool {
	return slices.ContainsFunc(card, func(r recommend.Recommendation) bool { return string(r.ID) == id })
}

func TestTheCardHoldsWhatOthersTookTogether(t *testing.T) {
	s := newMixedShop(t)
	out := s.logging(recommend.Interests)
	s.record(t, interaction.Click, "p5")
	partners := map[int64][]related.Product{5: {{Row: 9, Weight: .4}}} // shoes with a garden hose
	var ids []string
	for _, blend := range []float64{0, 5} {
		s.view.Related = fixedRelated{partners, blend}
		out.Reset()
		card := s.recommend(t, 3)
		if holds(card, "p9") != (blend > 0) {
			t.Errorf("blend %g: the card is %s", blend, asJSON(t, card))
		}
		for _, r := range card {
			if r.ID == "p9" {
				ids = append(ids, r.Reason.InteractionID)
				if r.Reason.Type != recommend.BecauseClick || r.Reason.ProductID != "p5" {
					t.Errorf("the reason of what is taken with p5 is %+v", r.Reason)
				}
			}
		}
		e, err := recommend.ReadCardEntry(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Replay(t.Context(), e)
		if err != nil || asJSON(t, again) != asJSON(t, card) {
			t.Errorf("blend %g: the card again is %s, %v", blend, asJSON(t, again), err)
		}
	}
	s.record(t, interaction.Dismiss, "p9")
	if holds(s.recommend(t, 3), "p9") {
		t.Error("the card holds a partner that was dismissed")
	}
	for _, id := range ids {
		if err := s.log.Delete(t.Context(), ann, id); err != nil {
			t.Fatal(err)
		}
		s.requireNoTrace(t, id)
	}
}

func TestEarlierClicksConfirmWhatIsTakenTogether(t *testing.T) {
	s := newMixedShop(t)
	s.view.Related = fixedRelated{blend: 5, of: map[int64][]related.Product{
		5: {{Row: 9, Weight: .3}, {Row: 10, Weight: .25}},
		0: {{Row: 10, Weight: .25}},
	}}
	s.record(t, interaction.Click, "p5")
	if first := s.recommend(t, 1)[0].ID; first != "p9" {
		t.Errorf("after a click on p5 the card begins with %s, want p9, its strongest partner", first)
	}
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p5")
	if first := s.recommend(t, 1)[0].ID; first != "p10" {
		t.Errorf("the card begins with %s, want p10, which goes with both clicks", first)
	}
}
