// Package bm25 ranks texts by the words that they share with a query. Eval uses it
// as a baseline for vector search.
package bm25

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// The usual constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
const (
	k1 = 1.2
	b  = 0.75
)

// An Index ranks documents.
type Index struct {
	postings map[string][]posting
	lengths  []float64
	average  float64
}

type posting struct {
	doc   int
	count float64
}

// New indexes texts. A document is identified by its position in texts.
func New(texts []string) *Index {
	ix := &Index{postings: make(map[string][]posting), lengths: make([]float64, len(texts))}
	total := 0.0
	for doc, text := range texts {
		counts := make(map[string]float64)
		for _, w := range words(text) {
			counts[w]++
			ix.lengths[doc]++
		}
		for w, n := range counts {
			ix.postings[w] = append(ix.postings[w], posting{doc, n})
		}
		total += ix.lengths[doc]
	}
	ix.average = total / math.Max(1, float64(len(texts)))
	return ix
}

// words returns the stemmed words of a text in lower case, without stop words.
func words(text string) []string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := fields[:0]
	for _, w := range fields {
		if !stop[w] {
			kept = append(kept, stem(w))
		}
	}
	return kept
}

func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

var stop = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq("a an and are as at be but by for from has have i in is it its me my of on or that the this to was we were who will with you your") {
		m[w] = true
	}
	return m
}()

// Search returns the best k documents that share a word with the query, best first. Ties are in document order.
func (ix *Index) Search(query string, k int) []int {
	scores := make(map[int]float64)
	for _, w := range words(query) {
		list := ix.postings[w]
		n, df := float64(len(ix.lengths)), float64(len(list))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		for _, p := range list {
			norm := k1 * (1 - b + b*ix.lengths[p.doc]/ix.average)
			scores[p.doc] += idf * p.count * (k1 + 1) / (p.count + norm)
		}
	}
	docs := make([]int, 0, len(scores))
	for d := range scores {
		docs = append(docs, d)
	}
	slices.SortFunc(docs, func(x, y int) int { return cmp.Or(cmp.Compare(scores[y], scores[x]), cmp.Compare(x, y)) })
	return docs[:min(k, len(docs))]
}
