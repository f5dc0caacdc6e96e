package recommend_test

import (
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// shirts returns a shirt in three colors and four sizes, p0 to p11, and five other shirts, p12 to p16.
func shirts() (products []catalog.Product) {
	for _, color := range []string{"Sand", "Slate", "Moss"} {
		for _, size := range []string{"XS", "S", "M", "9"} {
			products = append(products, catalog.Product{Title: "Larkmoor relaxed crew sweatshirt", Color: color, Size: size, GroupID: "larkmoor", Price: euros(39)})
		}
	}
	for _, title := range []string{"Pinefold zip sweatshirt", "Tidebrook sweatshirt", "Ashgrove cropped sweatshirt", "Merrow crew sweatshirt", "Cobble hooded sweatshirt"} {
		products = append(products, catalog.Product{Title: title, Price: euros(35)})
	}
	return products
}

// checkOnePerGroup fails the test if two of the products are variants of one.
func checkOnePerGroup(t *testing.T, s *shop, what string, ids []catalog.ID) {
	t.Helper()
	groups := make(map[int64]catalog.ID)
	for _, id := range ids {
		row, _ := s.view.Cards.Row(id)
		group := s.view.Cards.Group(row)
		if other, ok := groups[group]; ok {
			t.Errorf("%s has %s and %s, variants of one product: %q", what, other, id, ids)
		}
		groups[group] = id
	}
}

func TestOneVariantOfAProduct(t *testing.T) {
	s := newWordedShop(t, shirts()...)
	results := found(s.search(t, "relaxed crew sweatshirt"))
	checkOnePerGroup(t, s, "a search", results)
	if len(results) != searchLimit {
		t.Errorf("Search = %q, want %d products", results, searchLimit)
	}
	similar := s.similar(t, "p12", 5)
	checkOnePerGroup(t, s, "similar products", similar)
	if len(similar) != 5 {
		t.Errorf("Similar(p12) = %q, want all five other products", similar)
	}
	if got := s.similar(t, "p3", 5); slices.ContainsFunc(got, func(id catalog.ID) bool { return len(id) == 2 }) || len(got) != 5 {
		t.Errorf("Similar(p3) = %q, want no variant of the product itself, and five others", got)
	}
	card := ids(s.recommend(t, 5))
	checkOnePerGroup(t, s, "a card", card)
	if len(card) != 5 {
		t.Errorf("card = %q, want 5 products", card)
	}
	s.record(t, interaction.Dismiss, "p7")
	for _, id := range ids(s.recommend(t, 5)) {
		if len(id) == 2 || id == "p10" || id == "p11" {
			t.Errorf("a card shows %s, a variant of the dismissed product", id)
		}
	}
}

func TestQueryPicksTheVariant(t *testing.T) {
	products := shirts()
	products[4].Availability = catalog.OutOfStock // slate XS
	s := newWordedShop(t, products...)
	for query, want := range map[string]catalog.ID{
		"larkmoor sweatshirt moss": "p8", "larkmoor sweatshirt size 9 slate": "p7", "larkmoor sweatshirt sand M": "p2",
	} {
		got := s.search(t, query).Products[0]
		row, _ := s.view.Cards.Row(got.ID)
		card, _ := s.view.Cards.Card(row)
		wanted, _ := s.view.Cards.Row(want)
		wantCard, _ := s.view.Cards.Card(wanted)
		if card.Color != wantCard.Color || query != "larkmoor sweatshirt moss" && card.Size != wantCard.Size {
			t.Errorf("Search(%q) shows %s in %s, %s, want %s", query, got.ID, card.Color, card.Size, want)
		}
	}
	if got := s.search(t, "larkmoor sweatshirt slate XS").Products[0]; got.ID == "p4" || got.GroupID != "larkmoor" {
		t.Errorf("Search for a sold-out variant shows %s, want another variant, which can be bought", got.ID)
	}
}

func TestSoldOutAndAdultProducts(t *testing.T) {
	products := lamps(12)
	products[0].Availability = catalog.OutOfStock
	products[1].Availability = catalog.Discontinued
	products[2].Availability = catalog.Preorder
	products[3].Adult = true
	s := newWordedShop(t, products...)
	hidden := []catalog.ID{"p0", "p1", "p3"}
	check := func(what string, got []catalog.ID) {
		t.Helper()
		for _, id := range got {
			if slices.Contains(hidden, id) {
				t.Errorf("%s contains %s: %q", what, id, got)
			}
		}
	}
	check("a card without a history", ids(s.recommend(t, 9)))
	check("similar products", s.similar(t, "p5", 11))
	if got := s.similar(t, "p0", 11); len(got) != 9 {
		t.Errorf("Similar of a sold-out product = %q, want the 9 products that can be bought", got)
	}
	if popular, err := s.Popular(t.Context(), 12); err != nil || len(popular.Products) != 9 {
		t.Errorf("Popular = %d products, %v, want 9", len(popular.Products), err)
	}
	results := found(s.search(t, "desk lamp modela"))
	if len(results) == 0 || slices.Contains(results, "p0") {
		t.Errorf("the best %d results = %q, want the sold-out p0 after all others", searchLimit, results)
	}
	all, err := s.Search(t.Context(), ann, "desk lamp modela", 20)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(all); len(got) != 11 || !slices.Equal(got[9:], []catalog.ID{"p0", "p1"}) || slices.Contains(got, "p3") {
		t.Errorf("Search = %q, want 9 products, then the sold-out p0 and p1", got)
	}
	s.record(t, interaction.Click, "p0")
	check("a card after a click on a sold-out product", ids(s.recommend(t, 9)))
}

func TestSearchSettings(t *testing.T) {
	products := lamps(4)
	products[0].Availability = catalog.OutOfStock
	products[1].Adult = true
	s := newWordedShop(t, products...)
	s.Service = recommend.New(recommend.Config{Embedder: s.embedder, Log: s.log, Views: s, HideSoldOut: true, ShowAdult: true})
	if got := found(s.search(t, "desk lamp")); slices.Contains(got, "p0") || !slices.Contains(got, "p1") {
		t.Errorf("Search = %q, want the adult p1 and not the sold-out p0", got)
	}
}

func TestPricesFollowTheClock(t *testing.T) {
	noon := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	products := lamps(3)
	products[2].SalePrice, products[2].SaleStart, products[2].SaleEnd = euros(5), noon, noon.Add(time.Hour)
	s := newWordedShop(t, products...)
	now := noon.Add(-time.Second)
	s.Service = recommend.New(recommend.Config{Embedder: s.embedder, Log: s.log, Views: s, Now: func() time.Time { return now }})
	price := func() catalog.Money {
		t.Helper()
		for _, c := range s.search(t, "desk lamp").Products {
			if c.ID == "p2" {
				return c.Price
			}
		}
		return catalog.Money{}
	}
	for _, tt := range []struct {
		at    time.Time
		price int64
		cheap bool // found under 6 euros
	}{{noon.Add(-1), 30, false}, {noon, 5, true}, {noon.Add(time.Hour), 30, false}} {
		now = tt.at
		if got := price(); got != euros(tt.price) {
			t.Errorf("price at %s = %v, want %d euros", tt.at, got, tt.price)
		}
		if got := slices.Contains(found(s.search(t, "desk lamp under 6 euros")), "p2"); got != tt.cheap {
			t.Errorf("a search under 6 euros at %s finds the lamp: %t, want %t", tt.at, got, tt.cheap)
		}
	}
}

func TestSearchByNumber(t *testing.T) {
	products := lamps(60)
	products[41].SKU, products[42].GTIN, products[43].MPN = "LMP-77/B", "0012345678905", "MX 4711-2"
	products[44].SKU, products[44].Availability = "OLD-1234", catalog.OutOfStock
	s := newWordedShop(t, products...)
	for query, want := range map[string]catalog.ID{
		"LMP-77/B": "p41", "lmp77b": "p41", "12345678905": "p42", "0012345678905": "p42", "EAN 0012345678905": "p42", "mx47112": "p43",
		"a lamp with number MX-47112": "p43", "OLD1234": "p44",
	} {
		if got := s.search(t, query).Products[0].ID; got != want {
			t.Errorf("first result of Search(%q) = %s, want %s", query, got, want)
		}
	}
}

func TestVariants(t *testing.T) {
	s := newWordedShop(t, shirts()...)
	for id, want := range map[catalog.ID]int{"p5": 12, "p13": 0, "gone": 0} {
		if got, err := s.Variants(t.Context(), id); err != nil || len(got) != want {
			t.Errorf("Variants(%s) = %d cards, %v, want %d", id, len(got), err, want)
		}
	}
}
