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

// makeFiles writes all snapshot files to dir and checks them. It returns the type, search parameters and recall of
// the index.
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
	if err := b.writeSpelling(filepath.Join(dir, snapshot.SpellingFile), s); err != nil {
		return snapshot.Index{}, err
	}
	if err := b.writeSuggestions(dir, s, order); err != nil {
		return snapshot.Index{}, err
	}
	return info, b.writeRelated(ctx, dir, info.SearchParams, s, order)
}

// writeCards writes the cards in the index's row order, and the list of popular products.
func (b *Builder) writeCards(path string, s *shop, order []int64) error {
	record := func(row int) (snapshot.CardRecord, error) {
		b.Progress("write cards", int64(row+1), int64(len(order)))
		return s.items[order[row]].card, nil
	}
	return snapshot.WriteCards(path, len(order), record, popular(s.items, order))
}

// measure tunes the search parameters of the index and measures its recall against exact search.
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

// check opens the index and the cards and compares them with the products.
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
		return fmt.Errorf("the index has %d rows and the card file %d, want %d: not published", index.Len(), cards.Len(), len(s.items))
	}
	for row := range cards.Len() {
		id, _, err := cards.Record(row)
		if err != nil {
			return err
		}
		if want := s.items[order[row]].id; catalog.ID(id) != want {
			return fmt.Errorf("row %d has product %s, want %s: not published", row, id, want)
		}
	}
	return checkVectors(index, s, order)
}

// maxMissed is the largest share of products that searches by their own vectors may miss. Approximate searches miss a
// few.
const maxMissed = .02

// checkVectors searches by the vectors of a sample of products and checks that the hits include the products.
func checkVectors(index vector.Index, s *shop, order []int64) error {
	step := max(1, len(order)/sampleSize)
	var searched, missed int
	for row := 0; row < len(order); row += step {
		searched++
		hits, err := index.Search(s.vector(int(order[row])), recallK)
		if err != nil {
			return err
		}
		same := func(h vector.Hit) bool {
			return h.Row == int64(row) || slices.Equal(s.vector(int(order[h.Row])), s.vector(int(order[row])))
		}
		if !slices.ContainsFunc(hits, same) {
			missed++
		}
	}
	if float64(missed) > maxMissed*float64(searched) {
		return fmt.Errorf("searches by their own vectors miss %d of %d products: not published", missed, searched)
	}
	return nil
}
