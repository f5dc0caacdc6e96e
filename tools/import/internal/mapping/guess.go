package mapping

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A match describes how well a column fits a field.
type match struct {
	column  int
	field   Field
	strong  bool
	length  int // number of words of the phrase
	unknown int // number of unknown words in the rest of the name
	rank    int
	level   int // number in the name, such as 2 in "category 2", or 0
	phrase  int // position of the phrase in the vocabulary; lower is better
}

// guess returns a match for each column with a recognized name.
func guess(columns []string) []match {
	var found []match
	for i, name := range columns {
		if m, ok := matchColumn(words(name)); ok {
			m.column, m.level = i, level(words(name))
			found = append(found, m)
		}
	}
	return found
}

// level returns the first number in a name, or 0.
func level(name []string) int {
	for _, w := range name {
		if n, err := strconv.Atoi(w); err == nil {
			return n
		}
	}
	return 0
}

// bestMatch returns the match with the longest phrase. Of equal lengths, it prefers a strong match.
func bestMatch(name []string) (match, bool) {
	var best match
	position := 0
	for _, e := range vocabulary {
		for _, phrase := range e.phrases {
			position++
			unknown, ok := fit(name, phrase)
			if !ok || unknown > 0 && !e.strong {
				continue
			}
			m := match{field: e.field, strong: e.strong, length: len(phrase), unknown: unknown, rank: e.rank, phrase: position}
			if best.length == 0 || better(m, best) {
				best = m
			}
		}
	}
	return best, best.length > 0
}

func better(a, b match) bool {
	return a.length > b.length || a.length == b.length && a.strong && !b.strong
}

// fit reports whether a name contains the phrase and no spoiler. It also counts the unknown words in the rest of the name.
func fit(name, phrase []string) (unknown int, ok bool) {
	rest, ok := without(name, phrase)
	if !ok {
		return 0, false
	}
	for _, w := range rest {
		switch {
		case spoilers[w]:
			return 0, false
		case !harmless[w] && currencyWords[w] == "" && !unicode.IsDigit(rune(w[0])):
			unknown++
		}
	}
	return unknown, true
}

// without removes phrase from name. The phrase may be written as one word. without returns false if name does not
// contain the phrase.
func without(name, phrase []string) ([]string, bool) {
	if i := slices.Index(name, strings.Join(phrase, "")); i >= 0 {
		return slices.Concat(name[:i], name[i+1:]), true
	}
	for i := 0; i+len(phrase) <= len(name); i++ {
		if slices.Equal(name[i:i+len(phrase)], phrase) {
			return slices.Concat(name[:i], name[i+len(phrase):]), true
		}
	}
	return nil, false
}

// assign returns the columns of each field.
func assign(found []match, columns []string) map[Field][]int {
	chosen := map[Field][]int{}
	for _, f := range append([]Field{reducedPrice}, Fields...) {
		of := slices.DeleteFunc(slices.Clone(found), func(m match) bool { return m.field != f })
		slices.SortStableFunc(of, order(f))
		if len(of) == 0 {
			continue
		}
		first := of[0].column
		for i, m := range of {
			switch {
			case i == 0 || several[f] || f == Price && inOtherCurrency(columns[first], columns[m.column]):
				chosen[f] = append(chosen[f], m.column)
			case f == Image && sameButNumber(columns[first], columns[m.column]):
				chosen[MoreImages] = append(chosen[MoreImages], m.column)
			}
		}
	}
	settlePrices(chosen)
	settleNumbers(chosen)
	return chosen
}

// inOtherCurrency reports whether two columns hold the same price in two currencies.
func inOtherCurrency(a, b string) bool {
	first, second := NamedCurrency(a), NamedCurrency(b)
	return first != "" && second != "" && first != second
}

// sameButNumber reports whether two names differ only in a number, such as "image" and "image 2".
func sameButNumber(a, b string) bool {
	isNumber := func(w string) bool { return unicode.IsDigit(rune(w[0])) }
	return slices.Equal(slices.DeleteFunc(words(a), isNumber), slices.DeleteFunc(words(b), isNumber))
}

// order returns a comparison function that sorts the preferred column of a field first.
func order(f Field) func(a, b match) int {
	switch f {
	case Category:
		return func(a, b match) int { return cmp.Or(a.rank-b.rank, a.level-b.level, a.column-b.column) }
	case OptionNames, OptionValues, MoreImages:
		return func(a, b match) int { return cmp.Or(a.level-b.level, a.column-b.column) }
	}
	return func(a, b match) int { return cmp.Or(a.unknown-b.unknown, a.phrase-b.phrase, a.column-b.column) }
}

// settlePrices prefers a column of reduced prices, such as "our price", to a plain price column. The plain column
// then becomes the list price, unless there is a list price column.
func settlePrices(columns map[Field][]int) {
	reduced, plain := columns[reducedPrice], columns[Price]
	delete(columns, reducedPrice)
	if sale := columns[SalePrice]; len(sale) > 0 && len(reduced)+len(plain)+len(columns[ListPrice])+len(columns[NetPrice]) == 0 {
		columns[Price] = sale
		delete(columns, SalePrice)
	}
	if len(columns[SalePrice]) > 0 {
		delete(columns, Discount) // the sale price includes it
	}
	if len(reduced) == 0 {
		return
	}
	delete(columns, Discount) // the reduced price includes it
	columns[Price] = reduced
	switch {
	case len(plain) == 0:
	case len(columns[ListPrice]) == 0:
		columns[ListPrice] = plain
	default:
		columns[Price] = slices.Concat(reduced, plain)
	}
}

// settleNumbers takes the SKU, or else the GTIN, as the ID of a table without an ID column.
func settleNumbers(columns map[Field][]int) {
	for _, f := range []Field{SKU, GTIN} {
		if len(columns[ID]) == 0 && len(columns[f]) > 0 {
			columns[ID] = columns[f]
		}
	}
}
