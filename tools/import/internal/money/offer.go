package money

import (
	"cmp"
	"errors"
	"regexp"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// Words before the price that is crossed out, and before the price that a shopper pays.
const (
	oldWords = `was|statt|anstatt|instead of|before|antes|de|van|avant|au lieu de|von|invece di|prima|en lugar de|förr|før|` +
		`reg\.?|regular|regularly|reg\. price|list|list price|rrp|uvp|msrp|mrp|pvp|originally|orig\.?|früher|vorher`
	newWords = `now|only|sale|por|ahora|jetzt|nur|voor|maintenant|ora|nu|now only|jetzt nur|agora|hoje|today`
)

var (
	// oldFirst matches "was $29.99, now $19.99" and "de 89,90 por 49,90".
	oldFirst = regexp.MustCompile(`^(?i)\s*(?:` + oldWords + `)[\s:]+([^()]*\d[^()]*?)[\s,;:–-]+(?:` + newWords + `)[\s:]+([^()]*\d[^()]*)$`)
	// newFirst matches "$19.99 (was $29.99)" and "19,99 € statt 29,99 €".
	newFirst = regexp.MustCompile(`^(?i)([^()]*\d[^()]*?)[\s,;–-]*\(?\b(?:` + oldWords + `)[\s:]+([^()]*\d[^()]*?)\)?$`)
)

// ParseOffer parses a text that states a price and perhaps the list price, such as "$19.99 (was $29.99)" or
// "de 89,90 por 49,90". Without a list price, list is zero. Otherwise it is like Parse.
func ParseOffer(text, currency string) (price, list catalog.Money, err error) {
	if !strings.ContainsAny(text, " (\u00a0") { // one word, which is much faster to read
		price, err = parseRange(text, currency)
		return price, list, err
	}
	now, old := text, ""
	if parts := oldFirst.FindStringSubmatch(text); parts != nil {
		old, now = parts[1], parts[2]
	} else if parts := newFirst.FindStringSubmatch(text); parts != nil {
		now, old = parts[1], parts[2]
	}
	price, err = parseRange(now, currency)
	if old == "" {
		return price, list, err
	}
	list, errList := parseRange(old, cmp.Or(price.Currency, currency))
	if errors.Is(err, ErrNoCurrency) && errList == nil {
		price, err = parseRange(now, list.Currency)
	}
	if err != nil || errList != nil || list.Currency != price.Currency {
		return price, catalog.Money{}, err
	}
	return price, list, nil
}
