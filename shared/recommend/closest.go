package recommend

import (
	"slices"
	"strings"
	"unicode"

	"shopfyp.dev/shared/lexical"
)

// A match says how well the products of a search fit its query.
type match int

const (
	matches match = iota // some products probably are what the shopper wants
	closest              // the shop probably sells nothing of the kind
	nothing              // the query means nothing to the shop
)

// Floors of the largest cosine, measured on 298 judged queries of four catalogs, 20 queries of random letters and 15 of words
// from other fields. No judged query is below a floor. Of the others, all random ones are nothing, and most of other
// fields are closest or nothing.
const (
	unknownFloor = .66 // of a query without a word of the catalog, to find something
	halfFloor    = .62 // of a query of which the catalog knows at most half of the words
	knownFloor   = .56 // of other queries

	// maxJudgedWords is the maximum number of words of a query that the last two floors apply to. The cosines of long requests
	// are lower.
	maxJudgedWords = 6
)

// match judges a search by the largest cosine of its vector and a product.
func (v *View) match(words string, cosine float32) match {
	if v.Lexicon == nil {
		return matches
	}
	stems, known := lexical.QueryWords(words), 0
	for _, stem := range stems {
		if v.Lexicon.Weight(stem) > 0 {
			known++
		}
	}
	switch {
	case known == 0 && (len(stems) > 0 || !hasLetter(words)):
		switch {
		case cosine >= unknownFloor:
		case slices.ContainsFunc(stems, v.resemblesWord):
			return closest
		default:
			return nothing
		}
	case len(stems) > 0 && len(stems) <= maxJudgedWords:
		if cosine < knownFloor || 2*known <= len(stems) && cosine < halfFloor {
			return closest
		}
	}
	return matches
}

// resemblesWord reports whether a word is one of the language, or starts or ends with one: "firestuck".
func (v *View) resemblesWord(word string) bool {
	return v.Speller != nil && v.Speller.HasPart(word)
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// isNonsense reports whether a search with the vector finds nothing. The word index answers for most queries, without a
// search of the vector index.
func (v *View) isNonsense(words string, vector []float32) (bool, error) {
	if v.match(words, 0) != nothing {
		return false, nil
	}
	hits, err := v.Index.Search(vector, 1)
	if err != nil || len(hits) == 0 {
		return false, err
	}
	return v.match(words, cosine(hits[0].Distance)) == nothing, nil
}
