package recommend

import (
	"context"
	"fmt"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/suggest"
)

// A SearchRequest is a search of a shopper.
type SearchRequest struct {
	Query   string
	Limit   int          // maximum number of products
	Ignore  []query.Kind // kinds of filters that the shopper removed
	AsTyped bool         // search for Query without a correction
}

// A SearchResult is the answer to a search.
type SearchResult struct {
	Products      []catalog.Card
	InteractionID string        // ID of the logged search; "" if logging failed
	Understood    query.Filters // the filters that the search applied
	Corrected     *Correction   // nil if the query was not corrected
	Closest       bool          // no product is quite what the shopper wants; these are the nearest
	QueryHash     string        // suggest.Hash of the query that was searched for, with the correction
	Origin        Origin

	Pinned map[catalog.ID]string // IDs of the rules that pinned products to their places
}

// Search calls SearchFor for a query. ignore lists the kinds of filters that the shopper removed.
func (s *Service) Search(ctx context.Context, userID, text string, limit int, ignore ...query.Kind) (SearchResult, error) {
	return s.SearchFor(ctx, userID, SearchRequest{Query: text, Limit: limit, Ignore: ignore})
}

// SearchFor returns the products that match a query, best first. It corrects typing errors, and ranks by vector, by
// words and by the query's filters. Rules lift and lower products, and put pinned ones in their places. Products that the
// user dismissed are marked and come last.
//
// An empty user ID stands for a shopper without an account: SearchFor then reads no history and logs nothing.
//
// SearchFor logs the query with its vector, so that it influences the next card. If logging fails, it
// logs the error and still returns the products. It returns an *invalid.FieldError for an invalid query
// and invalid.ErrLimit for an invalid limit.
func (s *Service) SearchFor(ctx context.Context, userID string, r SearchRequest) (SearchResult, error) {
	if err := interaction.ValidateQuery(r.Query); err != nil {
		return SearchResult{}, err
	}
	if err := invalid.CheckLimit(r.Limit, MaxSearchLimit); err != nil {
		return SearchResult{}, err
	}
	dismissed := s.readDismissed(ctx, userID) // beside the encoder and the index
	assign := s.startAssign(ctx, userID)
	meant := s.understand(ctx, r)
	vec, err := s.embedder.EmbedQuery(ctx, meant.EmbeddingText)
	if err != nil {
		return SearchResult{}, fmt.Errorf("embed query: %w", err)
	}
	assigned := assign()
	res := SearchResult{Corrected: meant.correction, QueryHash: suggest.Hash(meant.text)}
	var logging sync.WaitGroup
	var f searched
	used := false
	err = s.use(ctx, func(v *View) (err error) {
		v = v.under(&assigned.Settings)
		res.Origin = Origin{Snapshot: v.Version, Ranker: Hybrid, Experiments: assigned.Arms}
		res.Understood = meant.Filters(v.Currency).Drop(r.Ignore...)
		if !used { // a search engine that fails lets its companion search once more
			used = true
			filters := res.Understood
			nonsense, _ := v.isNonsense(meant.Words, vec) // the search reports the error
			logging.Go(func() { res.InteractionID = s.logSearch(ctx, userID, &meant, vec, &filters, nonsense) })
		}
		f, err = v.search(request{
			text: meant.text, vector: vec, words: meant.Words, filters: &res.Understood,
			wordsWeight: float32(valueOr(assigned.Settings.WordsWeight, float64(s.wordsWeight))),
			showAdult:   s.showAdult, hideSoldOut: s.hideSoldOut, pins: v.pinsFor(&meant),
		}, r.Limit)
		return err
	})
	logging.Wait() // outside of Use, whose duration is reported as index time
	if !used {     // without a view there are no filters; the next card parses the query
		s.logSearch(ctx, userID, &meant, vec, nil, false)
	}
	if err != nil {
		return SearchResult{}, err
	}
	res.Products, res.Closest = f.cards, f.closest
	if ids := dismissed(); len(ids)+len(f.pinned) > 0 { // read by now, since it is faster than the write of the log
		err = s.use(ctx, func(v *View) error {
			res.Products, res.Pinned = v.place(&f, v.groupsOf(ids), r.Limit)
			return nil
		})
		res.Closest = f.closest && len(res.Pinned) == 0 // whoever pinned a product knows that it is what shoppers want
	}
	return res, err
}

// logSearch logs the search and returns its ID, or "" if logging failed or there is no user.
func (s *Service) logSearch(ctx context.Context, userID string, u *understood, vec []float32, f *query.Filters, nonsense bool) string {
	if userID == "" {
		return ""
	}
	x := interaction.Interaction{Type: interaction.Search, Query: u.text, Nonsense: nonsense, Filters: f, Vector: vec, Model: s.embedder.Model()}
	if u.correction != nil {
		x.Query, x.Corrected = u.correction.From, u.correction.To
	}
	id, err := s.log.Append(ctx, userID, x)
	if err != nil {
		s.logger.ErrorContext(ctx, "search not logged", "err", err)
	}
	return id
}
