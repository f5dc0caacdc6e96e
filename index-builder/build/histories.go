package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Histories are what shoppers clicked.
type Histories interface {
	// Clicks yields every shopper's products, oldest first, and an error as the last.
	Clicks(ctx context.Context) iter.Seq2[[]catalog.ID, error]
}

// maxClicks bounds what is held of the histories, and so the pairs counted of them.
const maxClicks = 2_000_000

// readHistories reads what shoppers clicked of the shop's products.
func (s *shop) readHistories(ctx context.Context, b *Builder) error {
	if b.Histories == nil {
		return nil
	}
	index := make(map[catalog.ID]int64, len(s.items))
	for i := range s.items {
		index[s.items[i].id] = int64(i)
	}
	clicks := 0
	for ids, err := range b.Histories.Clicks(ctx) {
		if err != nil {
			return err
		}
		var taken []int64
		for _, id := range ids {
			if i, ok := index[id]; ok {
				taken = append(taken, i)
			}
		}
		if len(taken) > 1 {
			s.shoppers = append(s.shoppers, taken)
		}
		if clicks += len(taken); clicks >= maxClicks {
			break
		}
		b.Progress("read histories", int64(len(s.shoppers)), 0)
	}
	return nil
}

// hashPairs writes what shoppers took together. Where no two took the same pair it writes nothing: there is no more to build.
func (s *shop) hashPairs(w io.Writer) {
	c := related.NewCounter(len(s.items))
	for _, taken := range s.shoppers {
		c.Add(taken)
	}
	for i, partners := range c.Products() {
		if len(partners) > 0 {
			fmt.Fprintf(w, "%d:%v", i, partners)
		}
	}
}

// writeRelated writes what shoppers take together, in the index's order, where the card is better for it.
func (b *Builder) writeRelated(ctx context.Context, dir string, search vector.SearchParams, s *shop, order []int64) (err error) {
	if len(s.shoppers) == 0 {
		return nil
	}
	b.Progress("learn from histories", 0, 0)
	index, err := b.Indexer.Open(filepath.Join(dir, snapshot.IndexFile), search)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	cards, err := snapshot.OpenCards(filepath.Join(dir, snapshot.CardsFile))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cards.Close()) }()
	view := recommend.View{Model: b.Embedder.Model(), Index: index, Cards: recommend.NewSnapshotCards(cards)}
	learned, err := cooccurrence.Learn(ctx, view, s.shoppersIn(order))
	if err != nil {
		return fmt.Errorf("learn from histories: %w", err)
	}
	b.Logger.InfoContext(ctx, "learned what is taken together", "weight", learned.BestWeight, "trials", learned.Trials)
	if learned.BestWeight == 0 {
		return nil
	}
	return related.Write(filepath.Join(dir, snapshot.RelatedFile), learned.Rows, learned.BestWeight)
}

// shoppersIn returns the histories in the index's rows: row r holds item order[r].
func (s *shop) shoppersIn(order []int64) [][]int64 {
	row := make([]int64, len(order))
	for r, i := range order {
		row[i] = int64(r)
	}
	all := make([][]int64, len(s.shoppers))
	for n, taken := range s.shoppers {
		for _, i := range taken {
			all[n] = append(all[n], row[i])
		}
	}
	return all
}
