package recommend_test

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/vector"
)

// newWordedShop returns a shop with the products, a lexical file and the currency EUR. The IDs are p0, p1, ….
func newWordedShop(t *testing.T, products ...catalog.Product) *shop {
	t.Helper()
	s := newShop(t, "nothing")
	var vectors []float32
	for i := range products {
		products[i].ID = catalog.ID(fmt.Sprintf("p%d", i))
		v, err := s.embedder.EmbedDocument(t.Context(), products[i].Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v...)
	}
	index, err := vector.NewFlat(64, vectors)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	s.view = recommend.View{
		Version: "v1", Model: s.embedder.Model(), Index: index, Cards: recommendtest.Cards(products), Lexicon: recommendtest.NewLexicon(t, products), Currency: "EUR",
	}
	return s
}

func euros(amount int64) catalog.Money { return catalog.Money{Amount: amount * 100, Currency: "EUR"} }

// lamps returns n lamps that cost 10, 20, 30 … euros.
func lamps(n int) (products []catalog.Product) {
	for i := range n {
		products = append(products, catalog.Product{Title: fmt.Sprintf("desk lamp model%c", 'a'+i%26), Price: euros(int64(i+1) * 10)})
	}
	return products
}

func found(res recommend.SearchResult) (ids []catalog.ID) {
	for _, c := range res.Products {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestSearchRanksExactBrandsAndModelNumbersFirst(t *testing.T) {
	products := lamps(200)
	products[150].Brand = "Lumo & Sons"
	products[170].Title = "desk lamp WH-1000XM4"
	s := newWordedShop(t, products...)
	for query, want := range map[string]catalog.ID{
		"lumo and sons": "", "Lumo & Sons": "p150", "lumo sons": "p150", "WH-1000XM4": "p170", "wh1000xm4": "p170", "a desk lamp like the wh 1000xm4": "",
		"desk lamp wh-1000xm4 please": "p170",
	} {
		if got := s.search(t, query).Products[0].ID; want != "" && got != want {
			t.Errorf("first result of Search(%q) = %s, want %s", query, got, want)
		}
	}
}

func TestSearchFindsProductsByWordsOnly(t *testing.T) {
	products := lamps(300)
	products[250].Title = "zzyzx gadget"
	s := newWordedShop(t, products...)
	s.view.Index = hiding{s.view.Index, 250}
	if got := found(s.search(t, "zzyzx")); !slices.Contains(got, "p250") {
		t.Errorf("Search(zzyzx) = %q, want it to include p250, which only words find", got)
	}
	s.view.Lexicon = nil
	if got := found(s.search(t, "zzyzx")); slices.Contains(got, "p250") || len(got) != searchLimit {
		t.Errorf("Search(zzyzx) without words = %q, want other products", got)
	}
}

func TestWordsWeight(t *testing.T) {
	s := newWordedShop(t, catalog.Product{Title: "zzyzx gadget"}, catalog.Product{Title: "something like it"})
	near, err := s.embedder.EmbedQuery(t.Context(), "zzyzx gadget")
	if err != nil {
		t.Fatal(err)
	}
	other := slices.Clone(near)
	slices.Reverse(other) // orthogonal to near: no element is nonzero in both
	const cos = .92
	far := make([]float32, len(near))
	for i := range far {
		far[i] = cos*near[i] + float32(math.Sqrt(1-cos*cos))*other[i]
	}
	if s.view.Index, err = vector.NewFlat(len(near), slices.Concat(far, near)); err != nil {
		t.Fatal(err)
	}
	for weight, want := range map[float32]catalog.ID{.05: "p1", 0: "p0", recommend.DefaultWordsWeight: "p0"} {
		s.Service = recommend.New(recommend.Config{
			Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, WordsWeight: weight, Logger: slog.New(slog.DiscardHandler),
		})
		if got := s.search(t, "zzyzx gadget").Products[0].ID; got != want {
			t.Errorf("words weight %g: first result = %s, want %s", weight, got, want)
		}
	}
	for weight, want := range map[float64]catalog.ID{.05: "p1", .25: "p0"} {
		s.assign(new(strings.Builder), recommend.Settings{WordsWeight: &weight})
		res := s.search(t, "zzyzx gadget")
		if got := res.Products[0].ID; got != want || res.Origin.Experiments["e"] != "a.00" {
			t.Errorf("words weight %g of the shopper's arm: first result = %s, arms %v, want %s", weight, got, res.Origin.Experiments, want)
		}
	}
}

// hiding is an index whose searches never return one of its rows.
type hiding struct {
	vector.Index
	row int64
}

func (f hiding) Search(query []float32, k int) ([]vector.Hit, error) {
	hits, err := f.Index.Search(query, k)
	return slices.DeleteFunc(hits, func(h vector.Hit) bool { return h.Row == f.row }), err
}

func TestSearchFiltersByPrice(t *testing.T) {
	products := append(lamps(600), catalog.Product{Title: "desk lamp of no known price"}, catalog.Product{Title: "desk lamp in dollars", Price: catalog.Money{Amount: 1, Currency: "USD"}})
	for _, words := range []bool{true, false} {
		s := newWordedShop(t, products...)
		if !words {
			s.view.Lexicon = nil
		}
		res, err := s.Search(t.Context(), ann, "desk lamp between 5970 and 5990 euros", 5)
		if err != nil {
			t.Fatal(err)
		}
		got := found(res)
		slices.Sort(got[:3])
		if !slices.Equal(got[:3], []catalog.ID{"p596", "p597", "p598"}) {
			t.Errorf("words %v: first results = %q, want p596 to p598", words, got)
		}
		for _, c := range res.Products[3:] {
			if c.Price.Currency == "EUR" {
				t.Errorf("words %v: found %q at %v", words, c.Title, c.Price)
			}
		}
		if want := (query.Filters{MinPrice: euros(5970), MaxPrice: euros(5990)}); cmp.Diff(want, res.Understood) != "" {
			t.Errorf("filters = %+v, want %+v", res.Understood, want)
		}
	}
}

func TestSearchRanksByFilters(t *testing.T) {
	tests := []struct {
		query    string
		products []catalog.Product
		want     []catalog.ID
	}{
		{"shoes for my husband", []catalog.Product{{Title: "shoes", Category: []string{"Women"}}, {Title: "shoes", Category: []string{"Men"}}}, []catalog.ID{"p1", "p0"}},
		{"shoes in red", []catalog.Product{{Title: "shoes", Color: "blue"}, {Title: "shoes", Color: "maroon"}}, []catalog.ID{"p1", "p0"}},
		{"chair without wheels", []catalog.Product{{Title: "wheels chair without"}, {Title: "chair without wheels"}}, []catalog.ID{"p1", "p0"}},
	}
	for _, tt := range tests {
		s := newWordedShop(t, tt.products...)
		if got := found(s.search(t, tt.query)); !slices.Equal(got, tt.want) {
			t.Errorf("Search(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestSearchIgnoresRemovedFilters(t *testing.T) {
	s := newWordedShop(t, lamps(40)...)
	all, err := s.Search(t.Context(), ann, "desk lamp under 30 euros", 20, query.Price)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Products) != 20 || all.Understood.HasPrice() {
		t.Errorf("Search without the price filter = %d products with filters %+v, want 20 without a price", len(all.Products), all.Understood)
	}
	x, err := s.log.Get(t.Context(), ann, all.InteractionID)
	if err != nil || x.Filters == nil || x.Filters.HasPrice() {
		t.Errorf("logged filters = %+v, %v, want no price filter", x.Filters, err)
	}
	within := s.search(t, "desk lamp under 30 euros")
	if got := found(within); len(got) != 3 {
		t.Errorf("Search under 30 euros = %q, want three products", got)
	}
	if x, err := s.log.Get(t.Context(), ann, within.InteractionID); err != nil || x.Filters == nil || x.Filters.MaxPrice != euros(30) {
		t.Errorf("logged filters = %+v, %v, want a maximum of 30 euros", x.Filters, err)
	}
}

func TestCardObeysPriceBoundsAndIsFull(t *testing.T) {
	s := newWordedShop(t, lamps(400)...)
	s.search(t, "desk lamp over 3950 euros")
	card := s.recommend(t, 3)
	if len(card) != 3 {
		t.Fatalf("the card has %d products, want 3", len(card))
	}
	for _, r := range card {
		if r.Price.Amount < 395000 {
			t.Errorf("the card holds %q at %v", r.Title, r.Price)
		}
	}
	// Repeat without logged filters. Popular products outside the bounds must not fill the card.
	s = newWordedShop(t, lamps(40)...)
	if _, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: "desk lamp under 20 euros"}); err != nil {
		t.Fatal(err)
	}
	card = s.recommend(t, 3)
	if got := ids(card); len(got) != 2 {
		t.Errorf("card under 20 euros = %q, want the two products within the bounds", got)
	}
}

// TestSearchWithoutAnIndexIsLogged checks that the next card parses the filters of a search without an index.
func TestSearchWithoutAnIndexIsLogged(t *testing.T) {
	s := newWordedShop(t, lamps(40)...)
	away := recommend.New(recommend.Config{Embedder: s.embedder, Log: s.log, Views: noViews{}, Logger: slog.New(slog.DiscardHandler)})
	if _, err := away.Search(t.Context(), ann, "desk lamp under 20 euros", 5); err == nil {
		t.Fatal("Search without an index returned no error")
	}
	for _, r := range s.recommend(t, 3) {
		if r.Price.Amount > 2000 {
			t.Errorf("the card holds %q at %v", r.Title, r.Price)
		}
	}
}

type noViews struct{}

func (noViews) Use(context.Context, func(*recommend.View) error) error { return fmt.Errorf("no index") }

// TestPricesAreNotEmbedded checks that Search and Vectorizer embed a query without its price.
func TestPricesAreNotEmbedded(t *testing.T) {
	const query = "desk lamp under 20 euros"
	s := newWordedShop(t, lamps(4)...)
	want, err := s.embedder.EmbedQuery(t.Context(), "desk lamp")
	if err != nil {
		t.Fatal(err)
	}
	later, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: query})
	if err != nil {
		t.Fatal(err)
	}
	if err := interaction.NewVectorizer(s.embedder, s.store, s.log).Vectorize(t.Context(), ann, later); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{s.search(t, query).InteractionID, later} {
		if x, err := s.log.Get(t.Context(), ann, id); err != nil || !slices.Equal(x.Vector, want) {
			t.Errorf("vector of interaction %s differs from the vector of the query without its price (error %v)", id, err)
		}
	}
}

