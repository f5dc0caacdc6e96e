package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// checkEncoding returns an error if the beginning of a file is neither UTF-8 nor Windows-1252. It accepts UTF-8 with a
// few other bytes, because the reader repairs or rejects these rows.
func checkEncoding(sample []byte) error {
	valid, invalid := 0, 0
	for rest := sample; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n == 1 && !utf8.FullRune(rest):
			// the sample ends in a character
		case r == utf8.RuneError && n == 1:
			invalid++
		case n > 1:
			valid++
		}
		rest = rest[n:]
	}
	if invalid == 0 || valid > 4*invalid || western(sample) {
		return nil
	}
	return fmt.Errorf("the file is not UTF-8; it looks like %s: name it with --encoding", orList(likely(sample)))
}

// A candidate is an encoding, with the characters that text in it consists of.
type candidate struct {
	name    string
	usual   func(r rune) bool // characters of the language
	typical func(r rune) bool // characters that distinguish it from similar encodings
}

var wideForms = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x3000, Hi: 0x303f, Stride: 1}, {Lo: 0x30fc, Hi: 0x30fc, Stride: 1}, {Lo: 0xff01, Hi: 0xff5e, Stride: 1},
}}

func in(tables ...*unicode.RangeTable) func(r rune) bool {
	return func(r rune) bool { return unicode.In(r, tables...) }
}

func small(t *unicode.RangeTable) func(r rune) bool {
	return func(r rune) bool { return unicode.Is(t, r) && unicode.IsLower(r) }
}

func none(rune) bool { return false }

// isJapanese excludes the narrow forms of Katakana, which are rare in text but frequent in wrong guesses.
func isJapanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, wideForms) && (r < 0xff61 || r > 0xff9f)
}

// common reports whether r is one of the most frequent Chinese characters, for a guess between encodings.
func common(r rune) bool {
	return strings.ContainsRune("的一是不了在人有我他这個个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学之都好看起发当没成只如事把还用第样道想作种開开美新色品水花手包装家居服鞋男女童", r)
}

var candidates = []candidate{
	{"shift_jis", isJapanese, in(unicode.Hiragana, unicode.Katakana)},
	{"euc-jp", isJapanese, in(unicode.Hiragana, unicode.Katakana)},
	{"gbk", in(unicode.Han, wideForms), common}, {"big5", in(unicode.Han, wideForms), common},
	{"euc-kr", in(unicode.Hangul, wideForms), in(unicode.Hangul)},
	{"windows-1251", in(unicode.Cyrillic), small(unicode.Cyrillic)}, {"koi8-r", in(unicode.Cyrillic), small(unicode.Cyrillic)},
	{"ibm866", in(unicode.Cyrillic), small(unicode.Cyrillic)}, {"windows-1253", in(unicode.Greek), small(unicode.Greek)},
	{"windows-1255", in(unicode.Hebrew), none}, {"windows-1256", in(unicode.Arabic), none}, {"windows-874", in(unicode.Thai), none},
}

// likely returns the names of the encodings in which sample makes sense, the best first.
func likely(sample []byte) []string {
	type scored struct {
		name  string
		score float64
	}
	if mostlyLatin(sample) {
		return []string{"windows-1250", "windows-1254", "windows-1257", "macintosh", "windows-1252"}
	}
	var all []scored
	for _, c := range candidates {
		if s := c.score(sample); s >= 0.7 {
			all = append(all, scored{c.name, s})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var names []string
	for _, s := range all[:min(len(all), 3)] {
		if s.score*2 > all[0].score {
			names = append(names, s.name)
		}
	}
	if len(names) == 0 {
		return []string{"windows-1250", "windows-1251", "shift_jis", "gbk", "windows-1252"}
	}
	return names
}

// mostlyLatin reports whether the characters of sample that are not ASCII are letters in words with ASCII letters, as in
// the languages of Central Europe.
func mostlyLatin(sample []byte) bool {
	text, _ := charmap.Windows1250.NewDecoder().String(string(sample))
	all, latin := 0, 0
	for _, r := range text {
		if r >= utf8.RuneSelf {
			all++
		}
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		high := 0
		for _, r := range word {
			if r >= utf8.RuneSelf {
				high++
			}
		}
		if high*4 <= utf8.RuneCountInString(word)*3 {
			latin += high
		}
	}
	return all > 0 && latin*10 >= all*7
}

// score returns the share of usual characters plus the share of typical ones, or 0 for text that is not in the encoding.
func (c candidate) score(sample []byte) float64 {
	enc, err := htmlindex.Get(c.name)
	if err != nil {
		return 0
	}
	text, _ := enc.NewDecoder().Bytes(sample)
	var all, usual, typical, bad float64
	for _, r := range strings.TrimRight(string(text), "\ufffd") {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		switch {
		case r == utf8.RuneError:
			bad++
		case c.usual(r):
			usual++
			if c.typical(r) {
				typical++
			}
		}
	}
	if all == 0 || bad*50 > all {
		return 0
	}
	return (usual + typical) / all
}

// orList returns "a, b or c".
func orList(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
