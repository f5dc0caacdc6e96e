package query

import (
	"regexp"
	"strings"

	"shopfyp.dev/shared/wordset"
)

var (
	// notRule matches a negation before a thing: "not black", "aren't wireless". It means too many other things before
	// most words ("watch the game not your phone"), so only checkable things follow it.
	notRule = regexp.MustCompile(`\b(?:not|isn'?t|aren'?t|(?:do(?:es)?|would)(?:n'?t| not) (?:want|like)|neither|nothing|avoid(?:ing)?|exclude)\s+` +
		`(?:in\s+|from\s+|made (?:of|from|with|in|by)\s+|by\s+)?(?:(?:a|an|any)\s+)?`)
	// butRule matches the beginning of an exception: "anything but grey", "any color but black", "except white".
	butRule = regexp.MustCompile(`\b(?:(?:anything|(?:any|every|all)(?: other)? (?:colou?rs?|brands?)) (?:but|except)|except(?: for)?|other than)\s+(?:in\s+)?(?:(?:a|an|any)\s+)?`)
	// minusRule matches an exclusion in the syntax of search engines: "boots -leather".
	minusRule = regexp.MustCompile(`(?:^|\s)-(\p{L}{2,})(?:\s|$)`)
	// alternativeRule matches the words between two things without either of which a product should be: "no hood or zipper".
	alternativeRule = regexp.MustCompile(`^\s*,?\s*n?or\s+(?:(?:a|an|any)\s+)?`)
	// orRule matches the words between two excluded things: "not black or white".
	orRule = regexp.MustCompile(`^\s*(?:,\s*(?:or\s+|and\s+)?|(?:n?or|and)\s+)`)
)

// materials holds words for what products are made of.
var materials = wordset.New(`leather suede denim cotton wool woolen polyester nylon silk linen velvet plastic metal metallic wood wooden glass rubber
	steel aluminum aluminium ceramic porcelain bamboo fur fleece latex paper cardboard vinyl acrylic lace mesh canvas silicone spandex satin`)

// features holds adjectives that products either are or are not.
var features = wordset.New(`wireless wired bluetooth electric corded cordless scented waterproof foldable rechargeable digital analog solar glossy shiny
	matte striped floral plaid sparkly hooded sleeveless ripped padded used refurbished stretchy transparent sheer magnetic inflatable`)

// isCheckable reports whether products can be compared with a word: a color, a material, another feature or a brand of the
// catalog.
func (p *parser) isCheckable(word string) bool {
	_, isColor := colorBits[word]
	return isColor || materials[word] || features[word] || p.catalog != nil && len(word) > 2 && !notBrands[word] && p.catalog.IsName(word)
}

// notBrands holds words that are more often something else than the brand of the same name.
var notBrands = wordset.New(`included today just only more too good bad the your our new big small old one real sure yet even far really what who why
	boys girls kids women men baby`)

// negations consumes the negated things of the rules in this file and passes them to add.
func (p *parser) negations(add func(thing string, from, to int)) {
	for _, rule := range []*regexp.Regexp{butRule, notRule} {
		for m := rule.FindStringIndex(p.text); m != nil; {
			end := p.listed(m, rule == butRule, add)
			next := rule.FindStringIndex(p.text[end:])
			if next == nil {
				break
			}
			m = []int{end + next[0], end + next[1]}
		}
	}
	p.minus(add)
}

// listed passes the things after a negation at m to add: one, or several with "or" between them. It returns the offset
// behind the last.
func (p *parser) listed(m []int, exception bool, add func(thing string, from, to int)) int {
	from, at := m[0], m[1]
	for {
		phrase := p.phrase(at)
		if len(phrase) == 0 {
			return at
		}
		thing, end := p.word(phrase[0]), phrase[0].to
		if !p.isCheckable(thing) && !(exception && len(phrase) == 1 && strings.TrimSpace(p.text[end:]) == "") {
			return at
		}
		add(thing, from, end)
		or := orRule.FindStringIndex(p.text[end:])
		if or == nil {
			return end
		}
		from, at = end, end+or[1]
	}
}

// maxMinusWords is the maximum number of words of a query in which a hyphen excludes a word. In longer ones, it is mostly
// a dash: "a case cover for my phone -purple".
const maxMinusWords = 4

func (p *parser) minus(add func(thing string, from, to int)) {
	if words := len(strings.Fields(p.text)); words < 2 || words > maxMinusWords {
		return
	}
	for _, m := range minusRule.FindAllStringSubmatchIndex(p.text, -1) {
		if thing := group(p.text, m, 1); p.isCheckable(thing) {
			add(thing, m[0], m[3])
		}
	}
}
