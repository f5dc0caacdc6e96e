package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
)

// technical are the broadest categories whose products have a manufacturer's part number.
var technical = []string{"Electronics", "Gaming", "Tools & DIY", "Automotive"}

// setNumbers sets the SKU, the part number of technical products, and the GTIN of most products.
func setNumbers(p *catalog.Product) {
	d := newDice("numbers " + string(p.ID))
	letters := initials(p.Brand)
	p.SKU = fmt.Sprintf("%s-%07d", letters, d.below(10_000_000))
	if slices.Contains(technical, p.Category[0]) {
		p.MPN = fmt.Sprintf("%s%04d-%c%d", letters, d.below(10_000), 'A'+rune(d.below(26)), d.below(10))
	}
	if d.percent(85) {
		p.GTIN = gtin(d)
	}
}

// initials returns the first three letters of a brand in upper case.
func initials(brand string) string {
	ascii := func(r rune) rune {
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}
	return strings.Map(ascii, brand)[:3]
}

// gtin returns an EAN-13 that starts with 2. Such numbers are for use within a shop, so no real product has it.
func gtin(d dice) string {
	digits := fmt.Sprintf("20%010d", d.below(10_000_000_000))
	sum := 0
	for i, r := range digits {
		sum += int(r-'0') * (1 + i%2*2) // weights 1, 3, 1, 3 …
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}
