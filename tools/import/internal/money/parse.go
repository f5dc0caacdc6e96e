package money

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"shopfyp.dev/shared/catalog"
)

// Errors of Parse, ParseDecimal and ParseMinor.
var (
	ErrNotMoney   = errors.New("not an amount of money")
	ErrNoCurrency = errors.New("no currency")
)

// Parse parses a price in the format of a shop, such as "₹32,999", "1.299,00 €", "Rs. 499/-" or "USD 5".
// For a range such as "£16.99 - £24.99", it returns the lower end.
//
// The currency in the text takes precedence. The argument currency is an ISO 4217 code or "". It applies if the text
// has no currency, or if several currencies share the sign in the text, such as "$".
//
// Parse rounds to the minor unit of the currency, half up. The ambiguous "1.299" means 1299 in currencies that usually
// have a decimal comma or no decimals, and 1.299 in all others. The error wraps ErrNotMoney or ErrNoCurrency.
func Parse(text, currency string) (catalog.Money, error) {
	price, _, err := ParseOffer(text, currency)
	return price, err
}

// parseRange parses one amount, or the lower end of a range.
func parseRange(text, currency string) (catalog.Money, error) {
	low, high, isRange := cutRange(text)
	m, err := parseOne(low, currency)
	if !isRange {
		return m, err
	}
	// Either end of a range may contain the currency.
	n, errHigh := parseOne(high, cmp.Or(m.Currency, currency))
	if errors.Is(err, ErrNoCurrency) && errHigh == nil {
		m, err = parseOne(low, n.Currency)
	}
	if err = cmp.Or(err, errHigh); err != nil {
		return catalog.Money{}, err
	}
	if m.Currency != n.Currency {
		return catalog.Money{}, fmt.Errorf("%q has two currencies: %w", text, ErrNotMoney)
	}
	m.Amount = min(m.Amount, n.Amount)
	return m, nil
}

// ParseDecimal parses a number in the format of a program, such as "1299.5" or "1e3". A point is always a decimal
// point. ParseDecimal rounds like Parse, and its errors wrap the same sentinels.
func ParseDecimal(number, currency string) (catalog.Money, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > 1e15 {
		return catalog.Money{}, fmt.Errorf("%q: %w", number, ErrNotMoney)
	}
	if currency == "" {
		return catalog.Money{}, fmt.Errorf("%q: %w", number, ErrNoCurrency)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(f, 'f', -1, 64), ".")
	return minorUnits(number, whole, fraction, currency)
}

// ParseMinor parses an integer in the minor unit of the currency. Its errors wrap the same sentinels as those of Parse.
func ParseMinor(number, currency string) (catalog.Money, error) {
	amount, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	m := catalog.Money{Amount: amount, Currency: currency}
	switch {
	case err != nil || amount < 0:
		return catalog.Money{}, fmt.Errorf("%q: %w", number, ErrNotMoney)
	case currency == "":
		return catalog.Money{}, fmt.Errorf("%q: %w", number, ErrNoCurrency)
	case m.Validate() != nil:
		return catalog.Money{}, fmt.Errorf("%q: %w", number, ErrNotMoney)
	}
	return m, nil
}

// cutRange splits "low - high". It returns false if text does not have two amounts.
func cutRange(text string) (low, high string, ok bool) {
	for _, dash := range []string{" - ", "-", "–", "—", " to "} {
		low, high, ok = strings.Cut(text, dash)
		if ok && hasDigit(low) && hasDigit(high) {
			return low, high, true
		}
	}
	return text, "", false
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, isDigit) }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// parseOne parses one amount with its currency and labels.
func parseOne(text, currency string) (catalog.Money, error) {
	before, number, after := cutNumber(width.Fold.String(text))
	currency, ok := named(before, after, currency)
	if !ok {
		return catalog.Money{}, fmt.Errorf("%q: %w", text, ErrNotMoney)
	}
	whole, fraction, ok := splitNumber(number, pointGroups(currency))
	if !ok {
		return catalog.Money{}, fmt.Errorf("%q: %w", text, ErrNotMoney)
	}
	if currency == "" {
		return catalog.Money{}, fmt.Errorf("%q: %w", text, ErrNoCurrency)
	}
	return minorUnits(text, whole, fraction, currency)
}

// cutNumber splits text around its number, which extends from the first digit to the last.
func cutNumber(text string) (before, number, after string) {
	first := strings.IndexFunc(text, isDigit)
	if first < 0 {
		return text, "", ""
	}
	last := strings.LastIndexFunc(text, isDigit)
	before, number, after = text[:first], text[first:last+1], text[last+1:]
	// A point before the first digit belongs to the number (".99"), unless it ends an abbreviation ("Rs.").
	head, point := strings.CutSuffix(before, ".")
	if point && strings.TrimRightFunc(head, unicode.IsLetter) == head {
		return head, "0." + number, after
	}
	return before, number, after
}

// named returns the currency in the text around a number, or fallback if the text has none. It returns false if the
// text contains anything else. A code decides between the currencies of a sign: "$15.00 CAD" is in CAD.
func named(before, after, fallback string) (string, bool) {
	before, after = trimLabel(before), trimEnding(after)
	if before == "" && after == "" {
		return fallback, true
	}
	if before == "" || after == "" {
		return Currency(before+after, fallback)
	}
	first, ok := Currency(before, fallback)
	second, okSecond := Currency(after, fallback)
	if again, _ := Currency(before, second); again == second {
		first = second
	}
	if again, _ := Currency(after, first); again == first {
		second = first
	}
	return first, ok && okSecond && first == second
}

// minorUnits returns the amount whole.fraction in the minor unit of the currency, rounded half up.
func minorUnits(text, whole, fraction, currency string) (catalog.Money, error) {
	digits := catalog.MinorDigits(currency)
	up := len(fraction) > digits && fraction[digits] >= '5'
	fraction += strings.Repeat("0", digits)
	amount, err := strconv.ParseInt(whole+fraction[:digits], 10, 64)
	if err != nil {
		return catalog.Money{}, fmt.Errorf("%q is too large: %w", text, ErrNotMoney)
	}
	if up {
		amount++
	}
	m := catalog.Money{Amount: amount, Currency: currency}
	if err := m.Validate(); err != nil {
		return catalog.Money{}, fmt.Errorf("%q: %w: %w", text, ErrNotMoney, err)
	}
	return m, nil
}
