package recommend

import (
	"context"
	"fmt"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
)

// A SearchResult is the answer to a search.
type SearchResult struct {
	Products      []catalog.Card
	InteractionID string        // ID of the logged search; "" if logging failed
	Understood    query.Filters // the filters that the search applied
}

// Search returns at most limit products that match a query, best first. It ranks by vector, by words and by the
// query's filters. ignore lists the kinds of filters that the shopper removed.
//
// Search logs the query with its vector, so that it influences the next card. If logging fails, Search
// logs the error and still returns the products. It returns an *invalid.FieldError for an invalid query
// and invalid.ErrLimit for an invalid limit.
func (s *Service) Search(ctx context.Context, userID, text string, limit int, ignore ...query.Kind) (SearchResult, error) {
	if err := interaction.ValidateQuery(text); err != nil {
		return SearchResult{}, err
	}
	if err := invalid.CheckLimit(limit, MaxSearchLimit); err != nil {
		return SearchResult{}, err
	}
	parsed := query.Parse(text)
	vec, err := s.embedder.EmbedQuery(ctx, parsed.EmbeddingText)
	if err != nil {
		return SearchResult{}, fmt.Errorf("embed query: %w", err)
	}
	var res SearchResult
	var logging sync.WaitGroup
	used := false
	err = s.views.Use(ctx, func(v *View) (err error) {
		used = true
		res.Understood = parsed.Filters(v.Currency).Drop(ignore...)
		logging.Go(func() { res.InteractionID = s.logSearch(ctx, userID, text, vec, &res.Understood) })
		res.Products, err = v.search(request{vec, parsed.Words, &res.Understood, s.wordsWeight}, limit)
		return err
	})
	logging.Wait() // outside of Use, whose duration is reported as index time
	if !used {     // without a view there are no filters; the next card parses the query
		s.logSearch(ctx, userID, text, vec, nil)
	}
	if err != nil {
		return SearchResult{}, err
	}
	return res, nil
}

// logSearch logs the search and returns its ID, or "" if logging failed.
func (s *Service) logSearch(ctx context.Context, userID, text string, vec []float32, f *query.Filters) string {
	x := interaction.Interaction{Type: interaction.Search, Query: text, Filters: f, Vector: vec, Model: s.embedder.Model()}
	id, err := s.log.Append(ctx, userID, x)
	if err != nil {
		s.logger.ErrorContext(ctx, "search not logged", "err", err)
	}
	return id
}
