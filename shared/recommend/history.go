package recommend

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// ErrHistory means that the interaction log could not be read, or that reading it timed out.
var ErrHistory = errors.New("read history")

// A history is the part of a user's interaction log that influences the next card.
type history struct {
	latest    []interaction.Interaction // newest first
	dismissed []catalog.ID
	purchased []catalog.ID
}

func (s *Service) history(ctx context.Context, userID string) (*history, error) {
	var h history
	ctx, cancel := context.WithTimeout(ctx, s.historyTimeout)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		h.latest, err = interaction.Recent(func(n int) ([]interaction.Interaction, error) { return s.log.Latest(ctx, userID, n) })
		return err
	})
	g.Go(func() (err error) {
		h.dismissed, err = s.log.Dismissed(ctx, userID)
		return err
	})
	g.Go(func() (err error) {
		h.purchased, err = s.log.Purchased(ctx, userID)
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHistory, err)
	}
	return &h, nil
}

// products returns the products of the history.
func (h *history) products() (ids []catalog.ID) {
	for i := range h.latest {
		if x := &h.latest[i]; x.Type != interaction.Search {
			ids = append(ids, x.ProductID)
		}
	}
	return append(append(ids, h.dismissed...), h.purchased...)
}

// excluded returns the groups of clicked, dismissed and bought products, which a card must not show.
func (h *history) excluded(cards Cards) map[int64]bool {
	groups := make(map[int64]bool)
	add := func(id catalog.ID) {
		if row, ok := cards.Row(id); ok {
			groups[cards.Group(row)] = true
		}
	}
	for _, x := range h.latest {
		if x.Type != interaction.Search {
			add(x.ProductID)
		}
	}
	for _, id := range h.dismissed {
		add(id)
	}
	for _, id := range h.purchased {
		add(id)
	}
	return groups
}

// dismissedVectors returns the vectors of the most recently dismissed products.
func (v *View) dismissedVectors(h *history) (vectors [][]float32, err error) {
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if x.Type != interaction.Dismiss || !ok {
			continue
		}
		vec, err := v.Index.Vector(row)
		if err != nil {
			return nil, fmt.Errorf("vector of product %s: %w", x.ProductID, err)
		}
		if vectors = append(vectors, vec); len(vectors) == maxDismissals {
			break
		}
	}
	return vectors, nil
}
