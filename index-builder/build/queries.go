package build

import (
	"cmp"
	"context"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/suggest"
)

const (
	maxQueries = 20_000 // of the most shoppers
	maxWords   = 10     // words of a query that is suggested
	maxChars   = 80
)

// savedQueries is implemented by histories of which only the popular queries were kept.
type savedQueries interface {
	Queries(ctx context.Context) ([]querytext.Query, error)
}

// readQueries reads the popular queries.
func (s *shop) readQueries(ctx context.Context, b *Builder) (err error) {
	if saved, ok := b.Histories.(savedQueries); ok {
		s.queries, err = saved.Queries(ctx)
		return err
	}
	b.Progress("read searches", 0, 0)
	s.queries, err = countQueries(b.Histories.Searches(ctx))
	return err
}

// countQueries returns the queries of at least querytext.MinShoppers shoppers, those of the most shoppers first. It counts
// a query once for each shopper, and writings that differ only in case, accents and punctuation as one query.
func countQueries(searches iter.Seq2[[]string, error]) ([]querytext.Query, error) {
	writings := make(map[string]map[string]uint32) // shoppers by key and writing
	for queries, err := range searches {
		if err != nil {
			return nil, err
		}
		seen := make(map[string]bool) // keys of this shopper
		for _, q := range queries {
			text := strings.Join(strings.Fields(q), " ")
			key := suggest.Key(text)
			if seen[key] || !mayBeSuggested(text) {
				continue
			}
			seen[key] = true
			if writings[key] == nil {
				writings[key] = make(map[string]uint32, 1)
			}
			writings[key][text]++
		}
	}
	var all []querytext.Query
	for _, w := range writings {
		if q := mostWritten(w); q.Shoppers >= querytext.MinShoppers {
			all = append(all, q)
		}
	}
	slices.SortFunc(all, func(a, b querytext.Query) int {
		return cmp.Or(cmp.Compare(b.Shoppers, a.Shoppers), strings.Compare(a.Text, b.Text))
	})
	return all[:min(maxQueries, len(all))], nil
}

// mostWritten returns the most frequent writing of a query, with the shoppers of all its writings.
func mostWritten(writings map[string]uint32) (q querytext.Query) {
	most := uint32(0)
	for text, shoppers := range writings {
		q.Shoppers += shoppers
		if shoppers > most || shoppers == most && text < q.Text {
			q.Text, most = text, shoppers
		}
	}
	return q
}

// private matches what may belong to a person even if several shoppers typed it: addresses of mail and web pages, and numbers
// of phones, cards and orders.
var private = regexp.MustCompile(`@|://|\bwww\.|\d(?:[\s().+/-]*\d){6}|\b(?:[a-zA-Z]+\d|\d+[a-zA-Z])[a-zA-Z\d]{8,}`)

// mayBeSuggested reports whether a query is short, readable and not private.
func mayBeSuggested(text string) bool {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxChars || len(strings.Fields(text)) > maxWords {
		return false
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Co, unicode.Bidi_Control) }) {
		return false
	}
	return utf8.RuneCountInString(strings.TrimSpace(suggest.Key(text))) > 1 && !private.MatchString(text)
}
