package spelling

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Lexicon is the word index of the catalog.
type Lexicon interface {
	// HasWord reports whether a product contains a word in any of its forms.
	HasWord(word string) bool
	// Share estimates the share of the products with word that also contain other, from 0 to 1. It returns -1 if it
	// does not index one of the words.
	Share(word, other string) float64
}

// Correct returns text with its misspelled words replaced. It returns text itself if nothing needs a correction.
// It returns an error if the file is closed or damaged.
func (d *Dictionary) Correct(text string, lexicon Lexicon) (corrected string, err error) {
	if d.data == nil {
		return text, ErrClosed
	}
	defer func() {
		if err != nil {
			corrected = text
		}
	}()
	defer recoverDamage(&err)
	c := corrector{Dictionary: d, lexicon: lexicon, text: text, tokens: tokens(text)}
	if len(c.tokens) > maxTokens {
		return text, nil
	}
	c.replaced = make([]string, len(c.tokens))
	c.join()
	c.correctUnknown()
	c.correctMisplaced()
	return c.apply(text), nil
}

// maxTokens is the maximum number of words of a text that Correct reads. Longer texts are not queries.
const maxTokens = 64

// A corrector corrects one text.
type corrector struct {
	*Dictionary
	lexicon  Lexicon
	text     string
	tokens   []token
	replaced []string // replacement of each token, or ""
}

// apply returns text with the replacements.
func (c *corrector) apply(text string) string {
	var b strings.Builder
	at := 0
	for i, t := range c.tokens {
		if c.replaced[i] != "" {
			b.WriteString(text[at:t.from])
			b.WriteString(c.replaced[i])
			at = t.to
		}
	}
	if at == 0 {
		return text
	}
	b.WriteString(text[at:])
	return b.String()
}

// correctUnknown replaces the unknown words. It replaces none if most words are unknown: the query is then in a
// language that the catalog does not speak.
func (c *corrector) correctUnknown() {
	content := 0
	var unknown []int
	for i, t := range c.tokens {
		if !isPlain(t.word) || isFunction(t.word) {
			continue
		}
		content++
		if !c.isKnown(t.word) && !c.isName(t) {
			unknown = append(unknown, i)
		}
	}
	if len(unknown) > 2 && 2*len(unknown) > content {
		return
	}
	for _, i := range unknown {
		if best, ok := c.best(i); ok {
			c.replace(i, &best)
		}
	}
}

// replace replaces token i, also for the context of later corrections.
func (c *corrector) replace(i int, by *candidate) {
	c.replaced[i] = strings.Join(by.words, " ")
	c.tokens[i].word = by.words[0]
}

// isName reports whether a token looks like a name: capitalized inside a text in lower case.
func (c *corrector) isName(t token) bool {
	first, _ := utf8.DecodeRuneInString(c.text[t.from:])
	if !unicode.IsUpper(first) || t.from == 0 {
		return false
	}
	return slices.ContainsFunc(c.tokens, func(o token) bool {
		r, _ := utf8.DecodeRuneInString(c.text[o.from:])
		return unicode.IsLower(r) && !isFunction(o.word)
	})
}

// best returns the best correction of token i. ok is false if none is good enough.
func (c *corrector) best(i int) (best candidate, ok bool) {
	word, most := c.tokens[i].word, math.Inf(-1)
	for _, x := range c.shortlist(word) {
		context := c.context(i, &x)
		if !isPlausible(word, &x, context) || isFar(word, &x) && !c.isNextTo(i, &x) {
			continue
		}
		if s := x.score() + context - c.rarity(); s > most && isLikely(word, &x, s) {
			best, ok, most = x, true, s
		}
	}
	return best, ok
}

// maxCompared is the number of candidates that are compared in context.
const maxCompared = 6

// shortlist returns the best candidates of a word without regard to the words around it.
func (c *corrector) shortlist(word string) []candidate {
	all := c.candidates(word)
	for n := range min(maxCompared, len(all)) {
		for j := n + 1; j < len(all); j++ {
			if all[j].score() > all[n].score() {
				all[n], all[j] = all[j], all[n]
			}
		}
	}
	return all[:min(maxCompared, len(all))]
}

// errorWeight is the weight of the cost of errors. It makes an arbitrary error as unlikely as a word that is e⁴ times
// as rare.
const errorWeight = 4

// score returns the logarithm of the likelihood that the shopper meant x, up to a constant.
func (x *candidate) score() float64 { return math.Log(float64(x.count)+.5) - errorWeight*x.cost }

// closeEnough is the largest cost of errors per letter of a correction that no word around it confirms.
const closeEnough = .1

func isClose(word string, x *candidate) bool {
	return x.cost <= closeEnough*float64(utf8.RuneCountInString(word))
}

// Least scores of corrections. Below it, the word is more likely a name that the shop does not sell.
const (
	leastScore      = -1.5
	leastScoreClose = -2. // of a close correction of a short word
	leastScoreShort = 0.  // of other corrections of a short word: it resembles more words by chance
)

// maxShort is the maximum length of a short word.
const maxShort = 5

func isShort(word string) bool { return utf8.RuneCountInString(word) <= maxShort }

// isLikely reports whether score is enough to correct a word.
func isLikely(word string, x *candidate, score float64) bool {
	switch {
	case isClose(word, x):
		return score > leastScoreClose || !isShort(word)
	case isShort(word), x.cost > anyError:
		return score > leastScoreShort
	}
	return score > leastScore
}

// rarity returns a penalty that grows with the catalog: a large catalog has a similar word for every unknown name.
func (d *Dictionary) rarity() float64 { return math.Log(1+float64(d.products)/5000) / 2 }

// isFar reports whether a correction of a short word contains an arbitrary error. Most short words have such a neighbor.
func isFar(word string, x *candidate) bool { return x.cost >= anyError && isShort(word) }

// confirmed is the context of a correction that the words around it clearly confirm.
const confirmed = 1.

// isPlausible reports whether a correction is close enough to the word. Without words around it that confirm the
// correction, it must be closer.
func isPlausible(word string, x *candidate, context float64) bool {
	if x.cost > doubled && areForms(word, x.words[0]) {
		return false
	}
	if isFar(word, x) {
		return context >= confirmed
	}
	if x.distance <= 1 {
		return context >= 0 || isFunction(x.words[0]) || isClose(word, x)
	}
	return context > 0 || utf8.RuneCountInString(word) >= 10
}
