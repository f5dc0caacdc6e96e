package viewtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

// Test tests a source of views. open returns one with the products; a snapshot of them answers the same.
func Test(t *testing.T, open func(t *testing.T, products []catalog.Product) recommend.Views) {
	TestStore(t, open)
	p := newPair(t, open)
	for _, c := range []subtest{
		{"Words", testWords},
		{"Search", testSearch},
		{"Recommend", testRecommend},
		{"Popular", testPopular},
		{"Suggest", testSuggest},
		{"Rules", testRules},
		{"Replay", testReplay},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, p) })
	}
}

// TestStore tests what does not depend on the weights of words and on the popularity of products. A source has to have both
// from the same products for Test.
func TestStore(t *testing.T, open func(t *testing.T, products []catalog.Product) recommend.Views) {
	p := newPair(t, open)
	for _, c := range []subtest{
		{"Cards", testCards},
		{"Index", testIndex},
		{"Exact", testExact},
		{"Similar", testSimilar},
		{"Products", testProducts},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, p) })
	}
}

type subtest struct {
	name string
	test func(t *testing.T, p pair)
}

// newPair opens the tested source and a snapshot of the same products.
func newPair(t *testing.T, open func(t *testing.T, products []catalog.Product) recommend.Views) pair {
	t.Helper()
	products := Products()
	got, snapshot := open(t, products), NewSnapshot(t, products)
	if filters(got) {
		snapshot = newFiltering(snapshot)
	}
	return pair{got: got, want: Fixed(snapshot)}
}

// A pair is the tested source and a snapshot of the same products.
type pair struct{ got, want recommend.Views }

// services returns services over both, with the same history.
func (p pair) services(c recommend.Config) (got, want *recommend.Service) {
	c.Embedder, c.Now, c.Logger, c.Ranker = Embedder, func() time.Time { return Now }, slog.New(slog.NewTextHandler(io.Discard, nil)), recommend.Interests
	c.Views = p.got
	got = recommend.New(c)
	c.Views = p.want
	return got, recommend.New(c)
}

// newLog returns an interaction log whose clock ticks.
func newLog() *interaction.Memory {
	now := Now
	return interaction.NewMemory(func() time.Time { now = now.Add(time.Second); return now })
}

func testCards(t *testing.T, p pair) {
	use(t, p, func(got, want *recommend.View) {
		for row := range int64(want.Index.Len()) {
			card, err := want.Cards.Card(row)
			if err != nil {
				t.Fatal(err)
			}
			g, ok := got.Cards.Row(card.ID)
			if !ok {
				t.Errorf("product %q is missing", card.ID)
				continue
			}
			compareRows(t, got, want, g, row)
		}
		for _, id := range []catalog.ID{"", "absent", `a" or 1 == 1`} {
			if row, ok := got.Cards.Row(id); ok {
				t.Errorf("Row(%q) = %d, want none", id, row)
			}
		}
		for _, key := range []string{"", "absent", "sku700", "wh1000xm4", "4006381333931", "p12", `"`} {
			g, w := idsOfRows(t, got, got.Cards.ByNumber(key, 5)), idsOfRows(t, want, want.Cards.ByNumber(key, 5))
			if !slices.Equal(sorted(g), sorted(w)) {
				t.Errorf("ByNumber(%q) = %q, want %q", key, g, w)
			}
		}
	})
}

