package mapping

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shopfyp.dev/tools/import/internal/money"
)

// words splits a column name into words, in lower case and without accents. For
// example, "productDisplayName" and "no_of_ratings" have three words, "Prix (€)" has one.
func words(name string) []string {
	name = strings.ReplaceAll(name, "%", " percent ")
	var all []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			all = append(all, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(norm.NFD.String(name))
	for i, r := range runes {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		default:
			if len(word) > 0 && boundary(word[len(word)-1], r, runes[i+1:]) {
				flush()
			}
			word = append(word, r)
		}
	}
	flush()
	return all
}

// boundary reports whether a new word begins at r. before is the character before r and rest is the text after r.
func boundary(before, r rune, rest []rune) bool {
	if unicode.IsDigit(before) != unicode.IsDigit(r) {
		return true
	}
	if !unicode.IsUpper(r) {
		return false
	}
	endsAcronym := len(rest) > 0 && unicode.IsLower(rest[0])
	return unicode.IsLower(before) || endsAcronym
}

// currencyWords maps words in column names to currencies. It does not include codes
// that are also words, such as "ALL" and "TRY".
var currencyWords = withCodes(map[string]string{
	"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "rupee": "INR", "rupees": "INR",
	"pounds": "GBP", "sterling": "GBP", "yen": "JPY",
}, "usd eur gbp inr jpy cny aud cad nzd chf sek nok dkk isk pln czk huf ron bgn brl mxn ars clp cop zar "+
	"sgd hkd krw twd php thb myr idr vnd ils aed sar kwd rub uah ngn kes egp pkr bdt lkr")

func withCodes(words map[string]string, codes string) map[string]string {
	for code := range strings.FieldsSeq(codes) {
		words[code] = strings.ToUpper(code)
	}
	return words
}

// NamedCurrency returns the currency in a column name, such as "price_usd" or "Price (₹)". It returns "" if the name
// has none.
func NamedCurrency(column string) string {
	for _, w := range words(column) {
		if code := currencyWords[w]; code != "" {
			return code
		}
	}
	for _, r := range column {
		if unicode.Is(unicode.Sc, r) {
			code, _ := money.Currency(string(r), "")
			return code
		}
	}
	return ""
}
