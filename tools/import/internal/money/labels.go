package money

import (
	"regexp"
	"strings"
)

var (
	// remark matches a remark in parentheses, such as "(promo)" or "(incl. VAT)".
	remark = regexp.MustCompile(`\([^()0-9]*\)`)
	// label matches the words before a price, such as "from".
	label = regexp.MustCompile(`^(?i)(?:(?:from|starting at|starts at|starting from|ab|à partir de|a partir de|a partire da|dès|desde|vanaf|da|od|fra|från|` +
		`price|sale price|preis|prix|precio|preço|prezzo|prijs|mrp|m\.r\.p\.|rrp|uvp|nur|only|just|now|jetzt|por|sale|ca\.|approx\.)(?:\s*:\s*|\s+|$))+`)
	// ending matches the words after a price that say "for one piece" or "with tax".
	ending = regexp.MustCompile(`(?i)(?:^|[\s/]+)(?:(?:/|per |pro |par |por |je |a |à l'|al )?\s*(?:each|ea|ea\.|stk|stk\.|stück|st|st\.|pc|pc\.|pcs|piece|unit|item|pièce|` +
		`unité|unidad|unidade|pezzo|stuk)|(?:incl?\.?|including|inkl\.?|con|with|z|m\.)?\s*(?:vat|tax|gst|mwst\.?|ust\.?|iva|btw|tva|moms) ?(?:incl?\.?|included|inclusa|incluido|incluído)?|` +
		`ttc|t\.t\.c\.|brutto|gross|only|nur)$`)
)

// trimLabel removes labels before a price, such as "from".
func trimLabel(s string) string {
	if s == "" {
		return ""
	}
	s = strings.TrimSpace(remark.ReplaceAllString(s, ""))
	// A label may touch the sign: "MRP:₹5", "from€5".
	for _, word := range []string{"from", "price", "mrp", "m.r.p.", "rrp"} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			s = s[:len(word)] + " " + strings.TrimLeft(s[len(word):], ": ")
		}
	}
	return strings.TrimSpace(label.ReplaceAllString(s, ""))
}

// trimEnding removes the marks that mean "no minor units" ("499/-", "49,-", "49.–") and words such as "each".
func trimEnding(s string) string {
	if s == "" {
		return ""
	}
	for _, end := range []string{"/-", ",-", ".-", ":-", ",–", ".–", ",—", ".—"} {
		s = strings.TrimPrefix(s, end)
	}
	s = strings.TrimRight(strings.TrimSpace(remark.ReplaceAllString(s, "")), "*¹² ")
	return strings.TrimSpace(ending.ReplaceAllString(s, ""))
}
