package query

import (
	"maps"
	"slices"
	"strings"

	"shopfyp.dev/shared/wordset"
)

// intros holds the words that introduce a filter.
var intros = wordset.New(`under below beneath less lower cheaper more most up over above least higher greater between from to around about budget price
	priced max maximum min minimum cost costs spend within dollars dollar pounds pound euros euro rupees rupee pesos yen cents quid bucks
	without with no not non free except excluding anything but for years year old aged age size color colour`)

// Vocabulary returns the words that the rules understand, in alphabetical order. Correcting them finds the filters of
// mistyped queries.
func Vocabulary() []string {
	all := maps.Clone(map[string]bool(intros))
	for w := range persons {
		all[w] = true
	}
	for w := range synonyms {
		all[w] = true
	}
	for w := range colorBits {
		all[w] = true
	}
	// Catalogs write these as two words.
	maps.DeleteFunc(all, func(w string, _ bool) bool { return strings.ContainsAny(w, " -") || strings.HasPrefix(w, "dark") })
	return slices.Sorted(maps.Keys(all))
}
