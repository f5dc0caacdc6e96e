package recommend

import (
	"slices"
	"strings"
	"unicode"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/wordset"
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

// IsName implements query.Names: brands, pairs of words of which the second occurs only after the first, and negations at
// the start of a title.
func (n names) IsName(phrase string) bool {
	if n.Lexicon.IsBrand(phrase) {
		return true
	}
	words := strings.Fields(phrase)
	if len(words) == 2 {
		return n.Speller != nil && n.Speller.IsName(words[0], words[1])
	}
	return len(words) > 2 && slices.ContainsFunc(words, func(w string) bool { return negations[w] }) && n.startsTitle(phrase)
}

// negations holds words that also occur in titles such as "Rebel Without a Cause" and "No Time to Die". "free" is not
// among them: titles such as "Gluten Free Bread" mean it.
var negations = wordset.New(`no not non without but except`)

// titlesRead is the maximum number of titles that are compared with a phrase.
const titlesRead = 8

// startsTitle reports whether a phrase with a negation is the start of a title. If the phrase starts with another word, all
// titles with this word must start with the phrase: "chair without wheels" is no name in a shop with other chairs.
func (n names) startsTitle(phrase string) bool {
	first, _, _ := strings.Cut(phrase, " ")
	if negations[first] {
		return slices.ContainsFunc(n.titles(phrase), startsWith(phrase))
	}
	titles := n.titles(first)
	return len(titles) > 0 && !slices.ContainsFunc(titles, func(title string) bool { return !startsWith(phrase)(title) })
}

// titles returns the titles of the best products that contain all words of text.
func (n names) titles(text string) (titles []string) {
	words, err := n.Lexicon.NewQuery(text)
	if err != nil {
		return nil
	}
	for _, h := range words.Best(titlesRead, words.Contains) {
		if card, err := n.Cards.Card(h.Row); err == nil {
			titles = append(titles, card.Title)
		}
	}
	return titles
}

func startsWith(phrase string) func(title string) bool {
	start := plainWords(phrase)
	return func(title string) bool { return strings.HasPrefix(plainWords(title), start) }
}

// plainWords returns the folded words of text, each with a space after it.
func plainWords(text string) string {
	text = strings.ReplaceAll(lexical.Fold(text), "'", "")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
}
