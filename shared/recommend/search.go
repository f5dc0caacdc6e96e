package recommend

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// A SearchResult is the answer to a search.
type SearchResult struct {
	Products      []catalog.Card
	InteractionID string // of the logged search; "" where it could not be logged
}

// Search returns the products nearest to what the shopper typed, nearest first, at most limit,
// and logs the search with its vector, so that the very next card follows it. A log that fails
// costs the shopper the next card's relevance, not the results: the fault is only reported.
// It returns an *interaction.FieldError for a query that cannot be searched for and ErrLimit.
func (s *Service) Search(ctx context.Context, userID, query string, limit int) (SearchResult, error) {
	if err := interaction.ValidateQuery(query); err != nil {
		return SearchResult{}, err
	}
	if err := checkLimit(limit, MaxSearchLimit); err != nil {
		return SearchResult{}, err
	}
	vec, err := s.embedder.EmbedQuery(ctx, query)
	if err != nil {
		return SearchResult{}, fmt.Errorf("embed query: %w", err)
	}
	var res SearchResult
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		res.Products, err = s.nearest(gctx, vec, limit)
		return err
	})
	g.Go(func() error {
		x := interaction.Interaction{Type: interaction.Search, Query: query, Vector: vec, Model: s.embedder.Model()}
		id, err := s.log.Append(ctx, userID, x)
		if err != nil {
			s.logger.ErrorContext(ctx, "search not logged", "err", err)
		}
		res.InteractionID = id
		return nil
	})
	if err := g.Wait(); err != nil {
		return SearchResult{}, err
	}
	return res, nil
}

// nearest returns the cards of the products nearest to vec.
func (s *Service) nearest(ctx context.Context, vec []float32, limit int) (cards []catalog.Card, err error) {
	err = s.views.Use(ctx, func(v *View) error {
		hits, err := v.Index.Search(vec, limit)
		if err != nil {
			return fmt.Errorf("search index %s: %w", v.Version, err)
		}
		cards, err = v.cards(hits)
		return err
	})
	return cards, err
}
