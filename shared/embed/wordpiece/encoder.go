package wordpiece

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxChars is the maximum length of a word in characters. A longer word becomes one [UNK] token.
// The model defines this value.
const maxChars = 100

// An encoder converts one text to IDs, rune by rune.
type encoder struct {
	t     *Tokenizer
	ids   []int64
	limit int // maximum length of ids; the encoder ignores the rest of the text

	word  [maxChars * utf8.UTFMax]byte // the current word, normalized
	size  int                          // length of word in bytes
	chars int                          // length in characters, including those beyond maxChars
}

// text encodes s until it reaches the limit, and returns the number of bytes that it read.
func (e *encoder) text(s string) (read int) {
	for read < len(s) && len(e.ids) < e.limit {
		if s[read] < utf8.RuneSelf {
			e.ascii(s[read])
			read++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[read:])
		e.unicode(r, s[read:read+n])
		read += n
	}
	e.endWord()
	return read
}

func (e *encoder) ascii(b byte) {
	switch c := class[b]; c {
	case dropped:
	case space:
		e.endWord()
	case punctuation:
		e.endWord()
		e.letter(rune(b))
		e.endWord()
	default:
		e.letter(rune(c))
	}
}

// unicode adds a non-ASCII rune, encoded in s. It drops utf8.RuneError, the rune that invalid UTF-8 decodes to.
func (e *encoder) unicode(r rune, s string) {
	switch {
	case r == utf8.RuneError || isControl(r):
	case isSpace(r):
		e.endWord()
	case isCJK(r):
		e.endWord()
		e.decomposed(r, s)
		e.endWord()
	default:
		e.decomposed(r, s)
	}
}

// decomposed adds the canonical decomposition of a rune, without accents.
//
// The reference implementation also sorts combining marks into canonical order. The order does not change
// the IDs: the encoder drops accents, and the few other combining marks are not in the vocabulary.
func (e *encoder) decomposed(r rune, s string) {
	switch d := norm.NFD.PropertiesString(s).Decomposition(); {
	case d != nil:
		for len(d) > 0 {
			r, n := utf8.DecodeRune(d)
			e.plain(r)
			d = d[n:]
		}
	case r >= hangulFirst && r <= hangulLast:
		e.hangul(r - hangulFirst)
	default:
		e.plain(r)
	}
}

// Korean syllables decompose by arithmetic: a leading consonant, a vowel and an optional trailing consonant.
const (
	hangulFirst, hangulLast  = '\uac00', '\ud7a3'
	leading, vowel, trailing = '\u1100', '\u1161', '\u11a7'
	vowels, trails           = 21, 28
)

func (e *encoder) hangul(syllable rune) {
	e.letter(leading + syllable/(vowels*trails))
	e.letter(vowel + syllable/trails%vowels)
	if t := syllable % trails; t != 0 {
		e.letter(trailing + t)
	}
}

func (e *encoder) plain(r rune) {
	switch {
	case r < utf8.RuneSelf:
		e.ascii(byte(r))
	case isAccent(r):
	case isPunctuation(r):
		e.endWord()
		e.letter(r)
		e.endWord()
	default:
		e.letter(unicode.ToLower(r))
	}
}

// letter adds r to the current word. Beyond maxChars it only counts characters.
func (e *encoder) letter(r rune) {
	e.chars++
	if e.chars <= maxChars {
		e.size += utf8.EncodeRune(e.word[e.size:], r)
	}
}

// endWord appends the IDs of the current word, if there is one, and starts a new word.
func (e *encoder) endWord() {
	if e.chars == 0 {
		return
	}
	ids, known := e.ids, e.chars <= maxChars
	if known {
		ids, known = e.t.vocab.split(e.ids, e.word[:e.size])
	}
	if !known {
		ids = append(e.ids, e.t.unk)
	}
	e.ids = ids[:min(len(ids), e.limit)]
	e.size, e.chars = 0, 0
}
