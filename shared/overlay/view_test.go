package overlay_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
)

// A view without changes is the view of the snapshot itself, so an instance without changes behaves as one without an
// overlay.
func TestNoChanges(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(5)...)
	base, contains := s.build(t)
	v := s.overlay.Attach(base, contains)
	if err := s.overlay.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v.Current() != base {
		t.Error("without changes, Current is not the snapshot's view")
	}
}

// A snapshot with changes is the same catalog as a snapshot that was built after the changes.
func TestChangesAndRebuildAgree(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := newShop(t, overlay.Config{})
		for _, p := range numbered(40) {
			s.put(t, randomize(rng, p))
		}
		live := s.attach(t)
		for range 25 {
			changeOne(t, s, rng)
		}
		want, _ := s.build(t)
		compareViews(t, seed, live.Current(), want)
	}
}

// randomize returns the product with some random properties.
func randomize(rng *rand.Rand, p catalog.Product) catalog.Product {
	p.Price, p.SalePrice, p.Availability, p.GroupID = euros(int64(rng.IntN(50)+2)), catalog.Money{}, "", ""
	if rng.IntN(3) == 0 {
		p.SalePrice = euros(1)
	}
	if rng.IntN(4) == 0 {
		p.Availability = catalog.OutOfStock
	}
	if rng.IntN(2) == 0 {
		p.GroupID = fmt.Sprintf("g%d", rng.IntN(6))
	}
	p.Adult = rng.IntN(8) == 0
	p.SKU = fmt.Sprintf("SKU-%d00", rng.IntN(20))
	p.Category = []string{things[rng.IntN(len(things))]}
	p.ImageURL = fmt.Sprintf("https://img.example/%d.jpg", rng.IntN(100))
	return p
}

// changeOne adds, changes, hides or deletes a product.
func changeOne(t *testing.T, s *shop, rng *rand.Rand) {
	t.Helper()
	id := catalog.ID(fmt.Sprintf("p%03d", rng.IntN(50)))
	p, err := s.Get(t.Context(), id)
	switch kind := rng.IntN(5); {
	case err != nil:
		s.put(t, randomize(rng, product(id, "new "+things[rng.IntN(len(things))]+" "+string(id))))
	case kind == 0:
		s.delete(t, id)
	case kind == 1:
		p.State = catalog.Hidden
		s.put(t, p)
	case kind == 2:
		p.Title = fmt.Sprintf("renamed %s %d", things[rng.IntN(len(things))], rng.IntN(1000))
		s.put(t, p)
	default:
		p.State = ""
		s.put(t, randomize(rng, p))
	}
}

// compareViews fails the test unless both views have the same catalog. Row numbers may differ.
func compareViews(t *testing.T, seed uint64, got, want *recommend.View) {
	t.Helper()
	for row := range int64(want.Index.Len()) {
		id, err := want.Cards.ID(row)
		if err != nil {
			t.Fatal(err)
		}
		other, ok := got.Cards.Row(id)
		if !ok {
			t.Fatalf("seed %d: product %s is missing", seed, id)
		}
		compareRow(t, got, want, other, row)
	}
	for i := range 55 {
		id := catalog.ID(fmt.Sprintf("p%03d", i))
		_, ok := got.Cards.Row(id)
		if _, wanted := want.Cards.Row(id); ok != wanted {
			t.Errorf("seed %d: Row(%s) = %t, want %t", seed, id, ok, wanted)
		}
	}
	for i := range 20 {
		key := catalog.NumberKey(fmt.Sprintf("SKU-%d00", i))
		g, w := sorted(idsOf(t, got.Cards, got.Cards.ByNumber(key, 99))), sorted(idsOf(t, want.Cards, want.Cards.ByNumber(key, 99)))
		if !slices.Equal(g, w) {
			t.Errorf("seed %d: ByNumber(%s) = %q, want %q", seed, key, g, w)
		}
	}
	for _, text := range []string{"red speaker", "renamed lamp", "blue shoe", "new mug", "hose"} {
		compareSearch(t, seed, got, want, text)
	}
}

