package suggest

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"shopfyp.dev/shared/fold"
)

// A key is a text as it is compared: words of folded letters and digits, with one space between them. Each byte knows
// the rune of the text that it comes from.
type key struct {
	text []byte
	at   []int // for each byte, the offset of its rune in the original text
}

// newKey returns the key of a text. An apostrophe joins the letters around it, and other characters separate words.
func newKey(text string) key {
	k := key{make([]byte, 0, len(text)+1), make([]int, 0, len(text)+1)}
	separated := false
	for i, r := range text {
		switch {
		case isWordRune(r):
			if separated && len(k.text) > 0 {
				k.add(" ", i)
			}
			separated = false
			k.addRune(r, i)
		case r != '\'' && r != '’':
			separated = true
		}
	}
	return k
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (k *key) addRune(r rune, at int) {
	switch {
	case 'A' <= r && r <= 'Z':
		k.text, k.at = append(k.text, byte(r)+'a'-'A'), append(k.at, at)
	case r < utf8.RuneSelf:
		k.text, k.at = append(k.text, byte(r)), append(k.at, at)
	default:
		k.add(fold.Text(string(r)), at)
	}
}

func (k *key) add(text string, at int) {
	k.text = append(k.text, text...)
	for range len(text) {
		k.at = append(k.at, at)
	}
}

// Key returns a text as it is compared. Texts with the same key differ only in case, accents and punctuation.
func Key(text string) string { return string(newKey(text).text) }

// A Typed is the beginning of a text, as a shopper types it.
type Typed struct {
	key   string
	word  string // key after the space that separates it from the word before
	begin uint64 // a Title without this bit has no word that begins with key; 0 for all titles
}

// NewTyped returns the Typed of a text. A separator at its end means that the last word is complete.
func NewTyped(text string) Typed {
	k := Key(text)
	if last, _ := utf8.DecodeLastRuneInString(text); k != "" && !isWordRune(last) && last != '\'' && last != '’' {
		k += " "
	}
	t := Typed{key: k, word: k}
	if first, _ := utf8.DecodeRuneInString(k); k != "" && !isUnspaced(first) {
		t.word, t.begin = " "+k, beginning(k)
	}
	return t
}

// IsEmpty reports whether the text has no letters and no digits. Nothing completes it.
func (t Typed) IsEmpty() bool { return t.key == "" }

// A Title is a text that is not in a File, prepared for Typed.Begins.
type Title struct {
	key    string // with a space around each word
	begins uint64 // the beginnings of its words
}

// NewTitle returns the Title of a text.
func NewTitle(text string) Title {
	k := Key(text)
	t := Title{key: " " + k + " "}
	starts([]byte(k), func(offset int) bool {
		t.begins |= beginning(t.key[1+offset:])
		return true
	})
	return t
}

// beginning returns one of 64 bits for the first two bytes of a word, or 0 for a single byte.
func beginning(word string) uint64 {
	if len(word) < 2 {
		return 0
	}
	return 1 << ((uint(word[0])*31 + uint(word[1])) % 64)
}

// Begins reports whether a word of a title begins with the typed text.
func (t Typed) Begins(title Title) bool {
	return t.begin&^title.begins == 0 && t.key != "" && strings.Contains(title.key, t.word)
}

// isUnspaced reports whether a letter belongs to a script without spaces between words. Any of its letters can begin a word.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// starts calls f with the offset of each word in a key, until f returns false.
func starts(key []byte, f func(offset int) bool) {
	before := ' '
	for i := 0; i < len(key); {
		r, size := utf8.DecodeRune(key[i:])
		if r != ' ' && (before == ' ' || isUnspaced(r)) && !f(i) {
			return
		}
		before = r
		i += size
	}
}

// A Range is a part of a text, in UTF-16 code units as in JavaScript strings.
type Range struct{ Start, End int }

// Locate returns the first part of text that begins with the typed text. It returns the zero Range if there is none.
func (t Typed) Locate(text string) (found Range) {
	k := newKey(text)
	whole := string(k.text) + " " // as in a file
	starts(k.text, func(offset int) bool {
		if strings.HasPrefix(whole[offset:], t.key) {
			found = k.original(text, offset, offset+len(t.key))
		}
		return found == Range{}
	})
	return found
}

// locate returns the part of text that is the bytes from, inclusive, to to, exclusive, of its key. It returns the zero
// Range if the key is too short.
func locate(text string, from, to int) Range { return newKey(text).original(text, from, to) }

// original returns the part of text that some bytes of its key come from. The space after the last word comes from none.
func (k key) original(text string, from, to int) Range {
	if to == len(k.text)+1 {
		to--
	}
	for to > from && to <= len(k.text) && k.text[to-1] == ' ' {
		to--
	}
	if from < 0 || from >= to || to > len(k.text) {
		return Range{}
	}
	last := k.at[to-1]
	_, size := utf8.DecodeRuneInString(text[last:])
	start := units(text[:k.at[from]])
	return Range{start, start + units(text[k.at[from]:last+size])}
}

// units returns the length of a text in UTF-16 code units.
func units(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
