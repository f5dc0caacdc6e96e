package query

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
)

var (
	// "between $20 and $40", "priced from 324 to 623 pesos", "20-40 dollars", "50$-100$"
	betweenRule = regexp.MustCompile(`(\bbetween|\bfrom|\branging from|\brange (?:of|from)|\bpriced?(?: at)?)?(?:\s+|^)` + amountPattern + `\s*(?:and|to|-|–|&)\s*` + amountPattern)
	// "under $50", "for less than 30 pounds", "budget of 40 euros", "<$50"
	maxRule = regexp.MustCompile(`(?:\b(?:` + noMore + `|under|below|beneath|(?:less|lower|cheaper|no more|not more) than|at most|up to|not over|not exceeding|within|` +
		`max(?:imum)?(?: price)?(?: of| is)?|budget(?: of| is)?)(?: about| around)?\s+|[<≤]=?\s*)` + amountPattern + `(?:\s+(?:to spend|budget)\b)?`)
	// "$50 or less", "30 pounds max", "a 1k budget"
	maxAfterRule = regexp.MustCompile(amountPattern + `\s*(?:or less|or under|or below|or cheaper|max\b|maximum|at most|tops\b|budget\b|to spend\b)`)
	// "over 98 pesos", "costs more than 20 usd"
	minRule = regexp.MustCompile(`(?:\b(?:over|above|(?:more|greater|higher|no less|not less) than|at least|starting (?:at|from)|from|min(?:imum)?(?: price)?(?: of| is)?)\s+|[>≥]=?\s*)` + amountPattern)
	// "$20 or more", "50 euros and up"
	minAfterRule = regexp.MustCompile(amountPattern + `\s*(?:or more|or above|or over|and up|and above)\b`)
	// "around $50"
	aroundRule = regexp.MustCompile(`(?:\b(?:around|about|approx(?:imately)?|roughly)\s+|~\s*)` + amountPattern)

	// danglingRule matches words that are left over after the price that they introduced: "and priced", "for", "that cost".
	danglingRule = regexp.MustCompile(`(?:[\s,.]|\b(?:and|but|for|that|which|is|are|with|at|a|the|in|my|price[ds]?|costs?|costing|prices?))*\s*[.!?]?\s*$`)

	// moneyRule matches a word that can only mean money. In or before a bound, it makes a bare number a price.
	moneyRule = regexp.MustCompile(`\b(?:price[ds]?|costs?|costing|budget|cheaper|spend(?:ing)?|pay(?:ing)?)\b`)
	// pricedRule matches such a word directly before a bound.
	pricedRule = regexp.MustCompile(`\b(?:price[ds]?|cost(?:s|ing)?|budget|spend(?:ing)?|pay(?:ing)?)\s*(?:is|range|of|at)?\s*$`)
	// limitRule matches the beginning of bounds that are usual for prices. Others limit ages, sizes or counts as often.
	limitRule = regexp.MustCompile(`^\s*(?:under|below|less than|lower than|between|[<≤])`)
	// nothingCountedRule matches the text after a number that counts nothing.
	nothingCountedRule = regexp.MustCompile(`^\s*(?:$|[,;!?]|\.(?:\s|$)|(?:please|for|with|that|but|which)\b)`)
	// otherMeasureRule matches the text before an age, a size or a count.
	otherMeasureRule = regexp.MustCompile(`\b(?:for|age[ds]?|sizes?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|boys?|girls?|m[ae]n|wom[ae]n|people|players?|adults?|years?|months?)\s*$`)
	// weightRule matches words that make "pounds" a unit of weight.
	weightRule = regexp.MustCompile(`\b(?:weigh\w*|weights?|capacity|hold(?:s|ing)?|lift(?:s|ing)?|dumbbells?|kettlebells?|barbells?|diapers?|nappies|pampers|luggage|suitcases?|dogs?|cats?|puppy|puppies|litter|turkeys?)\b`)
)

// noMore matches a negated minimum: "don't want to pay more than 300".
const noMore = `(?:not|don'?t|won'?t|can'?t|cannot|never)\s+(?:[a-z]+\s+){0,3}?(?:pay|spend|cost)\s+(?:[a-z]+\s+)?(?:more than|over|above)`

// A priceRange holds the price bounds of a query. A nil bound does not limit the price.
type priceRange struct{ min, max *amount }

func (r priceRange) isZero() bool { return r.min == nil && r.max == nil }

