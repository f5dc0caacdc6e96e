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
	content := suggest.Content{
		suggest.Query:    queries,
		suggest.Category: s.names(rows, order, func(d *lexical.Document) []string { return d.Category }),
		suggest.Brand:    s.names(rows, order, func(d *lexical.Document) []string { return []string{d.Brand} }),
		suggest.Product:  s.titles(rows[:min(maxProducts, len(rows))], order),
	}
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

// titles returns the titles of rows, in order.
func (s *shop) titles(rows, order []int64) (all []suggest.Entry) {
	for _, row := range rows {
		all = append(all, suggest.Entry{Text: s.items[order[row]].title, Value: uint32(row)})
	}
	return all
}

// names returns the names that of returns for the products in rows, those of the most products first. Names that differ
// only in case, accents and punctuation are one name, written as in the most popular product.
func (s *shop) names(rows, order []int64, of func(*lexical.Document) []string) []suggest.Entry {
	found := make(map[string]int) // index in all by key
	var all []suggest.Entry
	for _, row := range rows {
		names := of(&s.items[order[row]].words)
		for i, name := range names {
			key := suggest.Key(name)
			if slices.ContainsFunc(names[:i], func(n string) bool { return suggest.Key(n) == key }) {
				continue // counts once for a product
			}
			at, ok := found[key]
			if !ok {
				at = len(all)
				found[key] = at
				all = append(all, suggest.Entry{Text: strings.Join(strings.Fields(name), " ")})
			}
			all[at].Value++
		}
	}
	slices.SortStableFunc(all, func(a, b suggest.Entry) int { return cmp.Compare(b.Value, a.Value) })
	return all[:min(maxNames, len(all))]
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
		fits := func(row int64) bool { return isRecommendable(&s.items[order[row]]) && asked.Contains(row) }
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
