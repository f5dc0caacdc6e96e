package query

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shopfyp.dev/shared/wordset"
)

var (
	// withoutRule matches the start of an exclusion: "without", "with no", "no added", "does not contain", "free of".
	// "not" alone means too many other things: "watch the game not your phone".
	withoutRule = regexp.MustCompile(`\b(without|with out|w/o|(?:with|contain(?:s|ing)?|ha(?:s|ve|ving)) no|do(?:es)?(?: not|n'?t) (?:have|contain|come with|need|require)|` +
		`sans|lacking|free (?:of|from)|excluding|no|non)[\s-]+(?:(?:any|a|an|the|added|my|its)\s+)*`)
	// "sugar free", "gluten-free", "baking soda free"
	freeRule = regexp.MustCompile(`((?:baking )?[\p{L}]+)[\s-]free\b`)
	// lowRule matches the text before a thing that does not belong to "free" after it, as in "low sugar and gluten free" and
	// "non gmo, gluten free".
	lowRule = regexp.MustCompile(`\b(?:low|high|reduced|less|more|no|non|without|zero)[\s-]+$`)
	// beforeFreeRule matches the text between two things before "free": "soy, nut and dairy free".
	beforeFreeRule = regexp.MustCompile(`([\p{L}]+)(?:\s*,\s*|\s*/\s*|\s+(?:and|&|\+)\s+)$`)
)

var (
	// notNegated holds words that do not form an exclusion after "no" or "non": "no-slip soles", "no-show socks".
	notNegated = wordset.New(`slip slippable slippery slop stick skid show sew iron matter problem longer more less than pull bake drill touch name one brand doubt
		idea break shred tear tears tangle spill fog woven oem marking marring stretch fiction prescription nonsense boundaries filter need tie rush
		slipping and or thanks worries stop sense mess bark heat rinse dig crease cook time country peeking fear mercy`)

	// notWithout holds words that do not form an exclusion after "without": "without a doubt".
	notWithout = wordset.New(`cause worrying breaking spending paying having being getting using losing hurting a doubt prejudice it that this`)

	// notFree holds words that do not form an exclusion before "free": "hands free", "for free", "buy one get one free".
	notFree = wordset.New(`hands hand for be is are was get buy one and or with which that a the of stress hassle worry care duty tax risk it come comes
		maintenance totally completely wrinkle royalty ad also from really not shipping toll tangle mess frizz hassle proof leakproof`)

	// freeThings holds words that give "free" another meaning: "speaker free delivery".
	freeThings = wordset.New(`shipping delivery returns return gift sample samples trial status size of from people range standing spirit weights`)

	// substances holds things that products are free of.
	substances = wordset.New(`sugar fat gluten dairy lactose nut nuts peanut soy egg wheat grain corn gmo msg salt sodium carb caffeine alcohol yeast milk meat
		paraben parabens sulfate sulfates sulphate silicone silicones phthalate phthalates fragrance perfume scent oil talc ammonia aluminum fluoride dye
		dyes bpa bps pvc lead latex toxin toxins chemical chemicals cruelty formaldehyde toluene mineral preservative preservatives`)

	// boundaries holds words that end an excluded phrase: "without sleeves for a wedding".
	boundaries = wordset.New(`and or but with for in on that which who is are it to from at by of please also i so when while if as than without no non free under
		below over above has have can should must because just only will would`)

	// qualifiers holds words that name an excluded thing only with the next word: "artificial flavors", "box spring".
	qualifiers = wordset.New(`artificial synthetic refined harsh chemical animal trans saturated palm coconut corn high box led open hair visible genetically`)

	// ingredients holds words that share the qualifier of the word before them.
	ingredients = wordset.New(`color colors colour colours flavor flavors flavour flavours sweetener sweeteners dye dyes ingredients`)

	// modifiers holds words that describe a product but do not name one.
	modifiers = wordset.New(`small medium large big mini tiny tall long short wide narrow xs xl xxl new used cheap cheapest affordable premium modern
		vintage outdoor indoor portable lightweight soft comfortable natural organic vegan healthy brand type style size set pack gift gifts birthday`)

	// pronouns holds words that refer to a product: "something without nuts". Unlike other filler words,
	// they can precede an exclusion.
	pronouns = wordset.New(`something anything one ones product item option options`)

	determiners = wordset.New(`a an the some any my another`)
)

// exclusions consumes and returns the things that the shopper excludes.
func (p *parser) exclusions() (things []string) {
	if !exclusionGate.isOpen(p.text) {
		return nil
	}
	add := func(thing string, from, to int) {
		p.consume(from, to)
		if !slices.Contains(things, thing) {
			things = append(things, thing)
		}
	}
	p.negations(add)
	for _, m := range freeRule.FindAllStringSubmatchIndex(p.text, -1) {
		if thing := group(p.text, m, 1); !notFree[thing] && len(thing) > 2 && !freeThings[firstWord(p.text[m[1]:])] {
			p.beforeFree(m[0], add)
			add(thing, m[0], m[1])
		}
	}
	for _, m := range withoutRule.FindAllStringSubmatchIndex(p.text, -1) {
		if thing, end := p.excluded(m); thing != "" {
			add(thing, m[0], end)
			p.orExcluded(thing, end, add)
		}
	}
	return things
}

