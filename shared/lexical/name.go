package lexical

import (
	"slices"
	"strings"
)

// IsBrand reports whether a phrase is the brand of a row. It ignores spaces and punctuation, and "and": "Black and
// Decker" is the brand "BLACK+DECKER".
func (ix *Index) IsBrand(phrase string) bool {
	return ix.data != nil && slices.ContainsFunc(brandKeys(phrase), func(key string) bool {
		_, ok, err := ix.find(key)
		return ok && err == nil
	})
}

// BrandKeys returns the exact keys of the brands that a phrase may name. See Terms.Keys.
func BrandKeys(phrase string) []string { return brandKeys(phrase) }

// brandKeys returns the exact keys of the brands that a phrase may name.
func brandKeys(phrase string) []string {
	words := strings.FieldsFunc(Fold(phrase), notInWord)
	short := make([]string, 0, len(words))
	for _, w := range words {
		if w != "and" {
			short = append(short, w)
		}
	}
	keys := []string{exactKey(strings.Join(words, "")), exactKey(strings.Join(short, ""))}
	return slices.DeleteFunc(slices.Compact(keys), func(key string) bool { return key == "" })
}
