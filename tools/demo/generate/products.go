package main

import (
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// maxDraws is the maximum number of attempts to find an unused title.
const maxDraws = 200

// makeProducts returns the products of all kinds in ID order. Only variants of one product share a title.
func makeProducts(kinds []*kind) ([]catalog.Product, error) {
	var products []catalog.Product
	ids := newIDs()
	titles := map[string]bool{}
	for _, k := range kinds {
		t := newTable(k)
		for range k.count {
			variants, err := t.next(titles)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k.where, err)
			}
			ids.assign(k, variants)
			if err := k.complete(variants); err != nil {
				return nil, fmt.Errorf("%s: %w", k.where, err)
			}
			products = append(products, variants...)
		}
	}
	slices.SortFunc(products, func(a, b catalog.Product) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return products, nil
}

// A table holds the decks that deal the products of one kind.
type table struct {
	kind                        *kind
	dice                        dice
	makers, titles, leads, tail *deck
	axes                        []*deck
}

func newTable(k *kind) *table {
	d := newDice(k.prefix + " " + k.path + " " + k.titles[0])
	of := func(n int) *deck { return &deck{dice: d, n: n} }
	t := &table{kind: k, dice: d, makers: of(len(k.makers)), titles: of(len(k.titles)), leads: of(len(k.leads)), tail: of(len(k.tails))}
	for _, a := range k.axes {
		t.axes = append(t.axes, of(len(a.options)))
	}
	return t
}

// next returns the variants of a product, or the only one, without IDs. Their titles are not yet in titles; next adds them.
func (t *table) next(titles map[string]bool) ([]catalog.Product, error) {
	for range maxDraws {
		h, ok := t.draw()
		if !ok {
			continue
		}
		hands := t.kind.variantsOf(h)
		all := fillTitles(t.kind.titles[t.titles.deal()], hands)
		if slices.ContainsFunc(all, func(title string) bool { return titles[title] }) {
			continue
		}
		for _, title := range all {
			titles[title] = true
		}
		return t.products(h, hands, all), nil
	}
	return nil, fmt.Errorf("fewer than %d different titles", t.kind.count)
}

func fillTitles(template string, hands []hand) (titles []string) {
	for _, h := range hands {
		titles = append(titles, upperFirst(fill(template, h.values)))
	}
	return titles
}

// A hand is the combination of options of one product.
type hand struct {
	values map[string]string
	adds   int
	says   []string
}

// draw deals one option of each axis. It returns false if two of them exclude each other.
func (t *table) draw() (h hand, ok bool) {
	maker := t.kind.makers[t.makers.deal()]
	h.values = map[string]string{}
	var dealt []option
	for i, a := range t.kind.axes {
		if slices.Contains(t.kind.variants, a.name) {
			continue
		}
		o := a.options[t.axes[i].deal()]
		dealt = append(dealt, o)
		h.values[a.name] = o.value
		h.adds += o.adds
		if o.says != "" {
			h.says = append(h.says, o.says)
		}
	}
	for _, o := range dealt {
		if slices.ContainsFunc(dealt, func(other option) bool { return slices.Contains(o.not, other.value) }) {
			return hand{}, false
		}
		if o.color != "" {
			h.values["color"] = o.color
		}
		if len(o.makers) > 0 {
			maker = o.makers[t.dice.below(len(o.makers))]
		}
	}
	h.values["brand"], h.values["line"] = maker.brand, maker.line
	return h, true
}

// products returns the variants of the product of h. They share the price, except for the surcharges of their
// options, the ratings and the description.
func (t *table) products(h hand, variants []hand, titles []string) (products []catalog.Product) {
	price := t.dice.price(t.kind.low, t.kind.high, h.adds)
	rating, count := t.dice.rating()
	sentences := t.describe(h)
	list := t.dice.listPrice(price)
	for i, v := range variants {
		p := catalog.Product{
			Title:       titles[i],
			Description: fillSentences(sentences, v.values),
			Brand:       v.values["brand"],
			Color:       v.values["color"],
			Category:    strings.Split(fill(t.kind.path, v.values), " > "),
			Price:       surcharged(price, v.adds-h.adds),
			ListPrice:   surcharged(list, v.adds-h.adds),
			Rating:      rating,
			RatingCount: count,
		}
		t.kind.setFacts(&p, v.values)
		products = append(products, p)
	}
	return products
}

// tailPercent is the probability of a tail, in percent, by the number of sentences about options.
var tailPercent = []int{100, 80, 40}

// describe returns two to four sentences with slots: a lead, up to two sentences about options, and often a tail.
func (t *table) describe(h hand) []string {
	sentences := []string{t.kind.leads[t.leads.deal()]}
	for len(h.says) > 2 {
		i := t.dice.below(len(h.says))
		h.says = slices.Delete(h.says, i, i+1)
	}
	sentences = append(sentences, h.says...)
	if t.tail.n > 0 && t.dice.percent(tailPercent[len(h.says)]) {
		sentences = append(sentences, t.kind.tails[t.tail.deal()])
	}
	return sentences
}

func fillSentences(sentences []string, values map[string]string) string {
	filled := make([]string, len(sentences))
	for i, s := range sentences {
		filled[i] = upperFirst(fill(s, values))
	}
	return strings.Join(filled, " ")
}
