package query

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
)

// A parser applies the rules to a text in lower case, and blanks what they have taken.
type parser struct{ text string }

func newParser(text string) *parser {
	return &parser{strings.ReplaceAll(strings.ToLower(text), "’", "'")}
}

// take blanks a part of the text.
func (p *parser) take(from, to int) {
	p.text = p.text[:from] + strings.Repeat(" ", to-from) + p.text[to:]
}

// group returns a match's group, "" where it took no part.
func group(text string, match []int, i int) string {
	if match[2*i] < 0 {
		return ""
	}
	return text[match[2*i]:match[2*i+1]]
}

// amountGroups is how many groups an amount has: currency before, number, currency behind.
const amountGroups = 3

// prices takes the prices.
func (p *parser) prices(shop string) (least, most catalog.Money) {
	if !p.hasDigit() { // most queries; the rules' patterns take their time
		return least, most
	}
	for _, m := range betweenRule.FindAllStringSubmatchIndex(p.text, -1) {
		from, to := p.amount(m, 2), p.amount(m, 2+amountGroups)
		word := or(to.currency, from.currency)
		if from.value <= to.value && (word != "" && !p.isWeight(word) || word == "" && p.isRange(m)) {
			p.take(m[0], m[1])
			return from.in(or(from.currency, word), shop), to.in(word, shop)
		}
	}
	most = p.bound(shop, maxRule, maxAfterRule)
	least = p.bound(shop, minRule, minAfterRule)
	if !least.IsZero() && !most.IsZero() && (least.Currency != most.Currency || least.Amount > most.Amount) {
		least = catalog.Money{}
	}
	return least, most
}

func (p *parser) hasDigit() bool { return strings.ContainsAny(p.text, "0123456789") }

// bound takes the first amount that one of the rules finds.
func (p *parser) bound(shop string, rules ...*regexp.Regexp) catalog.Money {
	for _, rule := range rules {
		for _, m := range rule.FindAllStringSubmatchIndex(p.text, -1) {
			a := p.amount(m, 1)
			if (a.currency == "" && !p.isPrice(m)) || p.isWeight(a.currency) {
				continue
			}
			p.take(m[0], m[1])
			return a.in(a.currency, shop)
		}
	}
	return catalog.Money{}
}

// isRange reports whether a match of betweenRule whose amounts name no currency is one of prices all the same.
func (p *parser) isRange(m []int) bool {
	how := group(p.text, m, 1)
	return (how == "between" || pricedRule.MatchString(how) || pricedRule.MatchString(p.text[:m[0]])) && p.isPrice(m)
}

// isPrice reports whether a match whose amounts name no currency is a price all the same.
func (p *parser) isPrice(m []int) bool {
	before, behind := p.text[:m[0]], p.text[m[1]:]
	if pricedRule.MatchString(before) && !strings.HasSuffix(strings.TrimSpace(before), "for") {
		return !startsWithLetter(behind)
	}
	return nothingCountedRule.MatchString(behind) && !otherMeasureRule.MatchString(before)
}

// startsWithLetter reports whether a text goes on with the number's own unit: "50ml".
func startsWithLetter(s string) bool { return s != "" && unicode.IsLetter(rune(s[0])) }

func (p *parser) isWeight(currency string) bool {
	return currency == "pound" && weightRule.MatchString(p.text)
}

// An amountSaid is a number and the word of its currency, "" where there was none.
type amountSaid struct {
	value    float64
	currency string
}

// amount reads the amount whose groups begin at first.
func (p *parser) amount(m []int, first int) amountSaid {
	value, _ := strconv.ParseFloat(strings.ReplaceAll(group(p.text, m, first+1), ",", ""), 64)
	word := or(group(p.text, m, first), group(p.text, m, first+2))
	word = strings.TrimSuffix(word, ".")
	if _, known := currencies[word]; !known {
		word = strings.TrimSuffix(word, "s")
	}
	return amountSaid{value, word}
}

