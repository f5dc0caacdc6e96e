package recommend

import (
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// maxScoredVariants is the maximum number of variants of a product that a search compares.
const maxScoredVariants = 200

// chooseVariants keeps one variant of each product, in the order of the best ones, at most limit. It chooses among
// all variants, not only among the candidates: a size or a color in the query picks its variant, and one that can
// be bought comes before one that cannot.
func (s *searcher) chooseVariants(found []candidate, limit int) ([]candidate, error) {
	seen := make(map[int64]bool, limit) // groups
	var chosen []candidate
	for _, c := range found {
		group := s.Cards.Group(c.row)
		if seen[group] {
			continue
		}
		seen[group] = true
		best, err := s.bestVariant(c)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, best)
		// A product whose nearest variant is sold out may come earlier with another variant: look at some more.
		if len(chosen) == 2*limit+minVectorCandidates {
			break
		}
	}
	slices.SortStableFunc(chosen, func(a, b candidate) int { return s.class(a.row) - s.class(b.row) })
	return chosen[:min(limit, len(chosen))], nil
}

// bestVariant returns the best variant of a candidate's product. It keeps the variant whose number the shopper typed.
func (s *searcher) bestVariant(c candidate) (candidate, error) {
	rows := s.Cards.Variants(c.row)
	if len(rows) == 1 || s.class(c.row) == 0 {
		return c, nil
	}
	variants, err := s.addRows(nil, rows[:min(len(rows), maxScoredVariants)])
	if err != nil || len(variants) == 0 {
		return c, err
	}
	if err := s.score(variants); err != nil {
		return c, err
	}
	if err := s.addSizes(variants); err != nil {
		return c, err
	}
	return slices.MinFunc(variants, s.compare), nil
}

// addSizes adds a bonus to the variants whose size is a single letter of the query, such as "M". The lexicon has no
// single letters: most are what is left of "I'm" or "men's".
func (s *searcher) addSizes(variants []candidate) error {
	letters := singleLetters(s.text)
	if len(letters) == 0 {
		return nil
	}
	for i := range variants {
		card, err := s.card(variants[i].row)
		if err != nil {
			return err
		}
		if slices.Contains(letters, strings.ToLower(card.Size)) {
			variants[i].score += s.wordsWeight
		}
	}
	return nil
}

// singleLetters returns the words of a text that are one letter long, in lower case.
func singleLetters(text string) (letters []string) {
	for word := range strings.FieldsSeq(text) {
		if word = strings.Trim(word, ".,;:!?()"); len(word) == 1 {
			letters = append(letters, strings.ToLower(word))
		}
	}
	return letters
}

const (
	maxNumbered    = 20 // rows with one product number
	minNumberToken = 6  // characters of a word that is tried as a product number by itself
)

// byNumbers returns the rows of the products with the ID, SKU, GTIN or MPN that the text is or contains.
func (v *View) byNumbers(text string) []int64 {
	rows := v.Cards.ByNumber(catalog.NumberKey(text), maxNumbered)
	for word := range strings.FieldsSeq(text) {
		if key := catalog.NumberKey(word); len(key) >= minNumberToken {
			rows = append(rows, v.Cards.ByNumber(key, maxNumbered)...)
		}
	}
	return rows
}