func compareRow(t *testing.T, got, want *recommend.View, g, w int64) {
	t.Helper()
	gc, gerr := got.Cards.Card(g)
	wc, werr := want.Cards.Card(w)
	if gerr != nil || werr != nil || !reflect.DeepEqual(gc, wc) {
		t.Errorf("card = %+v, %v, want %+v, %v", gc, gerr, wc, werr)
	}
	gv, gerr := got.Index.Vector(g)
	wv, werr := want.Index.Vector(w)
	if gerr != nil || werr != nil || !slices.Equal(gv, wv) {
		t.Errorf("vector of %s differs: %v, %v", wc.ID, gerr, werr)
	}
	if got.Cards.Flags(g) != want.Cards.Flags(w) || got.Lexicon.Price(g) != want.Lexicon.Price(w) || got.Lexicon.Attributes(g) != want.Lexicon.Attributes(w) {
		t.Errorf("flags, price or attributes of %s differ", wc.ID)
	}
	variants := sorted(idsOf(t, got.Cards, got.Cards.Variants(g)))
	if wanted := sorted(idsOf(t, want.Cards, want.Cards.Variants(w))); !slices.Equal(variants, wanted) {
		t.Errorf("variants of %s = %q, want %q", wc.ID, variants, wanted)
	}
	for _, row := range got.Cards.Variants(g) {
		if got.Cards.Group(row) != got.Cards.Group(g) {
			t.Errorf("variants %s and %d have different groups", wc.ID, row)
		}
	}
}

