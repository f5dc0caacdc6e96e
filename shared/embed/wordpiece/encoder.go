package wordpiece

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxChars is the length of the longest word that is split into pieces; a longer
// one is unknown. It belongs to the model.
const maxChars = 100

// encoder is one text on its way to ids, rune by rune.
type encoder struct {
	t     *Tokenizer
	ids   []int64
	limit int // length of ids at which the rest of the text is left out

	word  [maxChars * utf8.UTFMax]byte // the word being read, normalised
	size  int                          // bytes of it
	chars int                          // characters of it, also those that word has no room for
}

// text encodes s and returns how many bytes it read before the limit.
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

// unicode takes in one rune beyond ASCII, encoded in s. What is not UTF-8 arrives
// as utf8.RuneError and is dropped.
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

// decomposed takes in the canonical decomposition of one rune, without accents.
//
// Decomposing rune by rune leaves accents in the order of the text, where the
// reference sorts them. That order cannot show: accents are dropped, and the
// vocabulary has none of the few combining marks that are not.
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

// Korean syllables are composed by arithmetic: leading consonant, vowel, and a
// trailing consonant that may be none.
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

// letter adds r to the word being read. Of a word too long to be known, only the
// length is kept.
func (e *encoder) letter(r rune) {
	e.chars++
	if e.chars <= maxChars {
		e.size += utf8.EncodeRune(e.word[e.size:], r)
	}
}

// endWord appends the ids of the word read so far, if there is one.
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
