package rule_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// at returns the rules that apply now.
func at(rules ...rule.Rule) *rule.Active { return rule.NewSet(7, rules).At(now) }

func TestRulesApplyBetweenTheirDates(t *testing.T) {
	dated := ruletest.Block("dated", "p1")
	dated.Start, dated.End = now, now.Add(time.Hour)
	off := ruletest.Block("off", "p2")
	off.Enabled = false
	set := rule.NewSet(1, []rule.Rule{dated, off})
	for _, c := range []struct {
		at      time.Time
		applies bool
	}{
		{now.Add(-1), false}, {now, true}, {now.Add(time.Minute), true}, {now.Add(time.Hour - 1), true}, {now.Add(time.Hour), false},
		{now, true}, {now.Add(-time.Hour), false}, // also going back, as replays do
	} {
		if got := set.At(c.at) != nil; got != c.applies {
			t.Errorf("at %v after the start: applies %t, want %t", c.at.Sub(now), got, c.applies)
		}
	}
}

func TestPinsMatchQueriesAndCategories(t *testing.T) {
	second, first := ruletest.Pin("a", "desk lamp", "second", 2), ruletest.Pin("b", "Désk  LAMP!", "first", 1)
	category := ruletest.Pin("c", "", "shoe", 1)
	category.Category = []string{"Boys", "Clothing", "Shoes"}
	active := at(second, first, category)
	for _, c := range []struct {
		words   string
		queries []string
		want    []catalog.ID
	}{
		{"desk lamp", []string{"desk lamp"}, []catalog.ID{"first", "second"}},
		{"desk lamps", []string{"desk lamps", "Desk-Lamp"}, []catalog.ID{"first", "second"}},
		{"lamp", []string{"lamp"}, nil},
		{"boys shoes", []string{"boys shoes under 20"}, []catalog.ID{"shoe"}},
		{"boys clothing shoes", []string{"boys > clothing > shoes"}, []catalog.ID{"shoe"}},
		{"shoes", []string{"shoes"}, nil},
	} {
		var got []catalog.ID
		for _, p := range active.Pins(c.words, c.queries...) {
			got = append(got, p.ProductID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Pins(%q, %q) = %q, want %q", c.words, c.queries, got, c.want)
		}
	}
}

func TestBoostIsTheBoundedSum(t *testing.T) {
	brand, category, attribute := ruletest.LiftBrand("a", "Boom-ly", 60), ruletest.LiftBrand("b", "", 80), ruletest.LiftBrand("c", "", 30)
	category.Category = []string{"Audio", "Speakers"}
	attribute.Kind, attribute.Attribute = rule.Lower, rule.Attribute{Name: rule.Color, Value: "Red"}
	size := ruletest.LiftBrand("d", "boom ly", 10)
	size.Attribute = rule.Attribute{Name: rule.Size, Value: "xl"}
	active := at(brand, category, attribute, size)
	red := query.AttributesOf("", "red", nil)
	for _, c := range []struct {
		name string
		of   rule.Facts
		want float64
	}{
		{"none", rule.Facts{Brand: "Other", Category: []string{"Speakers"}}, 0},
		{"brand", rule.Facts{Brand: "BOOM LY"}, .6},
		{"brand and size", rule.Facts{Brand: "Boom-ly", Variant: catalog.Variant{Size: "XL"}}, .7},
		{"category", rule.Facts{Category: []string{"Shop", "audio", "speakers", "Small"}}, .8},
		{"part of a category", rule.Facts{Category: []string{"Audio", "Other", "Speakers"}}, 0},
		{"color", rule.Facts{Attributes: red}, -.3},
		{"brand and category", rule.Facts{Brand: "Boom-ly", Category: []string{"Audio", "Speakers"}}, 1},
		{"all", rule.Facts{Brand: "Boom-ly", Category: []string{"Audio", "Speakers"}, Attributes: red}, 1},
	} {
		if got := active.Boost(c.of); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%s: Boost = %v, want %v", c.name, got, c.want)
		}
	}
	if got := active.Boosting(rule.Facts{Brand: "Boom-ly", Attributes: red}); len(got) != 2 || got[0].ID != "a" || got[1].ID != "c" {
		t.Errorf("Boosting = %v, want the rules a and c", got)
	}
}

func TestWithReplacesAndRemovesRules(t *testing.T) {
	set := rule.NewSet(3, []rule.Rule{ruletest.Block("a", "p1"), ruletest.Block("b", "p2")})
	changed := set.With([]rule.Rule{ruletest.Block("a", "p3"), ruletest.Block("c", "p4")}, "b")
	var got []string
	for _, r := range changed.Rules() {
		got = append(got, r.ID+" "+string(r.ProductID))
	}
	if want := []string{"a p3", "c p4"}; !slices.Equal(got, want) || len(set.Rules()) != 2 || set.Rules()[0].ProductID != "p1" {
		t.Errorf("With = %q, want %q, and the set unchanged", got, want)
	}
}

// many returns n rules of all kinds.
func many(n int) (rules []rule.Rule) {
	for i := range n {
		id := fmt.Sprint("r", i)
		switch i % 3 {
		case 0:
			rules = append(rules, ruletest.Pin(id, fmt.Sprint("query ", i), "p1", 1))
		case 1:
			rules = append(rules, ruletest.Block(id, catalog.ID(id)))
		case 2:
			rules = append(rules, ruletest.LiftBrand(id, fmt.Sprint("brand ", i), 50))
		}
	}
	return rules
}

func BenchmarkLookup(b *testing.B) {
	facts := rule.Facts{Brand: "Boomly", Category: []string{"Electronics", "Audio", "Speakers"}}
	for _, n := range []int{3, rule.MaxRules} {
		set := rule.NewSet(1, many(n))
		b.Run(fmt.Sprintf("rules=%d/pins", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set.At(now).Pins("bluetooth speaker", "bluetooth speaker")
			}
		})
		b.Run(fmt.Sprintf("rules=%d/boost", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set.At(now).Boost(facts)
			}
		})
	}
}
