package recommend_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// searchLimit is the limit of the searches in these tests.
const searchLimit = 5

const ann = "ann" // a user ID

// A shop is a small shop in memory. It implements recommend.Views.
type shop struct {
	*recommend.Service
	log      *interaction.Memory
	store    *catalog.Memory
	embedder *embed.Fake
	view     recommend.View
	now      time.Time
}

func (s *shop) Use(_ context.Context, use func(*recommend.View) error) error { return use(&s.view) }

// cards implements recommend.Cards. All products are popular, in row order.
type cards []catalog.Product

func (c cards) Card(row int64) (catalog.Card, error) { return c[row].Card(), nil }
func (c cards) ID(row int64) (catalog.ID, error)     { return c[row].ID, nil }
func (c cards) Row(id catalog.ID) (int64, bool) {
	i := slices.IndexFunc(c, func(p catalog.Product) bool { return p.ID == id })
	return int64(i), i >= 0
}
func (c cards) Popular() (rows []int64) {
	for i := range c {
		rows = append(rows, int64(i))
	}
	return rows
}

// newShop returns a shop with a product for each title. Their IDs are p0, p1, ….
func newShop(t *testing.T, titles ...string) *shop {
	t.Helper()
	s := &shop{store: catalog.NewMemory(), embedder: embed.NewFake(64), now: time.Unix(1_700_000_000, 0)}
	s.log = interaction.NewMemory(func() time.Time { s.now = s.now.Add(time.Second); return s.now })
	var products []catalog.Product
	var vectors []float32
	for i, title := range titles {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("p%d", i)), Title: title}
		v, err := s.embedder.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		products, vectors = append(products, p), append(vectors, v...)
	}
	if _, err := s.store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	index, err := vector.NewFlat(64, vectors)
	if err != nil {
		t.Fatal(err)
	}
	s.view = recommend.View{Version: "v1", Model: s.embedder.Model(), Index: index, Cards: cards(products)}
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	return s
}

// newMixedShop returns a shop with speakers p0 to p4, shoes p5 to p8, and other products.
func newMixedShop(t *testing.T) *shop {
	return newShop(t,
		"bluetooth speaker red", "bluetooth speaker blue", "bluetooth speaker green", "bluetooth speaker waterproof", "bluetooth speaker mini",
		"ben 10 shoes", "kids shoes with lights", "running shoes men", "leather shoes",
		"garden hose", "coffee beans", "yoga mat", "desk lamp")
}

func (s *shop) search(t *testing.T, query string) recommend.SearchResult {
	t.Helper()
	res, err := s.Search(t.Context(), ann, query, searchLimit)
	if err != nil {
		t.Fatalf("Search(%q): %v", query, err)
	}
	return res
}

func (s *shop) record(t *testing.T, kind interaction.Type, id catalog.ID) {
	t.Helper()
	if _, err := interaction.NewRecorder(s.store, s.log).Record(t.Context(), ann, kind, id); err != nil {
		t.Fatalf("Record(%s, %s): %v", kind, id, err)
	}
}

func (s *shop) recommend(t *testing.T, n int) []recommend.Recommendation {
	t.Helper()
	card, err := s.Recommend(t.Context(), ann, n, 0)
	if err != nil {
		t.Fatalf("Recommend: %v", err)
	}
	return card.Products
}

func ids(card []recommend.Recommendation) (out []catalog.ID) {
	for _, r := range card {
		out = append(out, r.ID)
	}
	return out
}

func TestSearchLogsTheQueryWithItsVector(t *testing.T) {
	s := newMixedShop(t)
	res := s.search(t, "Bluetooth Speaker")
	if len(res.Products) != searchLimit {
		t.Fatalf("Search = %d products, want %d", len(res.Products), searchLimit)
	}
	for _, c := range res.Products {
		if !strings.HasPrefix(c.Title, "bluetooth speaker") {
			t.Errorf("Search(Bluetooth Speaker) includes %q", c.Title)
		}
	}
	x, err := s.log.Get(t.Context(), ann, res.InteractionID)
	if err != nil {
		t.Fatal(err)
	}
	if x.Type != interaction.Search || x.Query != "Bluetooth Speaker" || len(x.Vector) != 64 || x.Model != s.embedder.Model() {
		t.Errorf("logged %+v, want the search with its vector and model", x)
	}
}

func TestSearchRefuses(t *testing.T) {
	s := newMixedShop(t)
	for _, q := range []string{"", "  \t", "\xff", strings.Repeat("a", interaction.MaxQueryChars+1)} {
		var field *invalid.FieldError
		if _, err := s.Search(t.Context(), ann, q, 5); !errors.As(err, &field) || field.Field != "query" {
			t.Errorf("Search(%.20q) = %v, want a FieldError of query", q, err)
		}
	}
	for _, n := range []int{-1, 0, recommend.MaxSearchLimit + 1} {
		if _, err := s.Search(t.Context(), ann, "x", n); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Search(limit %d) = %v, want ErrLimit", n, err)
		}
	}
	if got, _ := s.log.Latest(t.Context(), ann, 10); len(got) != 0 {
		t.Errorf("refused searches were logged: %v", got)
	}
}

// A brokenLog is a log that cannot be written.
type brokenLog struct{ interaction.Log }

func (brokenLog) Append(context.Context, string, interaction.Interaction) (string, error) {
	return "", errors.New("out of order")
}

