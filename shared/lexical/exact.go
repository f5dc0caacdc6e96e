package lexical

import (
	"strings"

	"shopfyp.dev/shared/wordset"
)

// exactMark is the first byte of the dictionary entries for brands and model numbers. No word starts with it.
const exactMark = "\x01"

// maxExactKey is the maximum length of an exact key in bytes.
const maxExactKey = 64

// exactKey returns the dictionary key of a brand or model number: its letters and digits only, so that
// "WH-1000 XM4" and "wh1000xm4" have the same key. It returns "" if text has no letters or digits, or if the
// key is too long.
func exactKey(text string) string {
	key := strings.Join(strings.FieldsFunc(Fold(text), notInWord), "")
	if key == "" || len(key) > maxExactKey {
		return ""
	}
	return exactMark + key
}

// exactKeys calls f for the keys of the product's brand and model numbers. It may call f twice with the same key.
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

// isNumber reports whether a token can be a model number or its second half: it has at least four letters and
// digits, including one digit.
func isNumber(token string) bool {
	digits, letters := count(token)
	return digits > 0 && digits+letters >= 4
}

// isSeries reports whether a token can be the first half of a model number: it has one to four letters and no digits.
func isSeries(token string) bool {
	digits, letters := count(token)
	return digits == 0 && letters > 0 && letters <= 4 && !wordset.Stop[strings.ToLower(token)]
}

// isModel reports whether a token is very likely a model number: letters followed by at least two digits
// ("WH-1000XM4", "rtx3080"), or letters between digits ("1000xm4"). It rejects "500ml", "4x6" and "10-year-old".
func isModel(token string) bool {
	key := strings.TrimPrefix(exactKey(token), exactMark)
	digits, letters := count(key)
	if len(key) < 5 || digits < 2 || letters == 0 || digits == 2 && isNumbered(key) { // "iphone14" is "iphone 14"
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

// count returns the number of ASCII digits and the number of ASCII letters in token.
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
