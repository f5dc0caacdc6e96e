package main

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A slot is {name}, or {lower name} for a value in lower case.
var slot = regexp.MustCompile(`\{(lower )?([a-z]+)\}`)

// fill replaces the slots of the template with values.
func fill(template string, values map[string]string) string {
	return slot.ReplaceAllStringFunc(template, func(s string) string {
		m := slot.FindStringSubmatch(s)
		if m[1] != "" {
			return lower(values[m[2]])
		}
		return values[m[2]]
	})
}

// lower converts the words of a title to lower case, except words with a
// capital or a digit after the first letter, such as USB-C, IPX7 and iPhone.
func lower(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		_, first := utf8.DecodeRuneInString(w)
		if !strings.ContainsFunc(w[first:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// upperFirst capitalizes the first letter of a sentence.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
