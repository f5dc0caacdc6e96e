package interaction

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// Limits of one page of history.
const (
	DefaultHistoryLimit = 20
	MaxHistoryLimit     = 100
)

// A HistoryReader returns a user's logged interactions and marks those that influence the next card.
//
// It does not use a snapshot. It reads titles from the catalog, because a few database reads cost less than
// fetching and mapping a snapshot.
type HistoryReader struct {
	log      Log
	products products
	model    string // embedder model of the vector index
	logger   *slog.Logger
}

// NewHistoryReader returns a HistoryReader. model is the embedder model of the vector index.
func NewHistoryReader(l Log, p products, model string, logger *slog.Logger) *HistoryReader {
	return &HistoryReader{log: l, products: p, model: model, logger: logger}
}

// A HistoryEntry is one interaction as its user sees it.
type HistoryEntry struct {
	ID         string        `json:"id"`
	Type       Type          `json:"type" enum:"search,click,dismiss,purchase"`
	Query      string        `json:"query,omitempty" description:"The query of a search, as typed."`
	Corrected  string        `json:"corrected,omitempty" description:"The query that was searched for instead."`
	ProductID  catalog.ID    `json:"productId,omitempty" description:"The product of a click, a dismissal or a purchase."`
	Title      string        `json:"title,omitempty" description:"The title of the product, if the catalog has it."`
	Quantity   int           `json:"quantity,omitempty" description:"The number of items of a purchase."`
	Price      catalog.Money `json:"price,omitzero" description:"The price of one item of a purchase."`
	CreatedAt  time.Time     `json:"createdAt"`
	Influences bool          `json:"steers" description:"Whether the interaction influences the next card."`
}

// Page returns at most limit entries after the cursor, newest first, and the cursor of the next page, which is
// zero on the last page. It returns invalid.ErrLimit for a bad limit and an *invalid.FieldError for a bad cursor.
// An entry has no title if its product cannot be read.
func (r *HistoryReader) Page(ctx context.Context, userID string, limit int, after Cursor) ([]HistoryEntry, Cursor, error) {
	if err := invalid.CheckLimit(limit, MaxHistoryLimit); err != nil {
		return nil, Cursor{}, err
	}
	page, recent, next, err := r.read(ctx, userID, limit, after)
	if err != nil {
		return nil, Cursor{}, fmt.Errorf("read history: %w", err)
	}
	titles, err := r.titles(ctx, r.productsOf(page, recent))
	if err != nil {
		return nil, Cursor{}, fmt.Errorf("read titles: %w", err)
	}
	return entries(page, titles, r.influences(recent, titles)), next, nil
}

// read reads the page and, concurrently, the recent interactions that may influence the next card.
func (r *HistoryReader) read(ctx context.Context, userID string, limit int, after Cursor) (page, recent []Interaction, next Cursor, err error) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		page, next, err = r.log.Page(ctx, userID, limit, after)
		return err
	})
	g.Go(func() (err error) {
		recent, err = Recent(func(n int) ([]Interaction, error) {
			found, _, err := r.log.Page(ctx, userID, n, Cursor{})
			return found, err
		})
		return err
	})
	err = g.Wait()
	return page, recent, next, err
}

func entries(page []Interaction, titles map[catalog.ID]string, influences map[string]bool) []HistoryEntry {
	all := make([]HistoryEntry, len(page))
	for i, x := range page {
		all[i] = HistoryEntry{
			ID: x.ID, Type: x.Type, Query: x.Query, Corrected: x.Corrected, ProductID: x.ProductID, Title: titles[x.ProductID],
			Quantity: x.Quantity, Price: x.Price, CreatedAt: x.CreatedAt.UTC(), Influences: influences[x.ID],
		}
	}
	return all
}

// influences returns the IDs of the interactions that influence the next card. If a click or a purchase has no vector, the
// card uses the product's vector from the index. The index has a vector for each product in the catalog.
func (r *HistoryReader) influences(recent []Interaction, titles map[catalog.ID]string) map[string]bool {
	ids := make(map[string]bool)
	_ = FindInfluences(recent, func(x *Interaction) (bool, error) {
		_, known := titles[x.ProductID]
		ids[x.ID] = !x.Nonsense && (known || !r.lacksVector(x))
		return ids[x.ID], nil
	})
	return ids
}

// lacksVector reports whether x is a click or a purchase that has no vector of the index's model.
func (r *HistoryReader) lacksVector(x *Interaction) bool {
	return x.ShowsInterest() && x.Model != r.model
}

// productsOf returns the distinct products that Page must look up.
func (r *HistoryReader) productsOf(page, recent []Interaction) (ids []catalog.ID) {
	for i := range page {
		if page[i].ProductID != "" {
			ids = append(ids, page[i].ProductID)
		}
	}
	for i := range recent {
		if r.lacksVector(&recent[i]) {
			ids = append(ids, recent[i].ProductID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// titleConcurrency is the maximum number of concurrent product reads.
const titleConcurrency = 16

// titles returns the title of each product that the catalog has. The title is "" if the product cannot be read.
func (r *HistoryReader) titles(ctx context.Context, ids []catalog.ID) (map[catalog.ID]string, error) {
	found, gone := make([]string, len(ids)), make([]bool, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(titleConcurrency)
	for i, id := range ids {
		g.Go(func() error {
			p, err := r.products.Get(ctx, id)
			found[i], gone[i] = p.Title, errors.Is(err, catalog.ErrNotFound)
			if err != nil && !gone[i] && ctx.Err() == nil {
				r.logger.ErrorContext(ctx, "cannot read title", "err", err)
			}
			return ctx.Err()
		})
	}
	err := g.Wait()
	titles := make(map[catalog.ID]string)
	for i, id := range ids {
		if !gone[i] {
			titles[id] = found[i]
		}
	}
	return titles, err
}
