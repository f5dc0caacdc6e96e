package recommend

import (
	"context"
	"slices"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

// Popular returns a card of at most n popular products. It reads only the index, so it works even while the
// interaction log is unavailable. It returns invalid.ErrLimit for an invalid n.
func (s *Service) Popular(ctx context.Context, n int) (card NextCard, err error) {
	if err := invalid.CheckLimit(n, MaxRecommendLimit); err != nil {
		return NextCard{}, err
	}
	err = s.use(ctx, func(v *View) error {
		card.Origin = Origin{Snapshot: v.Version, Ranker: MostPopular}
		card.Products, err = v.recommendations(v.fillPopular(nil, v.Cards.Popular(), nil, n))
		return err
	})
	return card, err
}

// fillPopular adds popular products until there are n.
func (v *View) fillPopular(picks []pick, popular []int64, excluded map[int64]bool, n int) []pick {
	chosen := make(map[int64]bool, len(picks)) // groups
	for _, p := range picks {
		chosen[v.Cards.Group(p.row)] = true
	}
	for _, row := range popular {
		if len(picks) >= n {
			break
		}
		if group := v.Cards.Group(row); v.isRecommendable(row) && !excluded[group] && !chosen[group] {
			chosen[group] = true
			picks = append(picks, pick{row, Reason{Type: BecausePopular}})
		}
	}
	return picks
}

// popularFor returns the popular rows that may fill a card. If the newest interaction other than a dismissal is a
// search with price bounds, the rows fit these bounds.
func (v *View) popularFor(h *history) []int64 {
	popular := v.Cards.Popular()
	for i := range h.latest {
		if h.latest[i].Type == interaction.Dismiss {
			continue
		}
		if f := filtersOf(v, &h.latest[i]); f.HasPrice() {
			return slices.DeleteFunc(slices.Clone(popular), func(row int64) bool { return !v.priceFits(f, row) })
		}
		break
	}
	return popular
}
