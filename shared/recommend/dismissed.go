package recommend

import (
	"context"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
)

// dismissedTimeout is the maximum time that a search or a list of similar products waits for the user's dismissals. Without
// them, it shows all products.
const dismissedTimeout = 250 * time.Millisecond

// readDismissed starts to read the products that a user dismissed. The function that it returns waits for the result. If the
// log cannot be read in time, it logs the error and returns none. Without a user, it reads nothing.
func (s *Service) readDismissed(ctx context.Context, userID string) func() []catalog.ID {
	if userID == "" {
		return func() []catalog.ID { return nil }
	}
	done := make(chan []catalog.ID, 1)
	go func() {
		ctx, cancel := context.WithTimeout(ctx, dismissedTimeout)
		defer cancel()
		ids, err := s.log.Dismissed(ctx, userID)
		if err != nil {
			s.logger.WarnContext(ctx, "dismissals not read", "err", err)
		}
		done <- ids
	}()
	return func() []catalog.ID {
		select {
		case ids := <-done:
			return ids
		case <-ctx.Done():
			return nil
		}
	}
}

// groupsOf returns the groups of products, so that a dismissal counts for all variants.
func (v *View) groupsOf(ids []catalog.ID) map[int64]bool {
	groups := make(map[int64]bool, len(ids))
	v.expect(ids...)
	for _, id := range ids {
		if row, ok := v.Cards.Row(id); ok {
			groups[v.Cards.Group(row)] = true
		}
	}
	return groups
}

// markDismissed marks the cards of products in groups, and moves them behind the others.
func (v *View) markDismissed(cards []catalog.Card, groups map[int64]bool) {
	for i := range cards {
		row, ok := v.Cards.Row(cards[i].ID)
		cards[i].Dismissed = ok && groups[v.Cards.Group(row)]
	}
	slices.SortStableFunc(cards, func(a, b catalog.Card) int {
		switch {
		case a.Dismissed == b.Dismissed:
			return 0
		case b.Dismissed:
			return -1
		}
		return 1
	})
}
