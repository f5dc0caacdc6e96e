package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/staff"
)

// explainer is the part of recommend.Service that explain needs.
type explainer interface {
	Explain(ctx context.Context, ids []catalog.ID, pinned map[catalog.ID]string) (map[catalog.ID][]recommend.Effect, error)
}

// ruleEffects are the effects of rules, by product.
type ruleEffects map[catalog.ID][]recommend.Effect

// mayExplain returns an error if the caller wants to know what the rules do, but may not.
func mayExplain(ctx context.Context, wanted bool) error {
	if wanted && !staff.FromContext(ctx).Role.May(staff.Editor) {
		return api.ErrNotStaff
	}
	return nil
}

// explain returns what the rules do to the products of a search or a card.
func explain(ctx context.Context, e explainer, products []catalog.Card, pinned map[catalog.ID]string) (ruleEffects, error) {
	ids := make([]catalog.ID, len(products))
	for i := range products {
		ids[i] = products[i].ID
	}
	return e.Explain(ctx, ids, pinned)
}

func cardsOf(products []recommend.Recommendation) []catalog.Card {
	cards := make([]catalog.Card, len(products))
	for i := range products {
		cards[i] = products[i].Card
	}
	return cards
}