// TestSearchSortsRelevantProducts checks that an order moves only relevant products.
func TestSearchSortsRelevantProducts(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	s := newWordedShop(t,
		catalog.Product{Title: "desk lamp", Price: euros(30), Rating: 4.5, RatingCount: 900, UpdatedAt: day(1)},
		catalog.Product{Title: "desk lamp", Price: euros(10), Rating: 5, RatingCount: 1, UpdatedAt: day(2)},
		catalog.Product{Title: "desk lamp", Price: euros(20), UpdatedAt: day(3)},
		catalog.Product{Title: "desk lamp"},
		catalog.Product{Title: "rubber duck", Price: euros(1), Rating: 4.9, RatingCount: 5000, UpdatedAt: day(4)},
	)
	tests := []struct {
		query string
		want  []catalog.ID
	}{
		{"cheapest desk lamp", []catalog.ID{"p1", "p2", "p0", "p3", "p4"}},
		{"most expensive desk lamp", []catalog.ID{"p0", "p2", "p1", "p3", "p4"}},
		{"newest desk lamp", []catalog.ID{"p2", "p1", "p0", "p3", "p4"}},
		{"best rated desk lamp", []catalog.ID{"p0", "p1", "p2", "p3", "p4"}},
	}
	for _, tt := range tests {
		if got := found(s.search(t, tt.query)); !slices.Equal(got, tt.want) {
			t.Errorf("Search(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
	if got := found(s.search(t, "desk lamp at least 4.5 stars")); !slices.Equal(got[:2], []catalog.ID{"p0", "p1"}) {
		t.Errorf("Search with a minimum rating = %q, want the rated lamps p0 and p1 first", got)
	}
	if got := found(s.search(t, "desk lamp rated 4.8 or higher")); slices.Contains(got, "p0") || got[0] != "p1" {
		t.Errorf("Search with a minimum rating of 4.8 = %q, want p1 first and not p0, which has 4.5", got)
	}
}
