package spelling

import (
	"math"
	"unicode/utf8"
)

// correctMisplaced replaces words of the language that do not belong here: "double font pants". The evidence must be
// strong: the catalog does not have the word, the error is of a frequent kind, and products have the correction next to
// the same word as in the query.
func (c *corrector) correctMisplaced() {
	for i := range c.tokens {
		if c.replaced[i] == "" && c.isMisplaced(i) {
			if best, ok := c.bestNextTo(i); ok {
				c.replace(i, &best)
			}
		}
	}
}

// isMisplaced reports whether token i is a word that the catalog does not have.
func (c *corrector) isMisplaced(i int) bool {
	t := c.tokens[i]
	return isPlain(t.word) && !isFunction(t.word) && maxDistance(t.word) > 0 && !c.isName(t) && !c.sells(t.word) && !c.lexicon.HasWord(t.word)
}

// bestNextTo returns the best correction of token i with one error that stands next to the same word in products.
func (c *corrector) bestNextTo(i int) (best candidate, ok bool) {
	word, most := c.tokens[i].word, math.Inf(-1)
	for _, x := range c.spelledLike(word, 1, "") {
		if x.cost >= anyError || haveOneStem(word, x.words[0]) || utf8.RuneCountInString(x.words[0]) < minMeant || !c.isNextTo(i, &x) {
			continue
		}
		context := c.context(i, &x)
		if s := x.score() + context - c.rarity(); context >= clearlyConfirmed && s > most {
			best, ok, most = x, true, s
		}
	}
	return best, ok
}

// clearlyConfirmed is the context of a correction for which a word of the language is given up.
const clearlyConfirmed = 2.

// minMeant is the minimum length of a word that replaces a word of the language.
const minMeant = 4

// haveOneStem reports whether two words differ only in their endings, such as "sporty" and "sports".
func haveOneStem(a, b string) bool {
	n := commonStart(a, b)
	return n >= minStem && len(a)-n <= 1 && len(b)-n <= 1
}
