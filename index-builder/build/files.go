package build

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// makeFiles writes the index, the cards and the words into dir, measures the index and checks all.
func (b *Builder) makeFiles(ctx context.Context, dir string, s *shop) (snapshot.Index, error) {
	index, cards, words := filepath.Join(dir, snapshot.IndexFile), filepath.Join(dir, snapshot.CardsFile), filepath.Join(dir, snapshot.LexicalFile)
	order, kind, err := b.Indexer.Build(ctx, s.dim, s.vectors, index, func(done, total int64) { b.Progress("build index", done, total) })
	if err != nil {
		return snapshot.Index{}, fmt.Errorf("build index: %w", err)
	}
	if err := b.writeCards(cards, s, order); err != nil {
		return snapshot.Index{}, err
	}
	if err := b.writeWords(words, s, order); err != nil {
		return snapshot.Index{}, err
	}
	info, err := b.measure(ctx, index, kind, s, order)
	if err != nil {
		return snapshot.Index{}, err
	}
	if err := b.check(index, cards, info.SearchParams, s, order); err != nil {
		return snapshot.Index{}, err
	}
	if err := checkWords(words, s, order); err != nil {
		return snapshot.Index{}, err
	}
	return info, b.writeRelated(ctx, dir, info.SearchParams, s, order)
}

// writeCards writes the cards in the index's order, the popular ones featured.
func (b *Builder) writeCards(path string, s *shop, order []int64) error {
	record := func(row int) (string, []byte, error) {
		b.Progress("write cards", int64(row+1), int64(len(order)))
		it := &s.items[order[row]]
		return string(it.id), it.card, nil
	}
	return snapshot.WriteCards(path, len(order), record, popular(s.items, order))
}

// measure finds the index's search parameters by its recall against exact search.
func (b *Builder) measure(ctx context.Context, path, kind string, s *shop, order []int64) (snapshot.Index, error) {
	b.Progress("measure recall", 0, 0)
	flat, err := vector.NewFlat(s.dim, s.vectors)
	if err != nil {
		return snapshot.Index{}, err
	}
	defer flat.Close()
	exact, err := vector.Reorder(flat, order)
	if err != nil {
		return snapshot.Index{}, err
	}
	queries, err := b.sampleQueries(ctx, s)
	if err != nil {
		return snapshot.Index{}, err
	}
	search, recall, err := b.Indexer.Tune(ctx, path, exact, queries, recallK, RecallFloor(len(s.items)))
	if err != nil {
		return snapshot.Index{}, fmt.Errorf("index not published: %w", err)
	}
	return snapshot.Index{Type: kind, SearchParams: search, RecallAt10: recall, RecallQueries: len(queries)}, nil
}

// check opens what is about to be published and compares it with what it was made from.
func (b *Builder) check(indexPath, cardsPath string, search vector.SearchParams, s *shop, order []int64) error {
	index, err := b.Indexer.Open(indexPath, search)
	if err != nil {
		return err
	}
	defer index.Close()
	cards, err := snapshot.OpenCards(cardsPath)
	if err != nil {
		return err
	}
	defer cards.Close()
	if index.Len() != len(s.items) || cards.Len() != int64(len(s.items)) || index.Dim() != s.dim {
		return fmt.Errorf("index of %d rows and cards of %d for %d products: not published", index.Len(), cards.Len(), len(s.items))
	}
	for row := range cards.Len() {
		id, _, err := cards.Record(row)
		if err != nil {
			return err
		}
		if want := s.items[order[row]].id; catalog.ID(id) != want {
			return fmt.Errorf("row %d holds product %s, want %s: not published", row, id, want)
		}
	}
	return checkVectors(index, s, order)
}

// mostLost is how many of the products that are asked for may be missed, as an approximate search does.
const mostLost = .02

// checkVectors finds a sample of products by their own vectors, at their own rows.
func checkVectors(index vector.Index, s *shop, order []int64) error {
	step := max(1, len(order)/sampleSize)
	var asked, lost int
	for row := 0; row < len(order); row += step {
		asked++
		hits, err := index.Search(s.vector(int(order[row])), recallK)
		if err != nil {
			return err
		}
		same := func(h vector.Hit) bool {
			return h.Row == int64(row) || slices.Equal(s.vector(int(order[h.Row])), s.vector(int(order[row])))
		}
		if !slices.ContainsFunc(hits, same) {
			lost++
		}
	}
	if float64(lost) > mostLost*float64(asked) {
		return fmt.Errorf("%d of %d products do not find themselves in the index: not published", lost, asked)
	}
	return nil
}
