package overlay_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

var embedder = embed.NewFake(64)

// noTimer is longer than any test: tests call Poll.
const noTimer = time.Hour

// A shop is a catalog whose changes are recorded.
type shop struct {
	*catalog.Memory
	changes *change.Memory
	tracker *change.Tracker
	overlay *overlay.Overlay
}

func newShop(t *testing.T, c overlay.Config) *shop {
	t.Helper()
	m := catalog.NewMemory()
	s := &shop{Memory: m, changes: change.NewMemory(m)}
	s.tracker = change.NewTracker(s.changes, embedder)
	c.Changes, c.Every = s.changes, noTimer
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	s.overlay = overlay.New(c)
	t.Cleanup(func() { s.overlay.Close() })
	return s
}

// put stores products, records their changes and polls.
func (s *shop) put(t *testing.T, products ...catalog.Product) {
	t.Helper()
	if _, err := s.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	for _, p := range products {
		s.track(t, p.ID)
	}
}

func (s *shop) delete(t *testing.T, ids ...catalog.ID) {
	t.Helper()
	if err := s.Delete(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		s.track(t, id)
	}
}

func (s *shop) track(t *testing.T, id catalog.ID) {
	t.Helper()
	if err := errors.Join(s.tracker.Track(t.Context(), id), s.overlay.Poll(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// build returns a snapshot of the shop, and the time up to which it contains all changes.
func (s *shop) build(t *testing.T) (*recommend.View, time.Time) {
	t.Helper()
	contains, err := s.changes.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var products []catalog.Product
	for p, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if p.State.IsOffered() {
			products = append(products, p)
		}
	}
	return snapshotOf(t, products), contains
}

// attach builds a snapshot and returns it with its changes.
func (s *shop) attach(t *testing.T) *overlay.View {
	t.Helper()
	v, contains := s.build(t)
	return s.overlay.Attach(v, contains)
}

// snapshotOf returns a snapshot of products. All are popular, in order, and each is related to the next.
func snapshotOf(t *testing.T, products []catalog.Product) *recommend.View {
	t.Helper()
	var vectors []float32
	var popular []int64
	links := make([][]related.Product, len(products))
	for row, p := range products {
		v, err := embedder.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors, popular = append(vectors, v...), append(popular, int64(row))
		if row+1 < len(products) {
			links[row] = []related.Product{{Row: int64(row + 1), Weight: .5}}
		}
	}
	dir := t.TempDir()
	cardsFile, relatedFile := filepath.Join(dir, snapshot.CardsFile), filepath.Join(dir, snapshot.RelatedFile)
	err := errors.Join(
		snapshot.WriteCards(cardsFile, len(products), func(row int) (snapshot.CardRecord, error) { return recommend.CardRecord(&products[row]) }, popular),
		related.Write(relatedFile, links, 2),
	)
	if err != nil {
		t.Fatal(err)
	}
	cards, cardsErr := snapshot.OpenCards(cardsFile)
	links2, relatedErr := related.Open(relatedFile)
	index, indexErr := vector.NewFlat(embedder.Dim(), vectors)
	if err := errors.Join(cardsErr, relatedErr, indexErr); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cards.Close(); links2.Close() })
	return &recommend.View{
		Version: "v1", Model: embedder.Model(), Currency: "EUR", Index: index, Cards: recommend.NewSnapshotCards(cards),
		Lexicon: recommendtest.NewLexicon(t, products), Related: links2,
	}
}

func product(id catalog.ID, title string) catalog.Product {
	return catalog.Product{ID: id, Title: title, Price: euros(10)}
}

func euros(n int64) catalog.Money { return catalog.Money{Amount: 100 * n, Currency: "EUR"} }

// numbered returns n products with different titles.
func numbered(n int) (all []catalog.Product) {
	for i := range n {
		all = append(all, product(catalog.ID(fmt.Sprintf("p%03d", i)), fmt.Sprintf("%s %s number%d", colors[i%len(colors)], things[i%len(things)], i)))
	}
	return all
}

var (
	colors = []string{"red", "blue", "green", "black"}
	things = []string{"speaker", "shoe", "lamp", "chair", "hose", "mug", "bag"}
)

// fixed implements recommend.Views with one view.
type fixed struct{ *recommend.View }

func (f fixed) Use(_ context.Context, use func(*recommend.View) error) error { return use(f.View) }

// idsOf returns the IDs of rows.
func idsOf(t *testing.T, c recommend.Cards, rows []int64) (ids []catalog.ID) {
	t.Helper()
	for _, row := range rows {
		id, err := c.ID(row)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func sorted(ids []catalog.ID) []catalog.ID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}
