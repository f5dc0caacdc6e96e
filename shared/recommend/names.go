package recommend

import (
	"strings"

	"shopfyp.dev/shared/query"
)

// names implements query.Names with the words of a View.
type names struct{ *View }

// names returns the names of the view's catalog, or nil without a lexicon.
func (v *View) names() query.Names {
	if v.Lexicon == nil {
		return nil
	}
	return names{v}
}

// IsName implements query.Names: brands, and pairs of words of which the second occurs only after the first.
func (n names) IsName(phrase string) bool {
	if n.Lexicon.IsBrand(phrase) {
		return true
	}
	words := strings.Fields(phrase)
	return len(words) == 2 && n.Speller != nil && n.Speller.IsName(words[0], words[1])
}
