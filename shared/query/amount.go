package query

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// amountPattern matches a number, with an optional currency before or after it.
const (
	numberPattern = `((?:` +
		`\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?` + // 1,00,000
		`|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?` + // 1,299.00
		`|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?` + // 1.299,00
		`|\d{1,9},\d{2}` + // 19,99
		`|\d{1,3},\dk` + // 1,5k
		`|\d{1,9}(?:\.\d{1,2})?` +
		`)(?:k\b|\s?lakhs?\b)?)` // 1.5k, 1 lakh
	amountPattern = beforePattern + numberPattern + afterPattern

	amountGroups = 3 // capture groups of amountPattern: currency before, number, currency after
)

// An amount is a number and its currency word, or "" without a currency.
type amount struct {
	value float64
	word  string
}

// amount returns the amount whose capture groups start at number first.
func (p *parser) amount(m []int, first int) amount {
	word := cmp.Or(group(p.text, m, first), group(p.text, m, first+2))
	word = strings.TrimSuffix(word, ".")
	if _, known := currencies[word]; !known {
		word = strings.TrimSuffix(word, "s")
	}
	return amount{valueOf(group(p.text, m, first+1)), word}
}

// decimals matches the decimals of a number that numberPattern matches.
var decimals = regexp.MustCompile(`[.,](\d{1,2})$`)

// valueOf returns the value of a number that numberPattern matches. A separator before one or two digits is a decimal
// point; all others separate thousands.
func valueOf(number string) float64 {
	digits, lakhs := strings.CutSuffix(strings.TrimSuffix(number, "s"), "lakh")
	digits, thousands := strings.CutSuffix(strings.TrimSpace(digits), "k")
	fraction := ""
	if m := decimals.FindStringSubmatchIndex(digits); m != nil {
		digits, fraction = digits[:m[0]], "."+digits[m[2]:m[3]]
	}
	value, _ := strconv.ParseFloat(strings.NewReplacer(",", "", ".", "").Replace(digits)+fraction, 64)
	switch {
	case thousands:
		value *= 1000
	case lakhs:
		value *= 100_000
	}
	return value
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
