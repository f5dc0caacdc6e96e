package recommend

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// A HistoryReader shows users what the log holds of them, and which of it their next card follows.
//
// It needs neither index nor model. Titles come from the catalogue: some reads more of the database
// that the log is read from, in place of a snapshot fetched and mapped, and FAISS loaded, for them.
type HistoryReader struct {
	log      interaction.Log
	products products
	model    string // of the index's vectors
	logger   *slog.Logger
}

// NewHistoryReader returns a HistoryReader of a shop whose encoder is the model.
func NewHistoryReader(l interaction.Log, p products, model string, logger *slog.Logger) *HistoryReader {
	return &HistoryReader{log: l, products: p, model: model, logger: logger}
}

// A HistoryEntry is one interaction as its user sees it.
type HistoryEntry struct {
	ID         string           `json:"id"`
	Type       interaction.Type `json:"type" enum:"search,click,dismiss"`
	Query      string           `json:"query,omitempty" description:"Of a search."`
	ProductID  catalog.ID       `json:"productId,omitempty" description:"Of a click or a dismissal."`
	Title      string           `json:"title,omitempty" description:"Of the product, where the catalogue has it."`
	CreatedAt  time.Time        `json:"createdAt"`
	Influences bool             `json:"steers" description:"Whether it is one of those that the next card follows."`
}

// Page returns the user's newest interactions behind a place in the log, newest first, at most
// limit, and the place behind the last of them, zero where no more follow. It returns ErrLimit and
// an *invalid.FieldError for a bad cursor. A product that cannot be read costs only its title.
func (r *HistoryReader) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]HistoryEntry, interaction.Cursor, error) {
	if err := checkLimit(limit, MaxHistoryLimit); err != nil {
		return nil, interaction.Cursor{}, err
	}
	var page, latest []interaction.Interaction
	var next interaction.Cursor
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		page, next, err = r.log.Page(gctx, userID, limit, after)
		return err
	})
	g.Go(func() (err error) {
		latest, err = newest(func(n int) ([]interaction.Interaction, error) {
			found, _, err := r.log.Page(gctx, userID, n, interaction.Cursor{})
			return found, err
		})
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, interaction.Cursor{}, fmt.Errorf("read history: %w", err)
	}
	titles, err := r.titles(ctx, r.productsOf(page, latest))
	if err != nil {
		return nil, interaction.Cursor{}, fmt.Errorf("read titles: %w", err)
	}
	return entries(page, titles, r.influencing(latest, titles)), next, nil
}

func entries(page []interaction.Interaction, titles map[catalog.ID]string, steers map[string]bool) []HistoryEntry {
	all := make([]HistoryEntry, len(page))
	for i, x := range page {
		all[i] = HistoryEntry{
			ID: x.ID, Type: x.Type, Query: x.Query, ProductID: x.ProductID, Title: titles[x.ProductID],
			CreatedAt: x.CreatedAt.UTC(), Influences: steers[x.ID],
		}
	}
	return all
}

// steering returns which of the latest interactions the next card follows. Where the log lacks a click's
// vector the card takes the product's row in the index; that there is one, the catalogue answers for.
func (r *HistoryReader) influencing(latest []interaction.Interaction, titles map[catalog.ID]string) map[string]bool {
	steers := make(map[string]bool)
	_ = follow(latest, func(x *interaction.Interaction) (bool, error) {
		_, known := titles[x.ProductID]
		steers[x.ID] = known || !r.lacksVector(x)
		return steers[x.ID], nil
	})
	return steers
}

// lacksVector reports whether x is a click that nothing in the log gives a place in the index.
func (r *HistoryReader) lacksVector(x *interaction.Interaction) bool {
	return x.Type == interaction.Click && x.Model != r.model
}

// productsOf returns the products, each once, that must be known to show the page.
func (r *HistoryReader) productsOf(page, latest []interaction.Interaction) (ids []catalog.ID) {
	for i := range page {
		if page[i].ProductID != "" {
			ids = append(ids, page[i].ProductID)
		}
	}
	for i := range latest {
		if r.lacksVector(&latest[i]) {
			ids = append(ids, latest[i].ProductID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// titleReads is how many products are read at a time.
const titleReads = 16

// titles returns the titles of the products, without those that the catalogue does not have.
// One that cannot be read has none.
func (r *HistoryReader) titles(ctx context.Context, ids []catalog.ID) (map[catalog.ID]string, error) {
	found, gone := make([]string, len(ids)), make([]bool, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(titleReads)
	for i, id := range ids {
		g.Go(func() error {
			p, err := r.products.Get(ctx, id)
			found[i], gone[i] = p.Title, errors.Is(err, catalog.ErrNotFound)
			if err != nil && !gone[i] && ctx.Err() == nil {
				r.logger.ErrorContext(ctx, "title not read", "err", err)
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
