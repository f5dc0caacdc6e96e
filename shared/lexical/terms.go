package lexical

import (
	"iter"
	"math"
	"slices"
)

// Lengths holds the mean number of words in each field of a set of documents. Scores depend on it.
type Lengths [fields]float64

// MeanLengths returns the Lengths of documents. A field without words has length 1.
func MeanLengths(documents iter.Seq[Document]) (mean Lengths) {
	n := 0
	for d := range documents {
		n++
		d.eachWord(func(field int, _ string) { mean[field]++ })
	}
	for field := range mean {
		if mean[field] == 0 {
			mean[field] = float64(max(n, 1))
		}
		mean[field] /= float64(max(n, 1))
	}
	return mean
}

// Terms are the indexed words of one document, with the scores that Write would store, and its exact keys.
type Terms struct {
	words []term
	keys  []string
}

type term struct {
	stem   string
	impact byte
}

// NewTerms returns the terms of a document among documents of the given mean lengths.
func NewTerms(d *Document, mean Lengths) *Terms {
	var words [fields][]string
	d.eachWord(func(field int, word string) { words[field] = append(words[field], word) })
	frequency := make(map[string]float64)
	for field, all := range words {
		for _, word := range all {
			if len(word) <= maxWordBytes {
				frequency[word] += fieldWeights[field] / (1 - b + b*float64(len(all))/mean[field])
			}
		}
	}
	t := &Terms{words: make([]term, 0, len(frequency))}
	for word, tf := range frequency {
		t.words = append(t.words, term{word, byte(math.Round(255 * tf / (tf + k1)))})
	}
	exactKeys(d, func(key string) {
		if !slices.Contains(t.keys, key) {
			t.keys = append(t.keys, key)
		}
	})
	return t
}

// Scores yields each stem with its score, from 0 to 1, in no order.
func (t *Terms) Scores(yield func(stem string, score float32) bool) {
	for _, w := range t.words {
		if !yield(w.stem, unit*float32(w.impact)) {
			return
		}
	}
}

// Keys returns the exact keys of the brand and the model numbers. Do not change the result.
func (t *Terms) Keys() []string { return t.keys }

// impact returns the score of a stem, from 0 to 255.
func (t *Terms) impact(stem string) byte {
	for i := range t.words {
		if t.words[i].stem == stem {
			return t.words[i].impact
		}
	}
	return 0
}
