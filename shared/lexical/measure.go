package lexical

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"shopfyp.dev/shared/fold"
)

// A measure is a base unit, and how many of them a unit is.
type measure struct {
	base   string
	factor int
}

// units maps units to their base units. Inches are no millimeters: no title has both 14 inches and 355.6 mm.
var units = map[string]measure{
	"mm": {"mm", 1}, "cm": {"mm", 10}, "m": {"mm", 1000}, "meter": {"mm", 1000}, "meters": {"mm", 1000}, "metre": {"mm", 1000}, "metres": {"mm", 1000},
	"millimeter": {"mm", 1}, "millimeters": {"mm", 1}, "centimeter": {"mm", 10}, "centimeters": {"mm", 10},
	"ml": {"ml", 1}, "cl": {"ml", 10}, "l": {"ml", 1000}, "liter": {"ml", 1000}, "liters": {"ml", 1000}, "litre": {"ml", 1000}, "litres": {"ml", 1000},
	"milliliter": {"ml", 1}, "milliliters": {"ml", 1}, "ltr": {"ml", 1000},
	"mg": {"mg", 1}, "g": {"mg", 1000}, "kg": {"mg", 1000_000}, "gram": {"mg", 1000}, "grams": {"mg", 1000}, "kilogram": {"mg", 1000_000}, "kilograms": {"mg", 1000_000},
	"gm": {"mg", 1000}, "gms": {"mg", 1000}, "kgs": {"mg", 1000_000},
	"mb": {"mb", 1}, "gb": {"gb", 1}, "tb": {"tb", 1}, "gigabyte": {"gb", 1}, "gigabytes": {"gb", 1}, "terabyte": {"tb", 1}, "terabytes": {"tb", 1},
	"inch": {"inch", 1}, "inches": {"inch", 1}, "in": {"inch", 1}, "ft": {"inch", 12}, "foot": {"inch", 12}, "feet": {"inch", 12}, "yd": {"inch", 36}, "yard": {"inch", 36},
	"yards": {"inch", 36},
	"oz":    {"oz", 1}, "ounce": {"oz", 1}, "ounces": {"oz", 1}, "lb": {"oz", 16}, "lbs": {"oz", 16}, "pound": {"oz", 16}, "pounds": {"oz", 16},
	"quart": {"quart", 1}, "quarts": {"quart", 1}, "qt": {"quart", 1}, "gallon": {"quart", 4}, "gallons": {"quart", 4}, "gal": {"quart", 4},
	"w": {"w", 1}, "watt": {"w", 1}, "watts": {"w", 1}, "kw": {"w", 1000}, "v": {"v", 1}, "volt": {"v", 1}, "volts": {"v", 1}, "mah": {"mah", 1}, "hz": {"hz", 1},
}

// maxQuantity is the maximum number of a quantity. Larger ones are no measures.
const maxQuantity = 1_000_000

// quantity returns the word of a number with a unit: "3000mm" for 3 m and for 300 cm.
func quantity(number, name string) (string, bool) {
	u, ok := units[name]
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n > maxQuantity {
		return "", false
	}
	return strconv.Itoa(n*u.factor) + u.base, true
}

var (
	// quotesRule matches a number of inches: 14", 14'', 14”.
	quotesRule = regexp.MustCompile(`(\d)\s?(?:"|''|”|′′)`)
	// fluidRule matches fluid ounces: "12 fl oz", "12 fl. oz.", "12 fluid ounces".
	fluidRule = regexp.MustCompile(`(\d)\s?-?(?:fl\.?|fluid)[\s-]?(?:oz\b|ounces?\b)`)
	// decimalRule matches decimals with a unit: "0.5 l", "1,5-liter".
	decimalRule = regexp.MustCompile(`\b(\d{1,5})[.,](\d{1,3})[\s-]?(\p{L}+)\b`)
)

// foldMeasures folds text. It writes measures so that they are words: 14" as "14 inch", "0.5 l" as "500ml".
func foldMeasures(text string) string {
	text = fold.Text(text)
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	if strings.ContainsAny(text, "\"'”′") {
		text = quotesRule.ReplaceAllString(text, "$1 inch ")
	}
	if strings.Contains(text, "fl") {
		text = fluidRule.ReplaceAllString(text, "$1 oz")
	}
	if strings.ContainsAny(text, ".,") {
		text = decimalRule.ReplaceAllStringFunc(text, wholeMeasure)
	}
	return text
}

// wholeMeasure returns the word of a match of decimalRule: "500ml" for "0.5 l", "1d5oz" for "1.5 oz". It returns the match
// itself if it has no unit.
func wholeMeasure(match string) string {
	m := decimalRule.FindStringSubmatch(match)
	u, ok := units[m[3]]
	n, err := strconv.ParseFloat(m[1]+"."+m[2], 64)
	if !ok || err != nil || m[3] == "in" {
		return match
	}
	n *= float64(u.factor)
	if whole := math.Round(n); math.Abs(n-whole) < 1e-6 {
		return strconv.Itoa(int(whole)) + u.base
	}
	return strings.ReplaceAll(strconv.FormatFloat(n, 'f', -1, 64), ".", "d") + u.base
}
