package query

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
)

// amountPattern matches a number, with an optional currency before or after it: "$1,200", "30 pounds", "19.99 eur".
const (
	numberPattern = `(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)`
	beforePattern = `(?:(us\$|au?\$|ca?\$|[$£€₹¥₱]|usd|gbp|eur|inr|php|rs\.?)\s?)?`
	afterPattern  = `(?:[\s-]?(dollars?|bucks|usd|us\$|pounds|quid|gbp|euros?|eur|rupees?|rs|inr|pesos?|php|yen|jpy|[$£€₹¥₱])(?:\W|$))?`
	amountPattern = beforePattern + numberPattern + afterPattern

	amountGroups = 3 // capture groups of amountPattern: currency before, number, currency after
)

var (
	// "between $20 and $40", "priced from 324 to 623 pesos", "20-40 dollars"
	betweenRule = regexp.MustCompile(`(\bbetween|\bfrom|\branging from|\brange (?:of|from)|\bpriced?(?: at)?)?(?:\s+|^)` + amountPattern + `\s*(?:and|to|-|–)\s*` + amountPattern)
	// "under $50", "for less than 30 pounds", "budget of 40 euros"
	maxRule = regexp.MustCompile(`\b(?:under|below|beneath|(?:less|lower|cheaper|no more|not more) than|at most|up to|not over|not exceeding|within|` +
		`max(?:imum)?(?: price)?(?: of| is)?|budget(?: of| is)?)(?: about| around)?\s+` + amountPattern)
	// "$50 or less", "30 pounds max"
	maxAfterRule = regexp.MustCompile(amountPattern + `\s*(?:or less|or under|or below|or cheaper|max\b|maximum|at most|tops)`)
	// "over 98 pesos", "costs more than 20 usd"
	minRule = regexp.MustCompile(`\b(?:over|above|(?:more|greater|higher|no less|not less) than|at least|starting (?:at|from)|min(?:imum)?(?: price)?(?: of| is)?)\s+` + amountPattern)
	// "$20 or more", "50 euros and up"
	minAfterRule = regexp.MustCompile(amountPattern + `\s*(?:or more|or above|or over|and up|and above)\b`)

	// danglingRule matches words that are left over after the price that they introduced: "and priced", "for", "that cost".
	danglingRule = regexp.MustCompile(`(?:[\s,.]|\b(?:and|but|for|that|which|is|are|with|at|a|the|in|my|price[ds]?|costs?|costing|prices?))*\s*[.!?]?\s*$`)

	// pricedRule matches a word about prices before a number. It makes a number without a currency a price.
	pricedRule = regexp.MustCompile(`\b(?:price[ds]?|cost(?:s|ing)?|budget|spend(?:ing)?|pay(?:ing)?|for)\s*(?:is|range|of|at)?\s*$`)
	// nothingCountedRule matches the text after a number that counts nothing. Such a number is also a price,
	// unless otherMeasureRule matches the text before it as an age or a size.
	nothingCountedRule = regexp.MustCompile(`^\s*(?:$|[,;!?]|\.(?:\s|$)|please\b|for\b)`)
	otherMeasureRule   = regexp.MustCompile(`\b(?:age[ds]?|sizes?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|boys?|girls?|m[ae]n|wom[ae]n|people|players?|adults?|years?|months?)\s*$`)
	// weightRule matches words that make "pounds" a unit of weight.
	weightRule = regexp.MustCompile(`\b(?:weigh\w*|weights?|capacity|hold(?:s|ing)?|lift(?:s|ing)?|dumbbells?|kettlebells?)\b`)
)

// currencies maps a currency word to its possible codes, the default first.
var currencies = map[string][]string{
	"$": dollars, "dollar": dollars, "bucks": dollars, "usd": {"USD"}, "us$": {"USD"}, "a$": {"AUD"}, "au$": {"AUD"}, "c$": {"CAD"}, "ca$": {"CAD"},
	"£": {"GBP"}, "pound": {"GBP"}, "quid": {"GBP"}, "gbp": {"GBP"}, "€": {"EUR"}, "euro": {"EUR"}, "eur": {"EUR"},
	"₹": rupees, "rupee": rupees, "rs": rupees, "inr": {"INR"}, "₱": {"PHP"}, "php": {"PHP"}, "peso": {"PHP", "MXN", "ARS", "CLP", "COP"},
	"¥": {"JPY", "CNY"}, "yen": {"JPY"}, "jpy": {"JPY"},
}

var (
	dollars = []string{"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD"}
	rupees  = []string{"INR", "PKR", "LKR", "NPR"}
)

// An amount is a number and its currency word, or "" without a currency.
type amount struct {
	value float64
	word  string
}

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

// in returns the amount as money for a shop that sells in the currency shop. A nil amount gives the zero price.
func (a *amount) in(shop string) catalog.Money {
	if a == nil {
		return catalog.Money{}
	}
	code := cmp.Or(shop, "USD")
	if codes, ok := currencies[a.word]; ok && !slices.Contains(codes, shop) {
		code = codes[0]
	}
	return catalog.Money{Amount: int64(math.Round(a.value * math.Pow10(catalog.MinorDigits(code)))), Currency: code}
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
	return r
}

// between consumes and returns a price range.
func (p *parser) between() (r priceRange) {
	for _, m := range betweenRule.FindAllStringSubmatchIndex(p.text, -1) {
		from, to := p.amount(m, 2), p.amount(m, 2+amountGroups)
		word := cmp.Or(to.word, from.word)
		if from.value <= to.value && (word != "" && !p.isWeight(word) || word == "" && p.isPriceRange(m)) {
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
			if (a.word == "" && !p.isPrice(m)) || p.isWeight(a.word) {
				continue
			}
			p.consume(m[0], m[1])
			return &a
		}
	}
	return nil
}

// amount returns the amount whose capture groups start at number first.
func (p *parser) amount(m []int, first int) amount {
	value, _ := strconv.ParseFloat(strings.ReplaceAll(group(p.text, m, first+1), ",", ""), 64)
	word := cmp.Or(group(p.text, m, first), group(p.text, m, first+2))
	word = strings.TrimSuffix(word, ".")
	if _, known := currencies[word]; !known {
		word = strings.TrimSuffix(word, "s")
	}
	return amount{value, word}
}

// isPriceRange reports whether a match of betweenRule without a currency is a range of prices.
func (p *parser) isPriceRange(m []int) bool {
	intro := group(p.text, m, 1)
	return (intro == "between" || pricedRule.MatchString(intro) || pricedRule.MatchString(p.text[:m[0]])) && p.isPrice(m)
}

// isPrice reports whether a match without a currency is a price.
func (p *parser) isPrice(m []int) bool {
	before, after := p.text[:m[0]], p.text[m[1]:]
	if pricedRule.MatchString(before) && !strings.HasSuffix(strings.TrimSpace(before), "for") {
		return !startsWithLetter(after)
	}
	return nothingCountedRule.MatchString(after) && !otherMeasureRule.MatchString(before)
}

// startsWithLetter reports whether s continues a number with a unit, as in "50ml".
func startsWithLetter(s string) bool { return s != "" && unicode.IsLetter(rune(s[0])) }

func (p *parser) isWeight(word string) bool {
	return word == "pound" && weightRule.MatchString(p.text)
}
