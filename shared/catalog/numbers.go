package catalog

import (
	"slices"
	"strings"
)

// Numbers returns the distinct keys, as NumberKey makes them, of the numbers by which a shopper may look for the
// product: its ID, SKU, GTIN and MPN.
func (p *Product) Numbers() (keys []string) {
	for _, number := range []string{string(p.ID), p.SKU, p.GTIN, p.MPN} {
		if key := NumberKey(number); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

const (
	minNumberLength = 3 // shorter numbers match too many other texts
	minGTINDigits   = 8
)

// NumberKey returns the ASCII letters and digits of a product number in lower case: "WH-1000 XM4" and "wh1000xm4" have
// the same key. A GTIN loses its leading zeros, so that a UPC has the same key as its EAN. NumberKey returns "" for
// a text that cannot be a product number: one without a digit, or one that is too short.
func NumberKey(text string) string {
	digits := 0
	key := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			digits++
			return r
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r | 0x20 // lower case
		}
		return -1
	}, text)
	if digits == 0 || len(key) < minNumberLength {
		return ""
	}
	if digits == len(key) && digits >= minGTINDigits {
		key = strings.TrimLeft(key, "0")
	}
	return key
}
