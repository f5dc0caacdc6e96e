package query

import (
	"regexp"
	"strconv"
	"strings"
)

const numberWord = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|` +
	`twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|a`

// spelledRule matches an amount or an age in words: "fifty dollars", "a hundred and twenty euros", "ten year old".
var spelledRule = regexp.MustCompile(`\b((?:` + numberWord + `)(?:(?:\s+and)?[\s-]+(?:` + numberWord + `))*)[\s-]+(dollars?|bucks|pounds?|quid|euros?|rupees?|pesos?|yen|years?[\s-]olds?)\b`)

var wordValues = func() map[string]int {
	values := map[string]int{"a": 1, "hundred": 100, "thousand": 1000}
	for i, w := range strings.Fields(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`) {
		values[w] = i + 1
	}
	for i, w := range strings.Fields(`twenty thirty forty fifty sixty seventy eighty ninety`) {
		values[w] = 10 * (i + 2)
	}
	return values
}()

// digits replaces amounts in words with digits.
func digits(text string) string {
	if !spelledGate.isOpen(text) {
		return text
	}
	return spelledRule.ReplaceAllStringFunc(text, func(s string) string {
		m := spelledRule.FindStringSubmatch(s)
		n := spelledValue(m[1])
		if n == 0 || m[1] == "a" { // "a pound of coffee", "a year old"
			return s
		}
		return strconv.Itoa(n) + " " + m[2]
	})
}

// spelledValue returns the value of number words, such as 120 for "a hundred and twenty".
func spelledValue(words string) int {
	total, part := 0, 0
	for w := range strings.FieldsFuncSeq(words, isSeparator) {
		switch value := wordValues[w]; value {
		case 100:
			part = max(part, 1) * value
		case 1000:
			total, part = total+max(part, 1)*value, 0
		default:
			part += value
		}
	}
	return total + part
}
