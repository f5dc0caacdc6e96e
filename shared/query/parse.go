package query

import (
	"strings"
	"unicode"
)

// A Parsed is a query after Parse.
type Parsed struct {
	// Words is the query without prices and exclusions, in lower case: the text to search for by words.
	Words string
	// EmbeddingText is the query without its prices: the text to embed.
	EmbeddingText string

	prices  priceRange
	filters Filters // without prices
}

// Parse reads a query. It works in this order, and each step ignores what an earlier one consumed:
// prices, exclusions, recipient and age, colors.
func Parse(text string) Parsed {
	p := newParser(text)
	prices := p.prices()
	parsed := Parsed{prices: prices, EmbeddingText: p.embeddingText(text, prices)}
	parsed.filters.Exclusions = p.exclusions()
	parsed.Words = p.text
	parsed.filters.Recipient, parsed.filters.Age = p.recipient()
	parsed.filters.Colors = p.colors()
	return parsed
}

// Filters returns the query's filters in a shop that sells in currency, an ISO 4217 code.
// An amount without a currency, or with a sign that several currencies share, is in that currency.
// A shop with currency "" has no known currency.
func (p *Parsed) Filters(currency string) Filters {
	f := p.filters.Drop()
	f.MinPrice, f.MaxPrice = p.prices.in(currency)
	return f
}

// EmbeddingText returns the text to embed for a query: all but its prices, which do not describe a product.
// It returns text unchanged when there are no prices or nothing else. Exclusions stay: they are part
// of the meaning.
func EmbeddingText(text string) string {
	p := newParser(text)
	prices := p.prices()
	return p.embeddingText(text, prices)
}

// embeddingText is EmbeddingText for a parser that has consumed the prices of original.
func (p *parser) embeddingText(original string, prices priceRange) string {
	if prices.isZero() {
		return original
	}
	rest := strings.Join(strings.Fields(danglingRule.ReplaceAllString(p.text, "")), " ")
	if rest == "" {
		return original
	}
	return rest
}

// A parser applies the rules to a query in lower case and blanks the parts that they consume.
type parser struct{ text string }

func newParser(text string) *parser {
	return &parser{strings.ReplaceAll(strings.ToLower(text), "’", "'")}
}

// consume blanks a part of the text.
func (p *parser) consume(from, to int) {
	p.text = p.text[:from] + strings.Repeat(" ", to-from) + p.text[to:]
}

func (p *parser) hasDigit() bool { return strings.ContainsAny(p.text, "0123456789") }

// group returns group i of a match, or "" when the group did not match.
func group(text string, match []int, i int) string {
	if match[2*i] < 0 {
		return ""
	}
	return text[match[2*i]:match[2*i+1]]
}

// firstWord returns the first word of text, or "".
func firstWord(text string) string {
	for w := range strings.FieldsFuncSeq(text, isSeparator) {
		return w
	}
	return ""
}

func isSeparator(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
