package metrics

import (
	"cmp"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// A QueryFigures holds the counters of a query.
type QueryFigures struct {
	QueryHash string         `json:"queryHash"`
	Text      string         `json:"text,omitempty" description:"The query; missing if fewer than 5 shoppers made it."`
	Searches  int64          `json:"searches"`
	Answers   int64          `json:"answers" description:"Number of times that shoppers saw the results."`
	Empty     int64          `json:"empty" description:"Answers without results."`
	Corrected int64          `json:"corrected" description:"Answers to a corrected query."`
	Clicked   int64          `json:"clicked" description:"Answers of which a product was opened."`
	Products  []QueryProduct `json:"products" description:"What shoppers opened, most often first, at most 10."`
}

// A QueryProduct is a product that was opened from the results of a query.
type QueryProduct struct {
	ID     catalog.ID `json:"id"`
	Title  string     `json:"title,omitempty"`
	Clicks int64      `json:"clicks"`
}

// Unclicked returns the number of answers with results of which no product was opened.
func (q *QueryFigures) Unclicked() int64 { return max(0, q.Answers-q.Empty-q.Clicked) }

const maxQueryProducts = 10

// Queries returns the counters of each query, most searches first. t holds ByQuery and ByClick.
func Queries(t Tally) []QueryFigures {
	byHash := make(map[string]*QueryFigures)
	at := func(hash string) *QueryFigures {
		if byHash[hash] == nil {
			byHash[hash] = &QueryFigures{QueryHash: hash, Products: []QueryProduct{}}
		}
		return byHash[hash]
	}
	for p, c := range sums(t, ByQuery) {
		q := at(p.value)
		q.Searches, q.Answers, q.Empty, q.Corrected, q.Clicked = c[Searches], c[Answers], c[Empty], c[Corrected], c[Clicked]
	}
	for p, c := range sums(t, ByClick) {
		hash, id, _ := strings.Cut(p.value, "/")
		q := at(hash)
		q.Products = append(q.Products, QueryProduct{ID: catalog.ID(id), Clicks: c[Clicks]})
	}
	all := make([]QueryFigures, 0, len(byHash))
	for _, q := range byHash {
		slices.SortFunc(q.Products, func(a, b QueryProduct) int { return cmp.Or(cmp.Compare(b.Clicks, a.Clicks), cmp.Compare(a.ID, b.ID)) })
		q.Products = q.Products[:min(maxQueryProducts, len(q.Products))]
		all = append(all, *q)
	}
	slices.SortFunc(all, func(a, b QueryFigures) int {
		return cmp.Or(cmp.Compare(b.Searches, a.Searches), cmp.Compare(a.QueryHash, b.QueryHash))
	})
	return all
}
