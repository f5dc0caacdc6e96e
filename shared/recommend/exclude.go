package recommend

import (
	"slices"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
)

// An exclusion is a thing that the shopper excludes, in a form that rows can be checked for.
type exclusion struct {
	color query.Attributes // bits of an excluded color, or 0
	words WordQuery
}

// newExclusions returns the exclusions of a request that rows can be checked for. It skips things that the request also
// asks for: in "tool cases without tools" they say nothing about a title with "tool".
func (s *searcher) newExclusions() error {
	if len(s.filters.Exclusions) == 0 {
		return nil
	}
	wanted := lexical.QueryWords(s.words)
	for _, thing := range s.filters.Exclusions {
		if slices.ContainsFunc(lexical.QueryWords(thing), func(w string) bool { return slices.Contains(wanted, w) }) {
			continue
		}
		words, err := s.Lexicon.NewQuery(thing)
		if err != nil {
			return err
		}
		s.exclusions = append(s.exclusions, exclusion{query.ColorOf(thing), words})
	}
	s.excludes = make(map[int64]bool)
	return nil
}

// excludedColors returns the bits of all colors that the shopper excludes.
func (s *searcher) excludedColors() (all query.Attributes) {
	for _, x := range s.exclusions {
		all |= x.color
	}
	return all
}

// isExcluded reports whether a product has a thing that the shopper excludes: its color, brand, title or category names
// the thing, and its title does not say that it lacks it.
func (s *searcher) isExcluded(row int64) bool {
	if len(s.exclusions) == 0 {
		return false
	}
	excluded, known := s.excludes[row]
	if !known {
		excluded = s.namesExcluded(row)
		s.excludes[row] = excluded
	}
	return excluded
}

func (s *searcher) namesExcluded(row int64) bool {
	for _, x := range s.exclusions {
		colored := x.color&query.Attributes(s.Lexicon.Attributes(row)) != 0
		if !colored && !x.words.Contains(row) {
			continue
		}
		card, err := s.card(row)
		return err == nil && s.filters.ExclusionFit(card.Title) != 1
	}
	return false
}