func compareRows(t *testing.T, got, want *recommend.View, g, w int64) {
	t.Helper()
	gc, gerr := got.Cards.Card(g)
	wc, werr := want.Cards.Card(w)
	if gerr != nil || werr != nil || fmt.Sprint(gc) != fmt.Sprint(wc) {
		t.Errorf("card = %+v, %v, want %+v, %v", gc, gerr, wc, werr)
	}
	if id, err := got.Cards.ID(g); err != nil || id != wc.ID {
		t.Errorf("ID = %q, %v, want %q", id, err, wc.ID)
	}
	if gf, wf := got.Cards.Flags(g), want.Cards.Flags(w); gf != wf {
		t.Errorf("flags of %q = %b, want %b", wc.ID, gf, wf)
	}
	if gp, wp := got.Lexicon.Price(g), want.Lexicon.Price(w); gp != wp {
		t.Errorf("price of %q = %v, want %v", wc.ID, gp, wp)
	}
	if ga, wa := got.Lexicon.Attributes(g), want.Lexicon.Attributes(w); ga != wa {
		t.Errorf("attributes of %q = %b, want %b", wc.ID, ga, wa)
	}
	gv, gerr := got.Index.Vector(g)
	wv, werr := want.Index.Vector(w)
	if gerr != nil || werr != nil || !slices.Equal(gv, wv) {
		t.Errorf("vector of %q differs: %v, %v", wc.ID, gerr, werr)
	}
	variants := idsOfRows(t, got, got.Cards.Variants(g))
	if wanted := idsOfRows(t, want, want.Cards.Variants(w)); !slices.Equal(sorted(variants), sorted(wanted)) {
		t.Errorf("variants of %q = %q, want %q", wc.ID, variants, wanted)
	}
	for _, row := range got.Cards.Variants(g) {
		if got.Cards.Group(row) != got.Cards.Group(g) {
			t.Errorf("variants of %q have different groups", wc.ID)
		}
	}
}

func testIndex(t *testing.T, p pair) {
	use(t, p, func(got, want *recommend.View) {
		if got.Index.Len() < want.Index.Len() || got.Index.Dim() != want.Index.Dim() {
			t.Errorf("index has %d rows of dimension %d, want %d of %d", got.Index.Len(), got.Index.Dim(), want.Index.Len(), want.Index.Dim())
		}
		for _, text := range []string{"red speaker", "lamp", "Mantel"} {
			v, err := Embedder.EmbedQuery(t.Context(), text)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range []int{0, 1, 7, 26, 100} {
				g, gerr := got.Index.Search(v, k)
				w, werr := want.Index.Search(v, k)
				if gerr != nil || werr != nil || len(g) != len(w) {
					t.Fatalf("Search(%q, %d) finds %d, %v, want %d, %v", text, k, len(g), gerr, len(w), werr)
				}
				for i := range g {
					gid, wid := idsOfRows(t, got, []int64{g[i].Row})[0], idsOfRows(t, want, []int64{w[i].Row})[0]
					if gid != wid || abs(g[i].Distance-w[i].Distance) > 1e-4 {
						t.Errorf("Search(%q, %d): hit %d is %q at %v, want %q at %v", text, k, i, gid, g[i].Distance, wid, w[i].Distance)
					}
				}
			}
		}
		if _, err := got.Index.Search(make([]float32, want.Index.Dim()+1), 3); err == nil {
			t.Error("Search accepts a vector of another dimension")
		}
	})
}

func testWords(t *testing.T, p pair) {
	use(t, p, func(got, want *recommend.View) {
		for _, text := range []string{"red speaker", "running shoes", "Boomly", "zorblax", "series11", "a the", "übergröße"} {
			g, gerr := got.Lexicon.NewQuery(text)
			w, werr := want.Lexicon.NewQuery(text)
			if gerr != nil || werr != nil {
				t.Fatal(gerr, werr)
			}
			all := func(int64) bool { return true }
			gh, wh := g.Best(50, all), w.Best(50, all)
			if len(gh) != len(wh) || len(g.Best(2, all)) != min(2, len(wh)) {
				t.Errorf("Best(%q) finds %d, want %d", text, len(gh), len(wh))
			}
			for row := range int64(want.Index.Len()) {
				id, err := want.Cards.ID(row)
				if err != nil {
					t.Fatal(err)
				}
				other, _ := got.Cards.Row(id)
				if gc, wc := g.Coverage(other), w.Coverage(row); abs(gc-wc) > .02 || g.Contains(other) != w.Contains(row) {
					t.Errorf("%q: coverage of %q = %v, contains %t, want %v, %t", text, id, gc, g.Contains(other), wc, w.Contains(row))
				}
			}
			none := func(int64) bool { return false }
			if hits := g.Best(5, none); len(hits) > 0 {
				t.Errorf("Best(%q) finds %d rows that are not allowed", text, len(hits))
			}
		}
	})
}

