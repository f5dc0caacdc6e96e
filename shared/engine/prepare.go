package engine

import (
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// prepared holds the reads of a search that the engine answered at once.
type prepared struct {
	vector    []float32
	condition recommend.Condition
	asked     int // hits asked for by vector
	hits      []vector.Hit
	text      string // of the words
	askedText int    // hits asked for by words
	rows      []int64
	found     int // hits found by words
}

// nearest returns the hits of a search that was prepared.
func (p *prepared) nearest(v []float32, k int, c recommend.Condition) ([]vector.Hit, bool) {
	if p.asked == 0 || k > p.asked || !slices.Equal(v, p.vector) || !sameCondition(&c, &p.condition) {
		return nil, false
	}
	return slices.Clone(p.hits[:min(k, len(p.hits))]), true
}

// byWords returns the rows of a query that was prepared. complete reports whether there are no others.
func (p *prepared) byWords(text string, k int, c recommend.Condition) (rows []int64, complete, ok bool) {
	if p.askedText == 0 || k > p.askedText || text != p.text || !sameCondition(&c, &p.condition) {
		return nil, false, false
	}
	return p.rows[:min(k, len(p.rows))], p.found < k, true
}

func sameCondition(a, b *recommend.Condition) bool {
	return a.Buyable == b.Buyable && a.NotAdult == b.NotAdult && a.MinPrice == b.MinPrice && a.MaxPrice == b.MaxPrice &&
		a.Without == b.Without && slices.Equal(a.Except, b.Except)
}

// prepare reads what a search needs with parallel calls, so that it waits for the engine about once.
func (s *session) prepare(r recommend.SearchReads) {
	if s.failed() != nil {
		return
	}
	var g errgroup.Group
	p := prepared{vector: slices.Clone(r.Vector), condition: r.Condition, text: r.Words}
	var nearest, worded []Hit
	g.Go(func() (err error) {
		p.asked = min(r.Nearest, MaxHits)
		nearest, err = s.collection.Nearest(s.ctx, r.Vector, p.asked, r.Condition)
		return err
	})
	if s.companion.Lexicon != nil {
		g.Go(func() error {
			q, err := lexicon{s, s.companion.Lexicon}.parse(r.Words)
			if err != nil || q.total <= 0 {
				return err
			}
			p.askedText = min(r.ByWords, MaxHits)
			worded, err = s.collection.ByWords(s.ctx, q.words, p.askedText, r.Condition)
			return err
		})
	}
	g.Go(func() error { return s.readKeys(r) })
	if err := g.Wait(); err != nil {
		s.fail(err)
		return
	}
	p.hits, p.found = s.hits(nearest), len(worded)
	_, p.rows = s.addHits(worded)
	s.prepared = p
}

// readKeys reads the products with the numbers, brands and model numbers that a text may mean.
func (s *session) readKeys(r recommend.SearchReads) error {
	keys := Keys{Numbers: numbersIn(r.Text), Exact: lexical.QueryKeys(r.Words)}
	if len(keys.Numbers)+len(keys.Exact) == 0 {
		return nil
	}
	limit := r.ByKey * (len(keys.Numbers) + len(keys.Exact))
	found, err := s.collection.Find(s.ctx, keys, min(limit, MaxRead))
	if err != nil || len(found) == limit { // some keys may lack products: they are read one by one
		return err
	}
	SortProducts(found)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys.Numbers {
		s.numbers[key] = nil
	}
	for _, key := range keys.Exact {
		s.exact[key] = nil
	}
	for _, row := range s.addLocked(found) {
		addRow(s.numbers, s.products[row].Numbers, keys.Numbers, row)
		addRow(s.exact, s.products[row].Keys, keys.Exact, row)
	}
	return nil
}

// addRow adds a row to the keys that a product has and that were asked for.
func addRow(rows map[string][]int64, has, asked []string, row int64) {
	for _, key := range has {
		if slices.Contains(asked, key) {
			rows[key] = append(rows[key], row)
		}
	}
}

// numbersIn returns the keys of the product numbers that a text may contain.
func numbersIn(text string) (keys []string) {
	for _, word := range append(strings.Fields(text), text) {
		if key := catalog.NumberKey(word); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
