package query

import (
	"strings"
	"unicode"
)

// A Parsed is a parsed query.
type Parsed struct {
	// Words is the text for word search: the query in lower case, without prices and exclusions.
	Words string
	// EmbeddingText is the text to embed: the query without its prices.
	EmbeddingText string

	prices  priceRange
	filters Filters // without prices
}

// Parse parses a query without knowledge of a catalog. See ParseWith.
func Parse(text string) Parsed { return ParseWith(text, nil) }

// ParseWith parses a query. Names of the catalog are neither filters nor parts of them. A nil names knows none.
//
// It finds the rating and the order first, then prices, then exclusions, then the recipient and age, then colors. Each
// step ignores the text that an earlier step consumed.
func ParseWith(text string, names Names) Parsed {
	p := newParser(text)
	p.text = digits(p.text)
	p.hideNames(names)
	minRating, order := p.rating(), p.order()
	prices := p.prices()
	parsed := Parsed{prices: prices, filters: Filters{MinRating: minRating, Order: order}}
	parsed.EmbeddingText = p.embeddingText(text, !prices.isZero() || minRating > 0 || order != "")
	parsed.filters.Exclusions = p.exclusions()
	parsed.Words = p.restore(p.text)
	parsed.filters.Recipient, parsed.filters.Age = p.recipient()
	parsed.filters.Colors = p.colors()
	return parsed
}

// Filters returns the query's filters for a shop that sells in currency, an ISO 4217 code.
// The shop's currency applies to amounts without a currency, and to signs that several currencies share, such as "$".
// If currency is "", amounts without a currency are in USD, and shared signs have a default.
func (p *Parsed) Filters(currency string) Filters {
	f := p.filters.Drop()
	f.MinPrice, f.MaxPrice = p.prices.in(currency)
	return f
}

// EmbeddingText returns the text to embed for a query. It removes ratings, orders and prices, because they do not describe a
// product. It keeps exclusions, because they are part of the meaning. A query with none of these, or with nothing else,
// is returned unchanged.
func EmbeddingText(text string) string {
	p := newParser(text)
	p.text = digits(p.text)
	minRating, order, prices := p.rating(), p.order(), p.prices()
	return p.embeddingText(text, minRating > 0 || order != "" || !prices.isZero())
}

// embeddingText is EmbeddingText for a parser that has consumed the prices of original, if any.
func (p *parser) embeddingText(original string, consumed bool) string {
	if !consumed {
		return original
	}
	rest := strings.Join(strings.Fields(danglingRule.ReplaceAllString(p.restore(p.text), "")), " ")
	if rest == "" {
		return original
	}
	return rest
}

// A parser applies the rules to a query in lower case. Consumed text is replaced with spaces.
type parser struct {
	text    string
	catalog Names // nil without a catalog
	names   []hidden
}

func newParser(text string) *parser {
	return &parser{text: strings.ReplaceAll(strings.ToLower(text), "’", "'")}
}

// consume replaces a part of the text with spaces.
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
