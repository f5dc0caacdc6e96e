package importer

import (
	"fmt"
	"hash/maphash"
	"maps"
	"math"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// concerns looks for signs of a mistake in the file or in the mapping. Its memory does not grow with the file.
type concerns struct {
	products, untitled, noPrice, noImage, noCategory, unbuyable, notOffered int

	category, image common
	titles          titles
	prices          map[string]*prices // by currency
}

const (
	few         = 10 // with fewer products, equal values are no sign of a mistake
	farFactor   = 20 // a price this many times above or below the median is suspicious
	sameTitles  = 10 // this many products with one title are suspicious
	maxCurrency = 20 // currencies that are examined
)

func (c *concerns) add(p *catalog.Product, line int) {
	c.products++
	count := func(n *int, counted bool) {
		if counted {
			*n++
		}
	}
	count(&c.untitled, !strings.ContainsFunc(p.Title, isLetter))
	count(&c.noPrice, p.Price.IsZero())
	count(&c.noImage, p.ImageURL == "")
	count(&c.noCategory, len(p.Category) == 0)
	count(&c.unbuyable, !p.Availability.CanBeBought())
	count(&c.notOffered, !p.State.IsOffered())
	c.category.add(strings.Join(p.Category, " > "))
	c.image.add(p.ImageURL)
	c.titles.add(p, line)
	c.addPrice(p, line)
}

func isLetter(r rune) bool { return r > '9' || r >= 'A' }

func (c *concerns) addPrice(p *catalog.Product, line int) {
	of := c.prices[p.Price.Currency]
	if p.Price.Amount == 0 || of == nil && len(c.prices) == maxCurrency {
		return
	}
	if of == nil {
		if c.prices == nil {
			c.prices = map[string]*prices{}
		}
		of = &prices{}
		c.prices[p.Price.Currency] = of
	}
	of.add(p.Price, line)
}

// list returns the concerns in words.
func (c *concerns) list(r *Report) (all []string) {
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	c.missing(say)
	if c.category.same() {
		say("all %d products have the category %q: is the right column mapped?", c.category.n, shorten(c.category.first))
	}
	if c.image.same() {
		say("all %d images are %q", c.image.n, shorten(c.image.first))
	}
	if len(c.prices) > 1 {
		say("the prices are in %d currencies: %s", len(c.prices), strings.Join(slices.Sorted(maps.Keys(c.prices)), ", "))
	}
	for _, code := range slices.Sorted(maps.Keys(c.prices)) {
		c.prices[code].concerns(code, say)
	}
	c.titles.concerns(say)
	reasons(r, say)
	return all
}

// missing reports fields that no product, or hardly any product, has.
func (c *concerns) missing(say func(string, ...any)) {
	for _, f := range []struct {
		what string
		n    int
	}{
		{"a price", c.noPrice}, {"an image", c.noImage}, {"a category", c.noCategory}, {"a title with letters", c.untitled},
	} {
		switch {
		case f.n > 0 && f.n == c.products:
			say("no product has %s", f.what)
		case f.n*2 > c.products:
			say("%d of the %s have no %s", f.n, plural(c.products, "product"), strings.TrimPrefix(strings.TrimPrefix(f.what, "a "), "an "))
		}
	}
	if c.unbuyable == c.products && c.products > 0 {
		say("no product can be bought: all are sold out or discontinued")
	}
	if c.notOffered == c.products && c.products > 0 {
		say("no product is offered: all are drafts or hidden")
	}
}

// reasons reports problems that affect many rows.
func reasons(r *Report, say func(string, ...any)) {
	for _, t := range slices.Concat(r.RejectedFor, r.Warnings) {
		if t.Count*5 > r.Rows && r.Rows >= few {
			problem := strings.TrimPrefix(t.Field+": "+t.Reason, ": ")
			say("%d of %d rows have the same problem: %s (line %d: %q)", t.Count, r.Rows, problem, t.Line, t.Example)
		}
	}
}

// common finds out whether all values that are not empty are equal.
type common struct {
	first  string
	n      int
	differ bool
}

func (c *common) add(s string) {
	if s == "" {
		return
	}
	if c.n == 0 {
		c.first = s
	}
	c.n++
	c.differ = c.differ || s != c.first
}

func (c *common) same() bool { return c.n >= few && !c.differ }

// titles counts the products with the same title. Variants of one product count as one.
type titles struct {
	seed  maphash.Seed
	count map[uint64]*titleCount
}

type titleCount struct {
	n, line int
	title   string // of the first product; only kept once a second one was found
	group   string // of the last product
}

// maxTitles limits the number of titles that are counted.
const maxTitles = 100_000

func (t *titles) add(p *catalog.Product, line int) {
	if t.count == nil {
		t.seed, t.count = maphash.MakeSeed(), map[uint64]*titleCount{}
	}
	key := maphash.String(t.seed, p.Title)
	c := t.count[key]
	switch {
	case c == nil && len(t.count) < maxTitles:
		t.count[key] = &titleCount{n: 1, line: line, group: p.GroupID}
	case c != nil && (p.GroupID == "" || p.GroupID != c.group):
		c.n, c.title, c.group = c.n+1, p.Title, p.GroupID
	}
}

// concerns reports the most frequent titles.
func (t *titles) concerns(say func(string, ...any)) {
	var many []*titleCount
	for _, c := range t.count {
		if c.n >= sameTitles {
			many = append(many, c)
		}
	}
	slices.SortFunc(many, func(a, b *titleCount) int { return max(-1, min(1, (b.n-a.n)*1_000_000+a.line-b.line)) })
	for _, c := range many[:min(len(many), 3)] {
		say("%d products have the title %q (the first is on line %d): are they variants of one product?", c.n, shorten(c.title), c.line)
	}
}

// prices is a histogram of the prices in a currency, on a logarithmic scale.
type prices struct {
	n       int
	buckets [1 << 10]bucket
}

type bucket struct {
	n, line int           // line of the first price
	first   catalog.Money // the first price
}

// perOctave is the number of buckets between a price and its double. All prices of catalog.Money fit.
const perOctave = 16

func (s *prices) add(m catalog.Money, line int) {
	b := &s.buckets[int(math.Log2(float64(m.Amount))*perOctave)]
	if b.n == 0 {
		b.line, b.first = line, m
	}
	b.n++
	s.n++
}

// concerns reports prices that are far from the median.
func (s *prices) concerns(code string, say func(string, ...any)) {
	if s.n < few {
		return
	}
	middle := s.median()
	median := s.buckets[middle].first
	far := int(math.Ceil(math.Log2(farFactor) * perOctave))
	s.far(s.buckets[min(middle+far, len(s.buckets)):], "above", median, say)
	s.far(s.buckets[:max(middle-far+1, 0)], "below", median, say)
}

// median returns the bucket of the median.
func (s *prices) median() int {
	rest := s.n / 2
	for i, b := range s.buckets {
		if rest -= b.n; rest < 0 {
			return i
		}
	}
	return 0
}

func (s *prices) far(buckets []bucket, side string, median catalog.Money, say func(string, ...any)) {
	n, example := 0, bucket{}
	for _, b := range buckets {
		if b.n > 0 && (n == 0 || side == "above") {
			example = b // the most extreme one
		}
		n += b.n
	}
	if n > 0 {
		say("%s far %s the usual price of about %s (line %d: %s)", plural(n, "price"), side, price(median), example.line, price(example.first))
	}
}