// compareSearch compares the nearest products and the products found by words.
func compareSearch(t *testing.T, seed uint64, got, want *recommend.View, text string) {
	t.Helper()
	query, err := embedder.EmbedQuery(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []int{0, 1, 3, 10, 1000} {
		g, gerr := got.Index.Search(query, k)
		w, werr := want.Index.Search(query, k)
		if gerr != nil || werr != nil || len(g) != len(w) {
			t.Fatalf("seed %d: Search(%q, %d) finds %d, %v, want %d, %v", seed, text, k, len(g), gerr, len(w), werr)
		}
		for i := range g {
			if g[i].Distance != w[i].Distance {
				t.Errorf("seed %d: Search(%q, %d): hit %d has distance %v, want %v", seed, text, k, i, g[i].Distance, w[i].Distance)
			}
		}
	}
	all := func(int64) bool { return true }
	gq, gerr := got.Lexicon.NewQuery(text)
	wq, werr := want.Lexicon.NewQuery(text)
	if gerr != nil || werr != nil {
		t.Fatal(gerr, werr)
	}
	gh, wh := gq.Best(1000, all), wq.Best(1000, all)
	if len(gh) != len(wh) {
		t.Errorf("seed %d: the words %q find %d products, want %d", seed, text, len(gh), len(wh))
	}
	for _, h := range gh { // removed products still count for the weights of words
		id, _ := got.Cards.ID(h.Row)
		row, _ := want.Cards.Row(id)
		if c := wq.Coverage(row); math.Abs(float64(c-h.Coverage)) > .15 || gq.Coverage(h.Row) != h.Coverage {
			t.Errorf("seed %d: coverage of %q by %s = %v or %v, want about %v", seed, text, id, h.Coverage, gq.Coverage(h.Row), c)
		}
	}
}

// Popular and related products follow their products to new rows.
func TestPopularAndRelated(t *testing.T) {
	s := newShop(t, overlay.Config{})
	all := numbered(4)
	s.put(t, all...)
	live := s.attach(t)
	all[1].Title = "renamed lamp"
	s.put(t, all[1])
	s.delete(t, all[2].ID)
	s.put(t, product("new", "brand new bag"))
	v := live.Current()
	if got := idsOf(t, v.Cards, v.Cards.Popular()); !slices.Equal(got, []catalog.ID{"p000", "p001", "p003"}) {
		t.Errorf("popular = %q, want all but the deleted one", got)
	}
	for id, want := range map[catalog.ID][]catalog.ID{"p000": {"p001"}, "p001": nil, "new": nil} {
		row, _ := v.Cards.Row(id)
		linked, err := v.Related.Products(row)
		if err != nil {
			t.Fatal(err)
		}
		var got []catalog.ID
		for _, l := range linked {
			got = append(got, idsOf(t, v.Cards, []int64{l.Row})...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("related products of %s = %q, want %q", id, got, want)
		}
	}
	if first, _ := v.Cards.Row("p001"); first < 4 {
		t.Errorf("the changed product has row %d of the snapshot", first)
	}
}

// A new word, which the snapshot does not have, decides a search.
func TestNewWords(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(10)...)
	live := s.attach(t)
	p := product("new", "speaker zorblax WX-900Q")
	p.Brand = "Quuxly"
	s.put(t, p)
	service := recommend.New(recommend.Config{Embedder: embedder, Log: discardLog{}, Views: fixed{live.Current()}, Ranker: recommend.Interests})
	for _, text := range []string{"zorblax", "Quuxly", "wx900q", "speaker zorblax"} {
		res, err := service.Search(t.Context(), "ann", text, 3)
		if err != nil || len(res.Products) == 0 || res.Products[0].ID != "new" {
			t.Errorf("Search(%q) = %+v, %v, want the new product first", text, res.Products, err)
		}
	}
}

// A typing error in a word that only a new product has is corrected.
func TestNewWordsAreCorrections(t *testing.T) {
	s := newShop(t, overlay.Config{})
	all := numbered(10)
	s.put(t, all...)
	base, contains := s.build(t)
	base.Speller = recommendtest.NewSpeller(t, all)
	live := s.overlay.Attach(base, contains)
	s.put(t, product("new", "speaker zorblaxer"))
	service := recommend.New(recommend.Config{Embedder: embedder, Log: discardLog{}, Views: fixed{live.Current()}, Ranker: recommend.Interests})
	res, err := service.Search(t.Context(), "ann", "zorblaxr", 3)
	if err != nil || res.Corrected == nil || res.Corrected.To != "zorblaxer" || res.Products[0].ID != "new" {
		t.Errorf("Search = %+v, %v, want a correction to zorblaxer, and the new product first", res, err)
	}
	s.delete(t, "new")
	if live.Current().Speller != base.Speller {
		t.Error("the word of a deleted product is still a correction")
	}
}

func TestFlagsOfOffers(t *testing.T) {
	s := newShop(t, overlay.Config{MaxRows: 1})
	all := numbered(3)
	all[2].Adult = true
	s.put(t, all...)
	live := s.attach(t)
	for i := range all {
		all[i].Title, all[i].Price, all[i].SalePrice, all[i].Availability = "renamed", euros(99), euros(50), catalog.OutOfStock
	}
	s.put(t, all...)
	s.put(t, product("new", "late"))
	v := live.Current()
	if i := s.overlay.Info(); i.Rows != 1 || i.Reduced != 3 || i.Changes != 4 {
		t.Errorf("Info = %+v, want one row and three reduced changes", i)
	}
	row, _ := v.Cards.Row("p002")
	card, err := v.Cards.Card(row)
	if err != nil || card.Title == "renamed" || card.Price != euros(99) || card.SalePrice != euros(50) || card.Availability != catalog.OutOfStock {
		t.Errorf("card beyond the limit = %+v, %v, want the old title and the new offer", card, err)
	}
	if f := v.Cards.Flags(row); f != snapshot.Unavailable|snapshot.Adult|snapshot.HasSale || v.Lexicon.Price(row) != euros(99) {
		t.Errorf("flags %b and price %v beyond the limit, want all three flags and the new price", f, v.Lexicon.Price(row))
	}
	if _, ok := v.Cards.Row("new"); ok {
		t.Error("a new product beyond the limit is found")
	}
	s.delete(t, "p001")
	if _, ok := live.Current().Cards.Row("p001"); ok {
		t.Error("a product that was deleted beyond the limit is still found")
	}
}