// testExact tests what is known of single words and of names.
func testExact(t *testing.T, p pair) {
	use(t, p, func(got, want *recommend.View) {
		for _, word := range []string{"speaker", "speakers", "zorblax", "mug"} {
			if g, w := got.Lexicon.HasWord(word), want.Lexicon.HasWord(word); g != w {
				t.Errorf("HasWord(%q) = %t, want %t", word, g, w)
			}
		}
		for _, phrase := range []string{"acme works", "Boomly", "red", "nordwind & söhne"} {
			if g, w := got.Lexicon.IsBrand(phrase), want.Lexicon.IsBrand(phrase); g != w {
				t.Errorf("IsBrand(%q) = %t, want %t", phrase, g, w)
			}
		}
		for _, text := range []string{"acme works", "WH-1000XM4", "red lamp"} {
			g, gerr := got.Lexicon.Exact(text, 50)
			w, werr := want.Lexicon.Exact(text, 50)
			if gerr != nil || werr != nil {
				t.Fatal(gerr, werr)
			}
			if gi, wi := idsOfRows(t, got, g.Rows()), idsOfRows(t, want, w.Rows()); !slices.Equal(sorted(gi), sorted(wi)) {
				t.Errorf("Exact(%q) = %q, want %q", text, gi, wi)
			}
		}
	})
}

// Searches of each kind.
var queries = []string{
	"red speaker", "running shoes", "blue running shoe 39", "desk lamp under 25 euros", "garden hose under 6 euros", "lamp not blue", "speaker not red or green",
	"chair without wheels", "Acme Works", "wh1000xm4", "SKU-8002", "4006381333931", "p12", "cheapest mug", "best rated chair", "spaeker", "Übergröße Mantel",
	"office chair between 30 and 35 euros", "qqzzx vvkkw", "shoes for my son", "things with at least 4 stars", `quote " and \ backslash`,
}

func testSearch(t *testing.T, p pair) {
	for _, config := range []recommend.Config{{Log: newLog()}, {Log: newLog(), HideSoldOut: true, ShowAdult: true}} {
		got, want := p.services(config)
		for _, text := range queries {
			for _, limit := range []int{1, 5, 40} {
				g, gerr := got.Search(t.Context(), "", text, limit)
				w, werr := want.Search(t.Context(), "", text, limit)
				if gerr != nil || werr != nil || !slices.Equal(idsOf(g.Products), idsOf(w.Products)) {
					t.Errorf("Search(%q, %d) = %q, %v, want %q, %v", text, limit, idsOf(g.Products), gerr, idsOf(w.Products), werr)
					continue
				}
				if g.Closest != w.Closest || fmt.Sprint(g.Understood) != fmt.Sprint(w.Understood) || fmt.Sprint(g.Corrected) != fmt.Sprint(w.Corrected) && (g.Corrected == nil || w.Corrected == nil || *g.Corrected != *w.Corrected) {
					t.Errorf("Search(%q) = closest %t, %+v, %+v, want %t, %+v, %+v", text, g.Closest, g.Understood, g.Corrected, w.Closest, w.Understood, w.Corrected)
				}
				for i := range g.Products {
					if fmt.Sprint(g.Products[i]) != fmt.Sprint(w.Products[i]) {
						t.Errorf("Search(%q): card %+v, want %+v", text, g.Products[i], w.Products[i])
					}
				}
			}
		}
	}
}

func testSimilar(t *testing.T, p pair) {
	log := newLog()
	got, want := p.services(recommend.Config{Log: log})
	record(t, log, interaction.Dismiss, "", "p02")
	for _, user := range []string{"", shopper} {
		for _, id := range []catalog.ID{"p00", "p11", "headphones", `Übergröße-"7"`} {
			g, gerr := got.Similar(t.Context(), user, id, 6)
			w, werr := want.Similar(t.Context(), user, id, 6)
			if gerr != nil || werr != nil || !slices.Equal(idsOf(g.Products), idsOf(w.Products)) {
				t.Errorf("Similar(%q, %q) = %q, %v, want %q, %v", user, id, idsOf(g.Products), gerr, idsOf(w.Products), werr)
			}
		}
	}
	if _, err := got.Similar(t.Context(), "", "absent", 3); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("Similar of an unknown product: %v, want ErrNotFound", err)
	}
}