// in returns the bounds in a shop's currency. It drops a minimum that contradicts the maximum.
func (r priceRange) in(shop string) (least, most catalog.Money) {
	least, most = r.min.in(shop), r.max.in(shop)
	if !least.IsZero() && !most.IsZero() && (least.Currency != most.Currency || least.Amount > most.Amount) {
		least = catalog.Money{}
	}
	return least, most
}

// prices consumes and returns the price bounds.
func (p *parser) prices() (r priceRange) {
	if !p.hasDigit() { // skips the slow patterns for most queries
		return r
	}
	if r := p.between(); !r.isZero() {
		return r
	}
	r.max = p.bound(maxRule, maxAfterRule)
	r.min = p.bound(minRule, minAfterRule)
	if r.isZero() {
		return p.around()
	}
	return r
}

// between consumes and returns a price range.
func (p *parser) between() (r priceRange) {
	for _, m := range betweenRule.FindAllStringSubmatchIndex(p.text, -1) {
		from, to := p.amount(m, 2), p.amount(m, 2+amountGroups)
		word := cmp.Or(to.word, from.word)
		if from.value <= to.value && (word != "" && !p.isWeight(word) || word == "" && p.isPriceRange(m, from, to)) {
			p.consume(m[0], m[1])
			from.word, to.word = cmp.Or(from.word, word), word
			return priceRange{min: &from, max: &to}
		}
	}
	return r
}

// bound consumes and returns the first amount that a rule matches. It returns nil if no rule matches.
func (p *parser) bound(rules ...*regexp.Regexp) *amount {
	for _, rule := range rules {
		for _, m := range rule.FindAllStringSubmatchIndex(p.text, -1) {
			a := p.amount(m, 1)
			if (a.word == "" && !p.isPrice(m, a)) || p.isWeight(a.word) || p.continues(m[1]) {
				continue
			}
			p.consume(m[0], m[1])
			return &a
		}
	}
	return nil
}

// nearby is the share by which a price may differ from the one that the shopper is "around".
const nearby = .2

// around consumes a price without exact bounds and returns a range around it.
func (p *parser) around() (r priceRange) {
	for _, m := range aroundRule.FindAllStringSubmatchIndex(p.text, -1) {
		a := p.amount(m, 1)
		if a.word == "" || p.isWeight(a.word) || p.continues(m[1]) {
			continue
		}
		p.consume(m[0], m[1])
		return priceRange{min: &amount{a.value * (1 - nearby), a.word}, max: &amount{a.value * (1 + nearby), a.word}}
	}
	return r
}

// isPriceRange reports whether a match of betweenRule without a currency is a range of prices.
func (p *parser) isPriceRange(m []int, from, to amount) bool {
	intro := group(p.text, m, 1)
	if pricedRule.MatchString(intro) || pricedRule.MatchString(p.text[:m[0]]) {
		return p.isPrice(m, from)
	}
	return intro == "between" && to.value >= leastRatio*from.value && p.isPrice(m, from)
}

// leastRatio is the smallest ratio of the bounds of a range that counts as a range of prices. Sizes differ by less:
// "jeans between 30 and 32".
const leastRatio = 1.25

// minBare is the smallest bare number that counts as a price. Smaller ones are mostly ages, sizes and counts.
const minBare = 15

// isPrice reports whether a bound without a currency limits the price: a word says so, or the bound and its place leave
// hardly anything else.
func (p *parser) isPrice(m []int, a amount) bool {
	before, match, after := p.text[:m[0]], p.text[m[0]:m[1]], p.text[m[1]:]
	switch {
	case startsWithLetter(after):
		return false
	case moneyRule.MatchString(match), pricedRule.MatchString(before):
		return true
	}
	return limitRule.MatchString(match) && a.value >= minBare && nothingCountedRule.MatchString(after) && !otherMeasureRule.MatchString(before)
}

// continues reports whether the number that ends at offset at is only a part of a longer number or word.
func (p *parser) continues(at int) bool {
	rest := p.text[at:]
	digit := func(i int) bool { return i < len(rest) && unicode.IsDigit(rune(rest[i])) }
	return digit(0) || len(rest) > 0 && strings.ContainsRune(".,", rune(rest[0])) && digit(1)
}

// startsWithLetter reports whether s continues a number with a unit, as in "50ml".
func startsWithLetter(s string) bool { return s != "" && unicode.IsLetter(rune(s[0])) }

func (p *parser) isWeight(word string) bool {
	return word == "pound" && weightRule.MatchString(p.text)
}
