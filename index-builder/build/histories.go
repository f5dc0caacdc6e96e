package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Histories reads what shoppers did.
type Histories interface {
	// Clicks yields the products that each shopper opened or bought, oldest first. It yields the first error and then stops.
	Clicks(ctx context.Context) iter.Seq2[[]interaction.Interest, error]
	// Searches yields the queries of each shopper, as the shopper meant them. It yields the first error and then stops.
	Searches(ctx context.Context) iter.Seq2[[]string, error]
	// Visits yields the searches with their vectors and the clicks of each shopper, oldest first. It yields the first
	// error and then stops.
	Visits(ctx context.Context) iter.Seq2[[]interaction.Interaction, error]
}

// maxClicks limits the clicks in memory, and thereby the number of pairs.
const maxClicks = 2_000_000

// readHistories reads the clicks on the shop's products, the popular queries, and what shoppers opened after them.
func (s *shop) readHistories(ctx context.Context, b *Builder) error {
	if b.Histories == nil {
		return nil
	}
	if err := s.readClicks(ctx, b); err != nil {
		return err
	}
	if err := s.readQueries(ctx, b); err != nil {
		return err
	}
	return s.readVisits(ctx, b)
}

func (s *shop) readClicks(ctx context.Context, b *Builder) error {
	index := s.index()
	clicks := 0
	for interests, err := range b.Histories.Clicks(ctx) {
		if err != nil {
			return err
		}
		var sequence []cooccurrence.Item
		for _, x := range interests {
			if i, ok := index[x.ProductID]; ok {
				sequence = append(sequence, cooccurrence.Item{Row: int64(i), Bought: x.Bought})
			}
		}
		if len(sequence) > 1 {
			s.shoppers = append(s.shoppers, sequence)
		}
		if clicks += len(sequence); clicks >= maxClicks {
			break
		}
		b.Progress("read histories", int64(len(s.shoppers)), 0)
	}
	return nil
}

// historyHash returns a hash of the histories, or "" if there are none.
func (s *shop) historyHash() string {
	if len(s.shoppers) == 0 && len(s.visits.Queries) == 0 {
		return ""
	}
	h := sha256.New()
	for _, sequence := range s.shoppers {
		fmt.Fprintln(h, sequence)
	}
	for _, q := range s.visits.Queries {
		fmt.Fprintln(h, q)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// relatedUnchanged reports whether the histories would give the same related products as in the published snapshot. It
// downloads the published index and learns again. New clicks often do not change the related products. One download costs
// less than a new snapshot, which every instance must download.
func (b *Builder) relatedUnchanged(ctx context.Context, before snapshot.Manifest, s *shop) (bool, error) {
	dir, err := os.MkdirTemp(b.TempDir, "shopfyp-published-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	local, err := snapshot.Fetch(ctx, b.Bucket, before.Version, dir)
	if err != nil {
		return false, err
	}
	order, err := publishedOrder(local, s)
	if err != nil {
		return false, err
	}
	path := local.Path(snapshot.RelatedFile)
	published, err := readOptional(path)
	if err == nil {
		err = os.RemoveAll(path)
	}
	if err != nil {
		return false, err
	}
	if err := b.writeRelated(ctx, local.Dir, before.Index.SearchParams, s, order); err != nil {
		return false, err
	}
	learned, err := readOptional(path)
	return bytes.Equal(published, learned), err
}

// publishedOrder returns the item in each row of a published snapshot, which must contain the same products as s.
func publishedOrder(local snapshot.Local, s *shop) ([]int64, error) {
	cards, err := snapshot.OpenCards(local.Path(snapshot.CardsFile))
	if err != nil {
		return nil, err
	}
	defer cards.Close()
	order := make([]int64, len(s.items))
	for i := range s.items {
		row, ok := cards.Row(string(s.items[i].id))
		if !ok || row >= int64(len(order)) {
			return nil, fmt.Errorf("product %s is not in snapshot %s", s.items[i].id, local.Manifest.Version)
		}
		order[row] = int64(i)
	}
	return order, nil
}

// readOptional returns the content of a file, or nil if it does not exist.
func readOptional(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// writeRelated learns related products and writes the related-products file in row order. It writes no file if related
// products do not improve recommendations.
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
	b.Logger.InfoContext(ctx, "learned related products", "weight", learned.BestWeight, "trials", learned.Trials)
	if learned.BestWeight == 0 {
		return nil
	}
	return related.Write(filepath.Join(dir, snapshot.RelatedFile), learned.Rows, learned.BestWeight)
}

// shoppersIn returns the histories with index rows in place of items. Row r is item order[r].
func (s *shop) shoppersIn(order []int64) [][]cooccurrence.Item {
	row := make([]int64, len(order))
	for r, i := range order {
		row[i] = int64(r)
	}
	all := make([][]cooccurrence.Item, len(s.shoppers))
	for n, sequence := range s.shoppers {
		for _, x := range sequence {
			all[n] = append(all[n], cooccurrence.Item{Row: row[x.Row], Bought: x.Bought})
		}
	}
	return all
}