const shopper = "shopper"

func record(t *testing.T, log interaction.Log, kind interaction.Type, query string, id catalog.ID) {
	t.Helper()
	if _, err := log.Append(t.Context(), shopper, interaction.Interaction{Type: kind, Query: query, ProductID: id}); err != nil {
		t.Fatal(err)
	}
}

func testRecommend(t *testing.T, p pair) {
	log := newLog()
	got, want := p.services(recommend.Config{Log: log})
	compare := func(step string) {
		t.Helper()
		for seen := range 3 {
			g, gerr := got.Recommend(t.Context(), shopper, 3, 2*seen)
			w, werr := want.Recommend(t.Context(), shopper, 3, 2*seen)
			if gerr != nil || werr != nil || fmt.Sprint(idsAndReasons(g)) != fmt.Sprint(idsAndReasons(w)) {
				t.Errorf("%s, %d cards seen: %v, %v, want %v, %v", step, 2*seen, idsAndReasons(g), gerr, idsAndReasons(w), werr)
			}
		}
	}
	compare("new shopper")
	record(t, log, interaction.Search, "garden hose under 30 euros", "")
	compare("search with a price")
	record(t, log, interaction.Click, "", "p03")
	compare("click")
	record(t, log, interaction.Click, "", "p11")
	record(t, log, interaction.Dismiss, "", "p12")
	compare("dismissed variant")
	record(t, log, interaction.Click, "", "gone")
	compare("click on a product that is gone")
	for _, card := range Products()[:12] {
		record(t, log, interaction.Dismiss, "", card.ID)
	}
	compare("many dismissed")
}

func idsAndReasons(c recommend.NextCard) (all []string) {
	for _, r := range c.Products {
		all = append(all, fmt.Sprintf("%s %s %s", r.ID, r.Reason.Type, r.Reason.ProductID))
	}
	return all
}

func testPopular(t *testing.T, p pair) {
	got, want := p.services(recommend.Config{Log: newLog()})
	g, gerr := got.Popular(t.Context(), 20)
	w, werr := want.Popular(t.Context(), 20)
	if gerr != nil || werr != nil || fmt.Sprint(idsAndReasons(g)) != fmt.Sprint(idsAndReasons(w)) {
		t.Errorf("Popular = %v, %v, want %v, %v", idsAndReasons(g), gerr, idsAndReasons(w), werr)
	}
	gc, gerr := got.Categories(t.Context(), 10)
	wc, werr := want.Categories(t.Context(), 10)
	if gerr != nil || werr != nil || fmt.Sprint(gc) != fmt.Sprint(wc) {
		t.Errorf("Categories = %v, %v, want %v, %v", gc, gerr, wc, werr)
	}
}

func testSuggest(t *testing.T, p pair) {
	got, want := p.services(recommend.Config{Log: newLog()})
	for _, typed := range []string{"r", "red", "spea", "spaek", "blue run", "xyz", "Über"} {
		g, gerr := got.Suggest(t.Context(), typed, 8)
		w, werr := want.Suggest(t.Context(), typed, 8)
		if gerr != nil || werr != nil || fmt.Sprint(g) != fmt.Sprint(w) {
			t.Errorf("Suggest(%q) = %v, %v, want %v, %v", typed, g, gerr, w, werr)
		}
	}
}

func testProducts(t *testing.T, p pair) {
	got, want := p.services(recommend.Config{Log: newLog()})
	for _, id := range []catalog.ID{"p00", "p12", "p21", "p32", "absent"} {
		g, gerr := got.Variants(t.Context(), id)
		w, werr := want.Variants(t.Context(), id)
		if gerr != nil || werr != nil || !slices.Equal(idsOf(g), idsOf(w)) {
			t.Errorf("Variants(%q) = %q, %v, want %q, %v", id, idsOf(g), gerr, idsOf(w), werr)
		}
		gi, gerr := got.Inspect(t.Context(), id)
		wi, werr := want.Inspect(t.Context(), id)
		gi.Version, wi.Version = "", ""
		if gerr != nil || werr != nil || gi != wi {
			t.Errorf("Inspect(%q) = %+v, %v, want %+v, %v", id, gi, gerr, wi, werr)
		}
	}
	ids := []catalog.ID{"p00", "absent", "headphones"}
	g, gerr := got.Cards(t.Context(), ids)
	w, werr := want.Cards(t.Context(), ids)
	if gerr != nil || werr != nil || fmt.Sprint(g) != fmt.Sprint(w) {
		t.Errorf("Cards = %v, %v, want %v, %v", g, gerr, w, werr)
	}
}