// in returns the amount in the currency that a word means in a shop.
func (a amountSaid) in(word, shop string) catalog.Money {
	code := or(shop, "USD")
	if may, ok := currencies[word]; ok {
		code = may[0]
		for _, c := range may {
			if c == shop {
				code = shop
			}
		}
	}
	return catalog.Money{Amount: int64(math.Round(a.value * math.Pow10(catalog.MinorDigits(code)))), Currency: code}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// without takes what is not wanted.
func (p *parser) without() (things []string) {
	add := func(thing string, from, to int) {
		p.take(from, to)
		for _, t := range things {
			if t == thing {
				return
			}
		}
		things = append(things, thing)
	}
	for _, m := range freeRule.FindAllStringSubmatchIndex(p.text, -1) {
		x := group(p.text, m, 1)
		if !notFree[x] && len(x) > 2 && !freeThings[firstWord(p.text[m[1]:])] {
			add(x, m[0], m[1])
		}
	}
	for _, m := range withoutRule.FindAllStringSubmatchIndex(p.text, -1) {
		for _, thing := range p.unwanted(group(p.text, m, 1), m) {
			add(thing, m[0], m[1]+len(p.phrase(m[1])))
		}
	}
	return things
}

// unwanted returns what a match of withoutRule says is not wanted, nothing where it says something else.
func (p *parser) unwanted(how string, m []int) []string {
	phrase := p.phrase(m[1])
	first := firstWord(phrase)
	bare := how == "no" || how == "non"
	switch {
	case first == "", unicode.IsDigit(rune(first[0])), len(first) < 2:
		return nil
	case bare && isNamed(p.text[:m[0]]):
		return nil
	case (bare || strings.HasSuffix(how, " no")) && notNegated[first], notWithout[first]:
		return nil
	case how == "non":
		return []string{first}
	}
	return []string{phrase}
}

// isNamed reports whether a text ends in what makes "no" a name: "the color no", "size no".
func isNamed(before string) bool {
	f := strings.Fields(before)
	return len(f) > 0 && words(`color colour size number flavor flavour or`)[strings.Trim(f[len(f)-1], ":,")]
}

// phrase returns the words from a place to the next boundary; of more than two, the first.
func (p *parser) phrase(at int) string {
	rest, end, n, first := p.text[at:], 0, 0, 0
	for end < len(rest) {
		from := end
		for from < len(rest) && rest[from] == ' ' {
			from++
		}
		to := from
		for to < len(rest) && (unicode.IsLetter(rune(rest[to])) || rest[to] >= 0x80 || rest[to] == '-' || rest[to] == '\'' || unicode.IsDigit(rune(rest[to]))) {
			to++
		}
		if to == from || boundaries[rest[from:to]] {
			break
		}
		end = to
		if n++; n == 1 {
			first = end
		}
	}
	if n > 2 {
		end = first
	}
	return strings.TrimSpace(rest[:end])
}

func firstWord(text string) string {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return w
	}
	return ""
}

// recipient finds whom it is for, and their age.
func (p *parser) recipient() (who string, age int) {
	if p.hasDigit() {
		if m := ageRule.FindStringSubmatch(p.text); m != nil {
			age, _ = strconv.Atoi(or(m[1], m[2]))
		}
	}
	for _, rule := range []*regexp.Regexp{relativeRule, forRule, possessiveRule, barePeopleRule} {
		for _, m := range rule.FindAllStringSubmatchIndex(p.text, -1) {
			if !notPeople[firstWord(p.text[m[1]:])] {
				return person(group(p.text, m, 1)), age
			}
		}
	}
	if age > 0 {
		if age < 13 {
			return "kids", age
		}
		return "", 0
	}
	return "", 0
}

// colors finds the colours.
func (p *parser) colors() (found []string) {
	for _, m := range colorRule.FindAllStringSubmatchIndex(p.text, -1) {
		name := group(p.text, m, 1)
		if notColored[firstWord(p.text[m[1]:])] || isThing[name] && !p.meansColor(m) || strings.HasPrefix(p.text[m[1]:], "-") {
			continue
		}
		if name = strings.ReplaceAll(name, "gray", "grey"); !contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

// meansColor reports whether a thing's name means its colour where it stands.
func (p *parser) meansColor(m []int) bool {
	before := p.text[:m[0]]
	return m[1] > m[3] || thingRule.MatchString(before) && !coveredRule.MatchString(before)
}

var isThing = words(strings.ReplaceAll(thingNames, "|", " "))

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// words returns a set of words.
func words(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
