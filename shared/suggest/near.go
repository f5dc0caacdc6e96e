package suggest

import (
	"unicode"
	"unicode/utf8"
)

// minLetters is the minimum length of a word with a typing error, as in package spelling.
const minLetters = 4

// near returns the spans of the words that begin with typed but for one typing error. It follows the typed letters
// through the sorted words and tries each error at each of them. It ends where no word continues, which is soon after the
// error.
func (l *list) near(typed string) (spans []span) {
	add := l.addTo(&spans)
	before := l.all()
	for i, letter := range typed {
		size := utf8.RuneLen(letter)
		if size < 0 {
			return spans // invalid UTF-8
		}
		rest := typed[i+size:]
		switch {
		case letter == ' ':
			if rest != "" {
				add(before, rest) // "head phones"
			}
		case canErr(typed, i):
			add(before, rest) // a letter too much
			if next, n := utf8.DecodeRuneInString(rest); n > 0 && next != ' ' && next != letter {
				add(before, string(next)+string(letter)+rest[n:]) // two letters in the wrong order
			}
			if i > 0 { // see FindFirst
				l.tryLetters(before, letter, typed[i:], rest, add)
			}
		}
		if before = l.narrow(before, []byte(typed[i:i+size])); before.isEmpty() {
			return spans
		}
	}
	return spans
}

// nearFirst returns the spans of the words that begin with typed but for a wrong or missing first letter.
func (l *list) nearFirst(typed string) (spans []span) {
	letter, size := utf8.DecodeRuneInString(typed)
	if size == 0 || letter == utf8.RuneError || !canErr(typed, 0) {
		return nil
	}
	l.tryLetters(l.all(), letter, typed, typed[size:], l.addTo(&spans))
	return spans
}

// addTo returns a function that adds the words of a span that continue with next, if there are any, to spans.
func (l *list) addTo(spans *[]span) func(s span, next string) {
	return func(s span, next string) {
		if s = l.narrow(s, []byte(next)); !s.isEmpty() {
			*spans = append(*spans, s)
		}
	}
}

// tryLetters adds the words that have a letter before typed, and those that have another letter in place of the first
// letter of typed. rest is typed without that letter.
func (l *list) tryLetters(before span, letter rune, typed, rest string, add func(span, string)) {
	l.children(before, func(other rune, child span) {
		if other == ' ' || unicode.IsLetter(other) {
			add(child, typed) // "botle", "waterbottle"
		}
		if other != letter && unicode.IsLetter(other) {
			add(child, rest) // "bettle"
		}
	})
}

// canErr reports whether the letter at an offset may be a typing error: its word has enough letters, and only letters.
func canErr(typed string, at int) bool {
	from, to := at, at
	for from > 0 && typed[from-1] != ' ' {
		from--
	}
	for to < len(typed) && typed[to] != ' ' {
		to++
	}
	n := 0
	for _, r := range typed[from:to] {
		if !unicode.IsLetter(r) || isUnspaced(r) {
			return false
		}
		n++
	}
	return n >= minLetters
}
