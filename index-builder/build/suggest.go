package build

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
)

// Limits of the suggestions file. It takes about 100 bytes for a product, so it stays small beside the vectors.
const (
	maxProducts = 250_000 // the most popular ones
	maxNames    = 50_000  // categories, and as many brands
)

// writeSuggestions writes the suggestions file and checks that it can be read. The lexical file must be in dir.
func (b *Builder) writeSuggestions(dir string, s *shop, order []int64) error {
	b.Progress("write suggestions", 0, 0)
	queries, err := s.queriesThatFind(filepath.Join(dir, snapshot.LexicalFile), order)
	if err != nil {
		return err
	}
	rows := byPopularity(s.items, order)
	content, err := s.namesAndTitles(rows, order)
	if err != nil {
		return err
	}
	content[suggest.Query] = queries
	path := filepath.Join(dir, snapshot.SuggestFile)
	if err := suggest.Write(path, content); err != nil {
		return err
	}
	f, err := suggest.Open(path)
	if err != nil {
		return fmt.Errorf("%w: not published", err)
	}
	return f.Close()
}

// namesAndTitles returns the categories and brands of the products in rows, and the titles of the first rows, in order.
func (s *shop) namesAndTitles(rows, order []int64) (suggest.Content, error) {
	categories, brands := newNameCount(), newNameCount()
	var titles []suggest.Entry
	for n, row := range rows {
		p, err := s.spool.product(int(order[row]))
		if err != nil {
			return nil, err
		}
		categories.add(p.Category)
		brands.add([]string{p.Brand})
		if n < maxProducts {
			titles = append(titles, suggest.Entry{Text: p.Title, Value: uint32(row)})
		}
	}
	return suggest.Content{suggest.Category: categories.top(), suggest.Brand: brands.top(), suggest.Product: titles}, nil
}

// A nameCount counts the products of each name. Names that differ only in case, accents and punctuation are one name,
// written as in the first product.
type nameCount struct {
	found map[string]int // index in all by key
	all   []suggest.Entry
}

func newNameCount() *nameCount { return &nameCount{found: make(map[string]int)} }

// add counts the names of a product, each once.
func (c *nameCount) add(names []string) {
	for i, name := range names {
		key := suggest.Key(name)
		if slices.ContainsFunc(names[:i], func(n string) bool { return suggest.Key(n) == key }) {
			continue
		}
		at, ok := c.found[key]
		if !ok {
			at = len(c.all)
			c.found[key] = at
			c.all = append(c.all, suggest.Entry{Text: strings.Join(strings.Fields(name), " ")})
		}
		c.all[at].Value++
	}
}

// top returns at most maxNames names, those of the most products first.
func (c *nameCount) top() []suggest.Entry {
	slices.SortStableFunc(c.all, func(a, b suggest.Entry) int { return cmp.Compare(b.Value, a.Value) })
	return c.all[:min(maxNames, len(c.all))]
}

// queriesThatFind returns the popular queries of which all words are in one product that can be bought and that is not for
// adults only. A search finds something for other queries too, but what it finds may be something else.
func (s *shop) queriesThatFind(lexicalPath string, order []int64) (all []suggest.Entry, err error) {
	words, err := lexical.Open(lexicalPath)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, words.Close()) }()
	for _, q := range s.queries {
		asked, err := words.NewQuery(productWords(q.Text))
		if err != nil {
			return nil, err
		}
		fits := func(row int64) bool { return s.items[order[row]].isRecommendable() && asked.Contains(row) }
		if len(asked.Best(1, fits)) > 0 {
			all = append(all, suggest.Entry{Text: q.Text, Value: q.Shoppers})
		}
	}
	return all, nil
}

// productWords returns the words of a query that describe a product, without its price and its recipient.
func productWords(text string) string {
	parsed := query.Parse(text)
	vocabulary := query.Vocabulary()
	words := slices.DeleteFunc(strings.Fields(parsed.Words), func(w string) bool { return slices.Contains(vocabulary, w) })
	if len(words) == 0 {
		return parsed.Words
	}
	return strings.Join(words, " ")
}