func TestSearchAnswersWhenLoggingFails(t *testing.T) {
	s := newMixedShop(t)
	s.Service = recommend.New(recommend.Config{Embedder: s.embedder, Log: brokenLog{s.log}, Views: s, Logger: slog.New(slog.DiscardHandler)})
	if res := s.search(t, "Bluetooth Speaker"); len(res.Products) != 5 || res.InteractionID != "" {
		t.Errorf("Search = %d products, interaction %q; want 5 and none", len(res.Products), res.InteractionID)
	}
}

func TestLatestSearchInfluencesTheNextCard(t *testing.T) {
	s := newMixedShop(t)
	id := s.search(t, "Bluetooth Speaker").InteractionID
	card := s.recommend(t, 3)
	if len(card) != 3 {
		t.Fatalf("card has %d products, want 3", len(card))
	}
	for _, r := range card {
		want := recommend.Reason{Type: recommend.BecauseSearch, InteractionID: id, Query: "Bluetooth Speaker"}
		if !strings.HasPrefix(r.Title, "bluetooth speaker") || r.Reason != want {
			t.Errorf("card holds %q because %+v, want a speaker because %+v", r.Title, r.Reason, want)
		}
	}
}

func TestClickWithoutAVectorInfluencesTheCard(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	card := s.recommend(t, 3)
	for _, r := range card {
		if r.ID == "p0" {
			t.Error("card holds the clicked product")
		}
		if !strings.HasPrefix(r.Title, "bluetooth speaker") || r.Reason.Type != recommend.BecauseClick || r.Reason.Title != "bluetooth speaker red" {
			t.Errorf("card holds %q because %+v, want neighbors of p0 because of the click", r.Title, r.Reason)
		}
	}
}

func TestSearchWithoutAUsableVectorInfluencesTheCard(t *testing.T) {
	for _, x := range []interaction.Interaction{
		{Type: interaction.Search, Query: "bluetooth speaker"},
		{Type: interaction.Search, Query: "bluetooth speaker", Vector: make([]float32, 64), Model: "another"},
		{Type: interaction.Search, Query: "bluetooth speaker", Vector: make([]float32, 3), Model: embed.NewFake(64).Model()},
	} {
		s := newMixedShop(t)
		if _, err := s.log.Append(t.Context(), ann, x); err != nil {
			t.Fatal(err)
		}
		for _, r := range s.recommend(t, 3) {
			if !strings.HasPrefix(r.Title, "bluetooth speaker") {
				t.Errorf("after a search with a vector of model %q with %d elements, the card holds %q", x.Model, len(x.Vector), r.Title)
			}
		}
	}
}

func TestCardNeverShowsDismissedProducts(t *testing.T) {
	s := newMixedShop(t)
	s.search(t, "bluetooth speaker")
	gone := s.recommend(t, 3)[0].ID
	s.record(t, interaction.Dismiss, gone)
	for range 30 { // until the dismissal is no longer among the latest interactions
		s.search(t, "bluetooth speaker")
		if slices.Contains(ids(s.recommend(t, 3)), gone) {
			t.Fatalf("card holds %s, which was dismissed", gone)
		}
	}
}

func TestCardExcludesClickedProductsAfterADozenSearches(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	for range 12 {
		s.search(t, "bluetooth speaker red")
	}
	if got := ids(s.recommend(t, 6)); slices.Contains(got, "p0") {
		t.Errorf("card = %v, want it without p0, which was clicked", got)
	}
}

func TestSearchInfluencesTheCardAfterManyDismissals(t *testing.T) {
	s := newMixedShop(t)
	s.search(t, "bluetooth speaker")
	for range 40 {
		s.record(t, interaction.Dismiss, "p9")
	}
	if r := s.recommend(t, 3)[0]; r.Reason.Type != recommend.BecauseSearch {
		t.Errorf("after 40 dismissals the reason is %+v, want the search", r.Reason)
	}
}

func TestOnlyTheLatestThreeInteractionsInfluenceTheCard(t *testing.T) {
	s := newMixedShop(t)
	for _, q := range []string{"garden hose", "bluetooth speaker", "shoes", "bluetooth speaker"} {
		s.search(t, q)
	}
	for _, r := range s.recommend(t, 6) {
		if r.Reason.Query == "garden hose" {
			t.Errorf("card holds %q because of the search before the latest three interactions", r.Title)
		}
	}
}

func TestNewUserGetsPopularProducts(t *testing.T) {
	s := newMixedShop(t)
	card := s.recommend(t, 3)
	if got := ids(card); !slices.Equal(got, []catalog.ID{"p0", "p1", "p2"}) {
		t.Errorf("card = %v, want the popular p0, p1, p2", got)
	}
	for _, r := range card {
		if r.Reason != (recommend.Reason{Type: recommend.BecausePopular}) {
			t.Errorf("reason = %+v, want popular", r.Reason)
		}
	}
}

func TestCardIsFilledWithoutDuplicates(t *testing.T) {
	s := newShop(t, "red lamp", "blue lamp", "green lamp", "old lamp")
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Dismiss, "p1")
	if _, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Click, ProductID: "gone"}); err != nil {
		t.Fatal(err)
	}
	got := ids(s.recommend(t, 3))
	slices.Sort(got)
	if !slices.Equal(got, []catalog.ID{"p2", "p3"}) {
		t.Errorf("card = %v, want the two products that are not excluded", got)
	}
}

func TestCardIgnoresOtherUsers(t *testing.T) {
	s := newMixedShop(t)
	s.search(t, "leather shoes")
	card, err := s.Recommend(t.Context(), "bob", 3, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range card.Products {
		if r.Reason.Type != recommend.BecausePopular {
			t.Errorf("bob's card has reason %+v, want popular", r.Reason)
		}
	}
}