func testRules(t *testing.T, p pair) {
	rules := recommend.FixedRules(rule.NewSet(1, []rule.Rule{
		ruletest.Pin("a", "red speaker", "headphones", 2), ruletest.Block("b", "p00"), ruletest.Block("d", "p11"), ruletest.LiftBrand("c", "Acme Works", 100),
	}))
	log := newLog()
	got, want := p.services(recommend.Config{Log: log, Rules: rules})
	for _, text := range []string{"red speaker", "running shoe", "desk lamp"} {
		g, gerr := got.Search(t.Context(), "", text, 10)
		w, werr := want.Search(t.Context(), "", text, 10)
		if gerr != nil || werr != nil || !slices.Equal(idsOf(g.Products), idsOf(w.Products)) || fmt.Sprint(g.Pinned) != fmt.Sprint(w.Pinned) {
			t.Errorf("Search(%q) = %q, %v, want %q, %v", text, idsOf(g.Products), gerr, idsOf(w.Products), werr)
		}
		ge, gerr := got.Explain(t.Context(), idsOf(g.Products), g.Pinned)
		we, werr := want.Explain(t.Context(), idsOf(w.Products), w.Pinned)
		if gerr != nil || werr != nil || fmt.Sprint(ge) != fmt.Sprint(we) {
			t.Errorf("Explain(%q) = %v, %v, want %v, %v", text, ge, gerr, we, werr)
		}
	}
	record(t, log, interaction.Click, "", "p01")
	g, gerr := got.Recommend(t.Context(), shopper, 6, 0)
	w, werr := want.Recommend(t.Context(), shopper, 6, 0)
	if gerr != nil || werr != nil || fmt.Sprint(idsAndReasons(g)) != fmt.Sprint(idsAndReasons(w)) {
		t.Errorf("Recommend = %v, %v, want %v, %v", idsAndReasons(g), gerr, idsAndReasons(w), werr)
	}
}

// A card can be computed again as long as nothing has changed.
func testReplay(t *testing.T, p pair) {
	var lines captured
	log := newLog()
	record(t, log, interaction.Click, "", "p03")
	service := recommend.New(recommend.Config{
		Embedder: Embedder, Log: log, Views: p.got, Ranker: recommend.Interests, Now: func() time.Time { return Now },
		Logger: slog.New(slog.NewJSONHandler(&lines, nil)),
	})
	card, err := service.Recommend(t.Context(), shopper, 3, 0)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := recommend.ReadCardEntry(lines)
	if err != nil {
		t.Fatalf("%v: %s", err, lines)
	}
	again, err := service.Replay(t.Context(), entry)
	if err != nil || fmt.Sprint(again) != fmt.Sprint(card.Products) {
		t.Errorf("Replay = %v, %v, want %v", again, err, card.Products)
	}
}

// captured keeps what is written to it.
type captured []byte

func (c *captured) Write(p []byte) (int, error) {
	*c = append(*c, p...)
	return len(p), nil
}

// use calls f with a view of both sources.
func use(t *testing.T, p pair, f func(got, want *recommend.View)) {
	t.Helper()
	err := p.got.Use(t.Context(), func(got *recommend.View) error {
		return p.want.Use(context.Background(), func(want *recommend.View) error {
			f(got, want)
			if got.Failed != nil {
				return got.Failed()
			}
			return nil
		})
	})
	if err != nil {
		t.Error(err)
	}
}

func idsOfRows(t *testing.T, v *recommend.View, rows []int64) (ids []catalog.ID) {
	t.Helper()
	for _, row := range rows {
		id, err := v.Cards.ID(row)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func sorted(ids []catalog.ID) []catalog.ID { return slices.Sorted(slices.Values(ids)) }

func abs(x float32) float32 { return max(x, -x) }