// beforeFree passes the substances that a list names before the last one, which begins at offset at: "soy, nut and dairy
// free".
func (p *parser) beforeFree(at int, add func(thing string, from, to int)) {
	for {
		m := beforeFreeRule.FindStringSubmatchIndex(p.text[:at])
		if m == nil || !substances[group(p.text, m, 1)] || lowRule.MatchString(p.text[:m[0]]) {
			return
		}
		add(group(p.text, m, 1), m[0], m[1])
		at = m[0]
	}
}

// orExcluded passes the further things of a list after first, which ends at offset at: "without a hood or zipper", "no
// artificial flavors or colors".
func (p *parser) orExcluded(first string, at int, add func(thing string, from, to int)) {
	for {
		or := alternativeRule.FindStringIndex(p.text[at:])
		if or == nil {
			return
		}
		phrase := p.phrase(at + or[1])
		if len(phrase) == 0 || len(phrase) > 1 && namesProduct(p.text[phrase[0].to:]) || p.endsObject(phrase[0]) {
			return
		}
		thing := p.word(phrase[0])
		if qualifier, _, ok := strings.Cut(first, " "); ok && qualifiers[qualifier] && ingredients[thing] {
			thing = qualifier + " " + thing
		}
		add(thing, at, phrase[0].to)
		at = phrase[0].to
	}
}

// excluded returns the thing that a match of withoutRule excludes, and its end in the text.
// It returns "" if the match is not an exclusion.
func (p *parser) excluded(m []int) (thing string, end int) {
	phrase := p.phrase(m[1])
	if len(phrase) == 0 {
		return "", 0
	}
	intro, first := group(p.text, m, 1), firstWord(p.text[phrase[0].from:phrase[0].to])
	bare := intro == "no" || intro == "non"
	switch {
	case len(first) < 2, unicode.IsDigit(rune(first[0])), strings.HasSuffix(p.word(phrase[0]), "'s"), // "no man's sky"
		bare && endsInLabel(p.text[:m[0]]),
		(bare || strings.HasSuffix(intro, " no")) && notNegated[first], notWithout[first]:
		return "", 0
	case intro == "non":
		return first, phrase[0].from + len(first)
	}
	object := phrase[:p.objectLen(phrase, p.text[:m[0]])]
	end = object[len(object)-1].to
	thing = p.text[object[0].from:end]
	if len(phrase) > len(object) && p.word(phrase[len(object)]) == "added" { // "no sugar added ketchup"
		end = phrase[len(object)].to
	}
	return thing, end
}

// objectLen returns the number of words at the start of a phrase that name the excluded thing: one or two.
// It must not count the name of the product that the shopper wants.
func (p *parser) objectLen(phrase []span, before string) int {
	words := 1
	for words < len(phrase) && !p.endsObject(phrase[words]) {
		words++
	}
	switch {
	case words == 1:
		return 1
	case qualifiers[p.word(phrase[0])]: // "no artificial flavors snacks"
		return 2
	case words == 2 && namesProduct(before): // "kit without led lamp"
		return 2
	}
	return 1 // "no leather sofa", "shoes without laces cut low"
}

// endsObject reports whether a word after the first one of a phrase cannot belong to the excluded thing:
// "without armrests grey", "without laces womens", "no sugar added".
func (p *parser) endsObject(s span) bool {
	w := p.word(s)
	return w == "added" || unicode.IsDigit(rune(w[0])) || describes(w)
}

// namesProduct reports whether the text before an exclusion can name the product: "jacket no leather".
// After a determiner, the product follows the exclusion: "a no leather jacket".
func namesProduct(before string) bool {
	words := strings.FieldsFunc(before, isSeparator)
	if len(words) > 0 && determiners[words[len(words)-1]] {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return pronouns[w] || !wordset.Stop[w] && !wordset.Filler[w] && !describes(w) && !unicode.IsDigit(rune(w[0]))
	})
}

// describes reports whether a word is a color, an audience or another attribute, and does not name a product.
func describes(word string) bool {
	_, isAudience := audienceWords[word]
	_, isPerson := persons[person(word)]
	_, isColor := colorBits[word]
	return modifiers[word] || isAudience || isPerson || isColor && !isThing[word]
}

// endsInLabel reports whether before ends in a label. "No" after a label is not an exclusion: "size no 9".
func endsInLabel(before string) bool {
	f := strings.Fields(before)
	return len(f) > 0 && labels[strings.Trim(f[len(f)-1], ":,")]
}

var labels = wordset.New(`color colour size number flavor flavour or`)

// A span is the position of a word in the text.
type span struct{ from, to int }

func (p *parser) word(s span) string { return p.text[s.from:s.to] }

// phrase returns the words from byte offset at up to punctuation or a boundary word.
func (p *parser) phrase(at int) (words []span) {
	for {
		for at < len(p.text) && p.text[at] == ' ' {
			at++
		}
		end := at
		for end < len(p.text) && isPhraseByte(p.text[end]) {
			end++
		}
		if end == at || boundaries[p.text[at:end]] {
			return words
		}
		words = append(words, span{at, end})
		at = end
	}
}

// isPhraseByte reports whether b belongs to a letter, a digit, a hyphen or an apostrophe.
func isPhraseByte(b byte) bool {
	return b >= 0x80 || b == '-' || b == '\'' || unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b))
}
