package recommend

import (
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// An interest is an interaction that contributes products to a card.
type interest struct {
	reason  Reason
	near    *neighbors      // neighbors of the interaction's vector
	related relatedProducts // none for a search
}

// An embedFunc embeds the query of a search that has no vector yet. It returns nil to skip the interaction.
type embedFunc func(ctx context.Context, x *interaction.Interaction) ([]float32, error)

// interests returns the newest interactions that have a vector, newest first. A click has no vector if its product
// is not in the index and the log does not contain its vector.
func (s *Service) interests(ctx context.Context, v *View, h *history, set *Settings, embed embedFunc) ([]interest, error) {
	v.expect(h.products()...)
	related, err := v.relatedTo(h, set)
	if err != nil {
		return nil, err
	}
	excluded := h.excluded(v.Cards)
	var found []interest
	err = interaction.FindInfluences(h.latest, func(x *interaction.Interaction) (bool, error) {
		if x.Nonsense {
			return false, nil
		}
		vec, err := v.vectorOf(ctx, x, embed)
		if vec == nil || err != nil {
			return false, err
		}
		if x.Type == interaction.Search {
			if nonsense, err := v.isNonsense(query.Parse(x.Meant()).Words, vec); nonsense || err != nil {
				return false, err
			}
		}
		f := filtersOf(v, x)
		near := newNeighbors(where(v.Index, v.recommendable(f, excluded)), vec, excluded)
		near.group = v.Cards.Group
		near.fits = func(row int64) bool { return v.isRecommendable(row) && v.priceFits(f, row) }
		if v.hasBoosts() {
			near.boost = v.boost
		}
		i := interest{reason: reasonFor(v, x), near: near}
		if x.ShowsInterest() {
			i.related = related
		}
		found = append(found, i)
		return true, nil
	})
	return found, err
}

// embedOrSkip returns an embedFunc that skips an interaction if the encoder fails, and adds it to e.Skipped.
func (s *Service) embedOrSkip(e *CardEntry) embedFunc {
	return func(ctx context.Context, x *interaction.Interaction) ([]float32, error) {
		vec, err := s.embed(ctx, x)
		if err == nil || ctx.Err() != nil {
			return vec, err
		}
		if len(e.Skipped) == 0 { // one log line per card
			s.logger.ErrorContext(ctx, "interaction skipped: its query cannot be embedded", "interaction", x.ID, "err", err)
		}
		e.Skipped = append(e.Skipped, x.ID)
		return nil, nil
	}
}

// embedUnlessSkipped returns an embedFunc for a replay. It skips the interactions in e.Skipped.
func (s *Service) embedUnlessSkipped(e *CardEntry) embedFunc {
	return func(ctx context.Context, x *interaction.Interaction) ([]float32, error) {
		if slices.Contains(e.Skipped, x.ID) {
			return nil, nil
		}
		return s.embed(ctx, x)
	}
}

func (s *Service) embed(ctx context.Context, x *interaction.Interaction) ([]float32, error) {
	vec, err := s.embedder.EmbedQuery(ctx, query.EmbeddingText(x.Meant()))
	if err != nil {
		return nil, fmt.Errorf("embed query of interaction %s: %w", x.ID, err)
	}
	return vec, nil
}

// vectorOf returns the interaction's vector for the view's model, or nil.
//
// For a clicked or bought product in the index, it returns the vector of the row. So a replay gives the same card even if a
// trigger has changed the log. For other interactions, it returns the logged vector. It embeds a search without a
// logged vector now, so that a card does not wait for a trigger.
func (v *View) vectorOf(ctx context.Context, x *interaction.Interaction, embed embedFunc) ([]float32, error) {
	if x.ShowsInterest() {
		if row, ok := v.Cards.Row(x.ProductID); ok {
			vec, err := v.Index.Vector(row)
			if err != nil {
				return nil, fmt.Errorf("index %s: vector of product %s: %w", v.Version, x.ProductID, err)
			}
			return vec, nil
		}
	}
	if x.Model == v.Model && len(x.Vector) == v.Index.Dim() {
		return x.Vector, nil
	}
	if x.Type != interaction.Search {
		return nil, nil
	}
	return embed(ctx, x)
}

// filtersOf returns the logged filters of the interaction, or the filters of its query if none are logged.
func filtersOf(v *View, x *interaction.Interaction) *query.Filters {
	if x.Filters != nil {
		return x.Filters
	}
	parsed := query.ParseWith(x.Meant(), v.names())
	f := parsed.Filters(v.Currency)
	return &f
}
