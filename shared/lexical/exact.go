package lexical

import (
	"strings"

	"shopfyp.dev/shared/wordset"
)

// exactMark begins the dictionary's entries for brands and model numbers, which no word begins with.
const exactMark = "\x01"

// maxExactKey is the longest brand or model number, in bytes, that is found as it is written.
const maxExactKey = 64

// exactKey joins a text's letters and digits: "WH-1000 XM4" and "wh1000xm4" are one.
func exactKey(text string) string {
	key := strings.Join(strings.FieldsFunc(Fold(text), notInWord), "")
	if key == "" || len(key) > maxExactKey {
		return ""
	}
	return exactMark + key
}

// exactKeys calls f for the brand and the model numbers by which a product is to be found first, some perhaps twice.
func exactKeys(d *Document, f func(key string)) {
	if key := exactKey(d.Brand); key != "" {
		f(key)
	}
	before := ""
	for token := range strings.FieldsSeq(d.Title) {
		if isNumber(token) {
			if key := exactKey(token); key != "" {
				f(key)
			}
			if isSeries(before) { // "WH 1000XM4"
				if key := exactKey(before + token); key != "" {
					f(key)
				}
			}
		}
		before = token
	}
}

// isNumber reports whether a token may be a model number, or its second half: four letters and digits
// or more, a digit among them.
func isNumber(token string) bool {
	digits, letters := count(token)
	return digits > 0 && digits+letters >= 4
}

// isSeries reports whether a token may be the first half of a model number: one to four letters.
func isSeries(token string) bool {
	digits, letters := count(token)
	return digits == 0 && letters > 0 && letters <= 4 && !wordset.Stop[strings.ToLower(token)]
}

// isModel reports whether a token can hardly be anything but a model number: letters first and two digits
// or more ("WH-1000XM4", "rtx3080"), or letters amid digits ("1000xm4"). "500ml", "4x6" and "10-year-old" are none.
func isModel(token string) bool {
	key := strings.TrimPrefix(exactKey(token), exactMark)
	digits, letters := count(key)
	if len(key) < 5 || digits < 2 || letters == 0 {
		return false
	}
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	first, last := isDigit(key[0]), isDigit(key[len(key)-1])
	if first && last {
		return letters > 1 && !strings.Contains(key, "x")
	}
	if !first {
		return true
	}
	return strings.ContainsAny(strings.TrimLeft(key, "0123456789"), "0123456789") && strings.Count(key, "x") == 0
}

func count(token string) (digits, letters int) {
	for _, c := range []byte(token) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		}
	}
	return digits, letters
}
