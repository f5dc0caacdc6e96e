package main

import (
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// maxDraws is the maximum number of attempts to find an unused title.
const maxDraws = 200

// makeProducts returns the products of all kinds in ID order. Their titles are unique.
func makeProducts(kinds []*kind) ([]catalog.Product, error) {
	var products []catalog.Product
	numbers := map[string]int{} // last number by prefix
	titles := map[string]bool{}
	for _, k := range kinds {
		t := newTable(k)
		for range k.count {
			p, err := t.next(titles)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k.where, err)
			}
			numbers[k.prefix]++
			p.ID = catalog.ID(fmt.Sprintf("%s-%04d", k.prefix, numbers[k.prefix]))
			products = append(products, p)
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

// next returns a product without an ID. Its title is not yet in titles; next adds it.
func (t *table) next(titles map[string]bool) (catalog.Product, error) {
	for range maxDraws {
		h, ok := t.draw()
		if !ok {
			continue
		}
		title := upperFirst(fill(t.kind.titles[t.titles.deal()], h.values))
		if titles[title] {
			continue
		}
		titles[title] = true
		return t.product(title, h), nil
	}
	return catalog.Product{}, fmt.Errorf("fewer than %d different titles", t.kind.count)
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

func (t *table) product(title string, h hand) catalog.Product {
	price := t.dice.price(t.kind.low, t.kind.high, h.adds)
	rating, count := t.dice.rating()
	return catalog.Product{
		Title:       title,
		Description: t.describe(h),
		Brand:       h.values["brand"],
		Color:       h.values["color"],
		Category:    strings.Split(fill(t.kind.path, h.values), " > "),
		Price:       price,
		ListPrice:   t.dice.listPrice(price),
		Rating:      rating,
		RatingCount: count,
	}
}

// tailPercent is the probability of a tail, in percent, by the number of sentences about options.
var tailPercent = []int{100, 80, 40}

// describe returns two to four sentences: a lead, up to two sentences about options, and often a tail.
func (t *table) describe(h hand) string {
	sentences := []string{t.kind.leads[t.leads.deal()]}
	for len(h.says) > 2 {
		i := t.dice.below(len(h.says))
		h.says = slices.Delete(h.says, i, i+1)
	}
	sentences = append(sentences, h.says...)
	if t.tail.n > 0 && t.dice.percent(tailPercent[len(h.says)]) {
		sentences = append(sentences, t.kind.tails[t.tail.deal()])
	}
	for i, s := range sentences {
		sentences[i] = upperFirst(fill(s, h.values))
	}
	return strings.Join(sentences, " ")
}
