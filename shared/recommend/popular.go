package recommend

import (
	"context"
	"errors"
	"fmt"
)

// ErrHistory says that the log could not be read, or not in time.
var ErrHistory = errors.New("read history")

// Popular returns the card of a user of whom nothing is known: at most n popular products.
// It reads nothing but the index, and so answers while the log is away. It returns ErrLimit for a bad n.
func (s *Service) Popular(ctx context.Context, n int) (card []Recommendation, err error) {
	if err := checkLimit(n, MaxRecommendLimit); err != nil {
		return nil, err
	}
	err = s.views.Use(ctx, func(v *View) error {
		for _, p := range fillPopular(nil, v.Cards.Popular(), nil, n) {
			c, err := v.Cards.Card(p.row)
			if err != nil {
				return fmt.Errorf("index %s: %w", v.Version, err)
			}
			card = append(card, Recommendation{Card: c, Reason: p.reason})
		}
		return nil
	})
	return card, err
}
