package recommend

import (
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// interests returns the newest interactions that have a place in the index, newest first.
// A click on a product that neither the log nor the index has a vector of has none.
func (s *Service) interests(ctx context.Context, v *View, h *history, skip map[int64]bool) ([]interest, error) {
	related, err := v.relatedOf(h)
	if err != nil {
		return nil, err
	}
	var found []interest
	err = interaction.FindInfluences(h.latest, func(x *interaction.Interaction) (bool, error) {
		vec, err := s.vectorOf(ctx, v, x)
		if vec == nil || err != nil {
			return false, err
		}
		near := newNeighbours(v.Index, vec, skip)
		if w := filtersOf(v, x); w.HasPrice() {
			near.suits = func(row int64) bool { return v.suits(w, row) }
		}
		found = append(found, interest{reasonOf(v, x), near, related[x.ID]})
		return true, nil
	})
	return found, err
}

// filtersOf returns what the interaction said of what is wanted: as it was logged or, where another wrote it, as it reads.
func filtersOf(v *View, x *interaction.Interaction) *query.Filters {
	if x.Filters != nil {
		return x.Filters
	}
	parsed := query.Parse(x.Query)
	f := parsed.Filters(v.Currency)
	return &f
}

// popularFor returns popular rows that suit the prices of the newest search, if it is the newest interaction that steers:
// what fills a card up must not be what its shopper has just ruled out.
func (v *View) popularFor(h *history) []int64 {
	popular := v.Cards.Popular()
	for i := range h.latest {
		if h.latest[i].Type == interaction.Dismiss {
			continue
		}
		if w := filtersOf(v, &h.latest[i]); w.HasPrice() {
			return slices.DeleteFunc(slices.Clone(popular), func(row int64) bool { return !v.suits(w, row) })
		}
		break
	}
	return popular
}

// vectorOf returns the interaction's vector in the view's space, or nil: a clicked product's row, which no
// trigger changes under a card that is to be given again; else the logged one; else, so that the next
// card never waits for a trigger, the query embedded now.
func (s *Service) vectorOf(ctx context.Context, v *View, x *interaction.Interaction) ([]float32, error) {
	if x.Type == interaction.Click {
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
	vec, err := s.embedder.EmbedQuery(ctx, query.EmbeddingText(x.Query))
	if err != nil {
		return nil, fmt.Errorf("embed query of interaction %s: %w", x.ID, err)
	}
	return vec, nil
}

// reasonOf words the interaction as the reason of what it brings.
func reasonOf(v *View, x *interaction.Interaction) Reason {
	if x.Type == interaction.Search {
		return Reason{Type: BecauseSearch, InteractionID: x.ID, Query: x.Query}
	}
	r := Reason{Type: BecauseClick, InteractionID: x.ID, ProductID: x.ProductID}
	if row, ok := v.Cards.Row(x.ProductID); ok {
		if c, err := v.Cards.Card(row); err == nil {
			r.Title = c.Title
		}
	}
	return r
}
