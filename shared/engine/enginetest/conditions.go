package enginetest

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// offers returns products that conditions tell apart.
func offers(dim int) (products []engine.Product) {
	usd := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }
	for id, change := range map[catalog.ID]func(*engine.Product){
		"adult":    func(p *engine.Product) { p.Flags = snapshot.Adult },
		"cheap":    func(p *engine.Product) { p.Card.Price = usd(500) },
		"dear":     func(p *engine.Product) { p.Card.Price = usd(5000) },
		"euro":     func(p *engine.Product) { p.Card.Price = catalog.Money{Amount: 1, Currency: "EUR"} },
		"free":     func(p *engine.Product) { p.Card.Price = usd(0) },
		"high-bit": func(p *engine.Product) { p.Attributes = 1<<63 | 1<<20 },
		"low-bit":  func(p *engine.Product) { p.Attributes = 1 },
		"middle":   func(p *engine.Product) { p.Card.Price = usd(1000) },
		"sale":     func(p *engine.Product) { p.Card.Price, p.Flags = usd(5000), snapshot.HasSale },
		"sold-out": func(p *engine.Product) { p.Flags = snapshot.Unavailable },
		"unknown":  func(*engine.Product) {},
		"variant1": func(p *engine.Product) { p.Card.GroupID = "variants" },
		"variant2": func(p *engine.Product) { p.Card.GroupID = "variants" },
	} {
		p := product(dim, id)
		change(&p)
		products = append(products, p)
	}
	return products
}

func (s suite) testConditions(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	products := offers(dim)
	put(t, c, products...)
	group := func(id catalog.ID) int64 {
		return products[slices.IndexFunc(products, func(p engine.Product) bool { return p.ID == id })].Group()
	}
	usd := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }
	for _, test := range []struct {
		name      string
		condition recommend.Condition
		missing   []catalog.ID
	}{
		{"none", recommend.Condition{}, nil},
		{"buyable", recommend.Condition{Buyable: true}, []catalog.ID{"sold-out"}},
		{"not for adults only", recommend.Condition{NotAdult: true}, []catalog.ID{"adult"}},
		{"minimum price", recommend.Condition{MinPrice: usd(1000)}, []catalog.ID{"cheap", "free"}},
		{"minimum price, just above", recommend.Condition{MinPrice: usd(1001)}, []catalog.ID{"cheap", "free", "middle"}},
		{"maximum price", recommend.Condition{MaxPrice: usd(1000)}, []catalog.ID{"dear"}},
		{"maximum price, just below", recommend.Condition{MaxPrice: usd(999)}, []catalog.ID{"dear", "middle"}},
		{"maximum price of nothing", recommend.Condition{MaxPrice: usd(0)}, []catalog.ID{"cheap", "dear", "middle"}},
		{"both prices", recommend.Condition{MinPrice: usd(600), MaxPrice: usd(4000)}, []catalog.ID{"cheap", "dear", "free"}},
		{"a currency without products", recommend.Condition{MinPrice: catalog.Money{Amount: 1000, Currency: "JPY"}}, nil},
		{"largest amounts", recommend.Condition{MinPrice: usd(1), MaxPrice: usd(1 << 60)}, []catalog.ID{"free"}},
		{"lowest attribute", recommend.Condition{Without: 1}, []catalog.ID{"low-bit"}},
		{"highest attribute", recommend.Condition{Without: 1 << 63}, []catalog.ID{"high-bit"}},
		{"one of many attributes", recommend.Condition{Without: 1<<20 | 1<<21}, []catalog.ID{"high-bit"}},
		{"all attributes", recommend.Condition{Without: ^query.Attributes(0)}, []catalog.ID{"high-bit", "low-bit"}},
		{"unused attribute", recommend.Condition{Without: 1 << 40}, nil},
		{"a group", recommend.Condition{Except: []int64{group("variant1")}}, []catalog.ID{"variant1", "variant2"}},
		{"a product without variants", recommend.Condition{Except: []int64{group("cheap")}}, []catalog.ID{"cheap"}},
		{"unknown group", recommend.Condition{Except: []int64{42}}, nil},
		{"all fields", recommend.Condition{
			Buyable: true, NotAdult: true, MinPrice: usd(600), MaxPrice: usd(4000), Without: 1, Except: []int64{group("variant2"), group("euro")},
		}, []catalog.ID{"adult", "cheap", "dear", "euro", "free", "low-bit", "sold-out", "variant1", "variant2"}},
	} {
		t.Run(test.name, func(t *testing.T) { checkCondition(t, c, products, test.condition, test.missing) })
	}
}

// checkCondition reports an error unless searches find all products except the missing ones.
func checkCondition(t *testing.T, c engine.Collection, products []engine.Product, condition recommend.Condition, missing []catalog.ID) {
	t.Helper()
	want := slices.DeleteFunc(idsOf(products), func(id catalog.ID) bool { return slices.Contains(missing, id) })
	byVector := idsOfHits(nearest(t, c, vectorAt(c.Info().Dim, 0), len(products), condition))
	checkIDs(t, "Nearest", byVector, want)
	checkIDs(t, "ByWords", idsOfHits(byWords(t, c, []engine.Word{{ID: 7, Score: 1}}, len(products), condition)), want)
}

// testManyGroups excludes as many groups as recommend does.
func (s suite) testManyGroups(t *testing.T) {
	const groups = 200
	c := s.new(t)
	products := numbered(c.Info().Dim, groups+20)
	put(t, c, products...)
	var condition recommend.Condition
	var missing []catalog.ID
	for _, p := range products[10 : 10+groups] {
		condition.Except, missing = append(condition.Except, p.Group()), append(missing, p.ID)
	}
	checkCondition(t, c, products, condition, missing)
}
