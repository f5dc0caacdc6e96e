package recommend_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
	"shopfyp.dev/shared/suggest"
)

// A ruleBook is a set of rules that tests replace. It implements recommend.Rules.
type ruleBook struct{ *rule.Set }

// Current implements recommend.Rules.
func (b *ruleBook) Current(context.Context) *rule.Set { return b.Set }

// ruled gives the shop rules and a quiet logger.
func (s *shop) ruled(rules ...rule.Rule) *shop {
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
		Rules: &ruleBook{rule.NewSet(1, rules)},
	})
	return s
}

// place returns the place of a product among others, from 1, or 0.
func place(ids []catalog.ID, id catalog.ID) int { return slices.Index(ids, id) + 1 }

func TestPinPutsAProductInItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, query string
		rules       []rule.Rule
		places      map[catalog.ID]int
	}{
		{"first", "desk lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "p9", 1)}, map[catalog.ID]int{"p9": 1}},
		{"third", "Desk-Lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "p9", 3)}, map[catalog.ID]int{"p9": 3}},
		{"another query", "lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "hose", 1)}, map[catalog.ID]int{"p12": 0}},
		{"something else", "desk lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "p12", 2)}, map[catalog.ID]int{"p12": 2}},
		{"two for one place", "desk lamp", []rule.Rule{ruletest.Pin("b", "desk lamp", "p8", 1), ruletest.Pin("a", "desk lamp", "p9", 1)}, map[catalog.ID]int{"p9": 1, "p8": 2}},
		{"the same product twice", "desk lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "p9", 2), ruletest.Pin("b", "desk lamp", "p9", 4)}, map[catalog.ID]int{"p9": 2}},
		{"behind the limit", "desk lamp", []rule.Rule{ruletest.Pin("a", "desk lamp", "p12", searchLimit+1)}, map[catalog.ID]int{"p12": 0}},
		{"a correction", "desk lmap", []rule.Rule{ruletest.Pin("a", "desk lamp", "p9", 1)}, map[catalog.ID]int{"p9": 1}},
		{"the typed query", "desk lmap", []rule.Rule{ruletest.Pin("a", "desk lmap", "p9", 1)}, map[catalog.ID]int{"p9": 1}},
		{"a category with a price", "home lamps under 50 euros", []rule.Rule{{ID: "a", Kind: rule.Pin, Name: "x", Enabled: true, Category: []string{"Home", "Lamps"}, ProductID: "p3", Position: 1}}, map[catalog.ID]int{"p3": 1}},
		{"a search without results", "xqzzk vbnnp", []rule.Rule{ruletest.Pin("a", "xqzzk vbnnp", "p12", 3)}, map[catalog.ID]int{"p12": 1}},
	} {
		products := append(lamps(12), catalog.Product{Title: "garden hose"})
		s := newWordedShop(t, products...).ruled(c.rules...)
		s.view.Speller = recommendtest.NewSpeller(t, products)
		res := s.search(t, c.query)
		for id, want := range c.places {
			if got := place(found(res), id); got != want {
				t.Errorf("%s: Search(%q) = %q, want %s at place %d", c.name, c.query, found(res), id, want)
			}
		}
		if got := found(res); len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) || len(got) > searchLimit || len(got) < searchLimit && c.name != "a search without results" {
			t.Errorf("%s: Search(%q) = %q, want %d different products", c.name, c.query, got, searchLimit)
		}
	}
}

func TestPinOfACloseResultIsNotCalledClosest(t *testing.T) {
	s := newWordedShop(t, append(lamps(6), catalog.Product{Title: "garden hose"})...)
	const query = "quantum lamp lagrangian theorem"
	if before := s.search(t, query); !before.Closest {
		t.Fatalf("Search(%q) is not closest, so the test proves nothing", query)
	}
	s.ruled(ruletest.Pin("a", query, "p6", 1))
	if got := s.search(t, query); got.Closest || got.Pinned["p6"] != "a" {
		t.Errorf("Search(%q) with a pin: closest %t, pinned %v, want a result of the rule a", query, got.Closest, got.Pinned)
	}
}

// Pins do not show what a search may not show.
func TestPinsObeyTheShop(t *testing.T) {
	pin := ruletest.Pin("a", "desk lamp", "p11", 1)
	for _, c := range []struct {
		name  string
		edit  func(p *catalog.Product)
		query string
		rules []rule.Rule
		want  int // place of p11 among 20
	}{
		{"nothing special", func(*catalog.Product) {}, "desk lamp", nil, 1},
		{"sold out", func(p *catalog.Product) { p.Availability = catalog.OutOfStock }, "desk lamp", nil, 12},
		{"for adults", func(p *catalog.Product) { p.Adult = true }, "desk lamp", nil, 0},
		{"blocked", func(*catalog.Product) {}, "desk lamp", []rule.Rule{ruletest.Block("b", "p11")}, 0},
		{"unknown", func(p *catalog.Product) {}, "desk lamp", []rule.Rule{ruletest.Pin("b", "desk lamp", "gone", 1)}, 1},
	} {
		products := lamps(12)
		c.edit(&products[11])
		s := newWordedShop(t, products...).ruled(append(c.rules, pin)...)
		res, err := s.Search(t.Context(), ann, c.query, 20)
		if err != nil {
			t.Fatal(err)
		}
		if got := place(found(res), "p11"); got != c.want {
			t.Errorf("%s: p11 is at place %d of %q, want %d", c.name, got, found(res), c.want)
		}
	}
}

func TestPinsObeyTheSettings(t *testing.T) {
	products := lamps(12)
	products[11].Availability = catalog.OutOfStock
	s := newWordedShop(t, products...)
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, HideSoldOut: true, Rules: &ruleBook{rule.NewSet(1, []rule.Rule{ruletest.Pin("a", "desk lamp", "p11", 1)})},
	})
	if got := found(s.search(t, "desk lamp")); place(got, "p11") != 0 {
		t.Errorf("Search = %q, want no sold-out product", got)
	}
}

func TestPinObeysTheShopper(t *testing.T) {
	category := rule.Rule{ID: "a", Kind: rule.Pin, Name: "x", Enabled: true, Category: []string{"desk lamp"}, ProductID: "p11", Position: 1}
	s := newWordedShop(t, lamps(12)...).ruled(category)
	if got := found(s.search(t, "desk lamp under 50 euros")); place(got, "p11") != 0 {
		t.Errorf("a search under 50 euros = %q, want no lamp of 120 euros", got)
	}
	if got := found(s.search(t, "desk lamp")); place(got, "p11") != 1 {
		t.Fatalf("Search = %q, want p11 first", got)
	}
	s.record(t, interaction.Dismiss, "p11")
	res := s.search(t, "desk lamp")
	if got := found(res); place(got, "p11") == 1 || len(got) != searchLimit || res.Pinned["p11"] != "" {
		t.Errorf("after a dismissal, Search = %q with pins %v, want p11 in no first place", got, res.Pinned)
	}
}

func TestPinShowsOneVariant(t *testing.T) {
	products := shirts()
	products[7].Availability = catalog.OutOfStock
	s := newWordedShop(t, products...).ruled(ruletest.Pin("a", "sweatshirt", "p7", 2))
	got := found(s.search(t, "sweatshirt"))
	checkOnePerGroup(t, s, "a search with a pin of a sold-out variant", got)
	if row, _ := s.view.Cards.Row(got[1]); s.view.Cards.Group(row) != 0 {
		t.Errorf("Search = %q, want another variant of p7 in place 2", got)
	}
}

// everything returns all that a shop shows, as JSON by surface.
func (s *shop) everything(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	add := func(name string, value any, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
	}
	for _, q := range []string{"sweatshirt", "crew sweatshirt under 38 euros", "cobble", "larkmoor sweatshirt moss"} {
		res, err := s.Search(t.Context(), "", q, 10)
		add("search "+q, res, err)
	}
	similar, err := s.Similar(t.Context(), "", "p13", 10)
	add("similar", similar, err)
	popular, err := s.Popular(t.Context(), 10)
	add("popular", popular, err)
	card, err := s.Recommend(t.Context(), ann, 6, 0)
	add("card", card, err)
	suggestions, err := s.Suggest(t.Context(), "sweat", 10)
	add("suggestions", suggestions, err)
	categories, err := s.Categories(t.Context(), 10)
	add("categories", categories, err)
	variants, err := s.Variants(t.Context(), "p1")
	add("variants", variants, err)
	return all
}

// newSweatshirtShop returns a shop with a history: a search and a click.
func newSweatshirtShop(t *testing.T) *shop {
	t.Helper()
	products := shirts()
	for i := range products {
		products[i].Category, products[i].Brand = []string{"Clothing", "Sweatshirts"}, strings.Fields(products[i].Title)[0]
	}
	s := newWordedShop(t, products...)
	var titles []suggest.Entry
	for row, p := range products {
		titles = append(titles, suggest.Entry{Text: p.Title, Value: uint32(row)})
	}
	s.view.Suggest = recommendtest.NewSuggest(t, suggest.Content{suggest.Product: titles})
	s.search(t, "zip sweatshirt")
	s.record(t, interaction.Click, "p15")
	return s
}

func TestWithoutRulesNothingChanges(t *testing.T) {
	s := newSweatshirtShop(t)
	want := s.everything(t)
	later := ruletest.Block("b", "p13")
	later.Start = time.Now().Add(time.Hour)
	for name, rules := range map[string][]rule.Rule{"no rules": nil, "a rule of later": {later}, "a pin of another query": {ruletest.Pin("a", "shoes", "p1", 1)}} {
		s.ruled(rules...)
		for surface, got := range s.everything(t) {
			if got != want[surface] {
				t.Errorf("%s: %s = %s, want the same as without a store of rules: %s", name, surface, got, want[surface])
			}
		}
	}
}

func TestBlockedProductsAppearNowhere(t *testing.T) {
	s := newSweatshirtShop(t)
	hiddenBy := map[catalog.ID][]catalog.ID{"p14": {"p14"}, "p0": {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11"}, "p15": {"p15"}}
	shown := strings.Join(slices.Collect(maps.Values(s.everything(t))), "\n")
	for product, hidden := range hiddenBy {
		s.ruled(ruletest.Block("b", product))
		for surface, got := range s.everything(t) {
			for _, id := range hidden {
				if surface == "variants" && id == "p1" { // the product of the page itself
					continue
				}
				title, _ := s.store.Get(t.Context(), id)
				if strings.Contains(got, `"productId":"`+string(id)+`","title"`) || len(hidden) == 1 && strings.Contains(got, title.Title) {
					t.Errorf("with a block of %s, %s shows %s: %s", product, surface, id, got)
				}
			}
		}
		if !strings.Contains(shown, `"productId":"`+string(product)+`"`) && product != "p0" {
			t.Errorf("without a block, %s is not shown, so the test proves nothing", product)
		}
	}
}

func TestBlockOfAVariantShowsTheOthers(t *testing.T) {
	s := newSweatshirtShop(t)
	block := ruletest.Block("b", "p8") // moss, XS
	block.VariantOnly = true
	s.ruled(block)
	got := found(s.search(t, "larkmoor sweatshirt moss"))
	if row, _ := s.view.Cards.Row(got[0]); got[0] == "p8" || s.view.Cards.Group(row) != 0 {
		t.Errorf("Search = %q, want another variant of p8 first", got)
	}
	variants, err := s.Variants(t.Context(), "p1")
	if err != nil || len(variants) != 11 || slices.ContainsFunc(variants, func(c catalog.Card) bool { return c.ID == "p8" }) {
		t.Errorf("Variants = %d, %v, want all but p8", len(variants), err)
	}
}

// lowered and lifted return a rule of full strength for a brand.
func lifted(brand string) rule.Rule { return ruletest.LiftBrand("lift", brand, 100) }
func lowered(brand string) rule.Rule {
	r := ruletest.LiftBrand("lower", brand, 100)
	r.Kind = rule.Lower
	return r
}

func TestLiftsAndLowersReorder(t *testing.T) {
	brand := map[catalog.ID]string{"p12": "Pinefold", "p13": "Tidebrook", "p14": "Ashgrove", "p16": "Cobble"}
	surfaces := map[string]func(*testing.T, *shop) []catalog.ID{
		"search":  func(t *testing.T, s *shop) []catalog.ID { return found(s.search(t, "sweatshirt")) },
		"similar": func(t *testing.T, s *shop) []catalog.ID { return s.similar(t, "p15", 5) },
		"card":    func(t *testing.T, s *shop) []catalog.ID { return ids(s.recommend(t, 4)) },
		"popular": func(t *testing.T, s *shop) []catalog.ID {
			card, err := s.Popular(t.Context(), 5)
			if err != nil {
				t.Fatal(err)
			}
			return ids(card.Products)
		},
	}
	for name, show := range surfaces {
		s := newSweatshirtShop(t)
		before := show(t, s)
		first, last := before[0], before[len(before)-1]
		for _, id := range before { // those of a rule
			if brand[id] != "" {
				last = id
			}
		}
		if after := show(t, s.ruled(lifted(brand[last]))); place(after, last) >= place(before, last) {
			t.Errorf("%s: a lift moves %s from %q to %q", name, last, before, after)
		}
		if brand[first] == "" {
			continue
		}
		if after := show(t, s.ruled(lowered(brand[first]))); place(after, first) == 1 {
			t.Errorf("%s: a lower moves %s from %q to %q", name, first, before, after)
		}
	}
}

func TestLiftsAreBounded(t *testing.T) {
	products := append(lamps(6), catalog.Product{Title: "garden hose", Brand: "Boomly"})
	s := newWordedShop(t, products...)
	var rules []rule.Rule
	for _, id := range []string{"a", "b", "c"} {
		rules = append(rules, ruletest.LiftBrand(id, "Boomly", 100))
	}
	if got := found(s.ruled(rules...).search(t, "desk lamp")); place(got, "p6") != 0 {
		t.Errorf("Search(desk lamp) = %q, want no garden hose, whatever lifts it", got)
	}
}

func TestExplain(t *testing.T) {
	s := newSweatshirtShop(t).ruled(ruletest.Pin("pin", "sweatshirt", "p13", 1), ruletest.LiftBrand("lift", "tidebrook", 50), ruletest.Block("block", "p2"))
	res := s.search(t, "sweatshirt")
	got, err := s.Explain(t.Context(), []catalog.ID{"p13", "p14", "p5", "gone"}, res.Pinned)
	if err != nil {
		t.Fatal(err)
	}
	want := map[catalog.ID][]recommend.Effect{
		"p13": {{RuleID: "pin", Name: "campaign", Kind: rule.Pin, Position: 1}, {RuleID: "lift", Name: "partnership", Kind: rule.Lift, Score: .05}},
		"p5":  {{RuleID: "block", Name: "recalled", Kind: rule.Block}},
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if !bytes.Equal(a, b) {
		t.Errorf("Explain = %s, want %s", a, b)
	}
}

func TestReplayNeedsTheSameRules(t *testing.T) {
	s := newSweatshirtShop(t)
	var out bytes.Buffer
	book := &ruleBook{rule.NewSet(7, []rule.Rule{lifted("Cobble"), ruletest.Block("b", "p14")})}
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.NewJSONHandler(&out, nil)), Rules: book,
	})
	want := s.recommend(t, 4)
	e, err := recommend.ReadCardEntry(out.Bytes())
	if err != nil || e.Rules != 7 {
		t.Fatalf("ReadCardEntry = version %d of the rules, %v, want 7", e.Rules, err)
	}
	got, err := s.Replay(t.Context(), e)
	if err != nil || asJSON(t, got) != asJSON(t, want) {
		t.Errorf("Replay = %s, %v, want %s", asJSON(t, got), err, asJSON(t, want))
	}
	book.Set = rule.NewSet(8, book.Rules())
	if _, err := s.Replay(t.Context(), e); err == nil || !strings.Contains(err.Error(), "version 7 of the rules") {
		t.Errorf("Replay with newer rules = %v, want an error that names the version", err)
	}
}

// An experiment can compare the rules with none. What is blocked stays blocked for everybody.
func TestExperimentWithoutRulesKeepsBlocks(t *testing.T) {
	for _, on := range []bool{true, false} {
		s := newWordedShop(t, append(lamps(12), catalog.Product{Title: "garden hose"})...)
		s.Service = recommend.New(recommend.Config{
			Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
			Rules:       &ruleBook{rule.NewSet(1, []rule.Rule{ruletest.Pin("a", "desk lamp", "p12", 1), ruletest.Block("b", "p2")})},
			Experiments: &assigned{Assignment: recommend.Assignment{Settings: recommend.Settings{Rules: &on}}},
		})
		got := found(s.search(t, "desk lamp"))
		if pinned := place(got, "p12") == 1; pinned != on {
			t.Errorf("with rules %t, the hose is at place %d of %q", on, place(got, "p12"), got)
		}
		if slices.Contains(got, "p2") {
			t.Errorf("with rules %t, a blocked product is found: %q", on, got)
		}
	}
}
