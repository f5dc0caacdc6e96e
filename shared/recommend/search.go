package recommend

import (
	"context"
	"fmt"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// A SearchResult is the answer to a search.
type SearchResult struct {
	Products      []catalog.Card
	InteractionID string        // of the logged search; "" where it could not be logged
	Understood    query.Filters // what of the query the answer follows beside its meaning
}

// Search returns the products that suit what the shopper typed best, by meaning, by words and by what they said
// they want, best first, at most limit, and logs the search with its vector, so that the very next card follows
// it. What the query says of the kinds to ignore, the shopper has taken back. A log that fails costs the shopper
// the next card's relevance, not the results: the fault is only reported.
// It returns an *invalid.FieldError for a query that cannot be searched for and ErrLimit.
func (s *Service) Search(ctx context.Context, userID, text string, limit int, ignore ...query.Kind) (SearchResult, error) {
	if err := interaction.ValidateQuery(text); err != nil {
		return SearchResult{}, err
	}
	if err := checkLimit(limit, MaxSearchLimit); err != nil {
		return SearchResult{}, err
	}
	vec, err := s.embedder.EmbedQuery(ctx, query.EmbeddingText(text))
	if err != nil {
		return SearchResult{}, fmt.Errorf("embed query: %w", err)
	}
	var res SearchResult
	var logging sync.WaitGroup
	used := false
	err = s.views.Use(ctx, func(v *View) (err error) {
		used = true
		said, words := query.Parse(text, v.Currency)
		res.Understood = said.Drop(ignore...)
		logging.Go(func() { res.InteractionID = s.logSearch(ctx, userID, text, vec, &res.Understood) })
		res.Products, err = v.search(request{vec, words, &res.Understood, s.wordsWeight}, limit)
		return err
	})
	logging.Wait() // after Use, which is measured as the index
	if !used {     // the next card follows the search all the same, and reads what it said then
		s.logSearch(ctx, userID, text, vec, nil)
	}
	if err != nil {
		return SearchResult{}, err
	}
	return res, nil
}

// logSearch logs the search and returns its ID, or "" where it could not.
func (s *Service) logSearch(ctx context.Context, userID, text string, vec []float32, w *query.Filters) string {
	x := interaction.Interaction{Type: interaction.Search, Query: text, Filters: w, Vector: vec, Model: s.embedder.Model()}
	id, err := s.log.Append(ctx, userID, x)
	if err != nil {
		s.logger.ErrorContext(ctx, "search not logged", "err", err)
	}
	return id
}
