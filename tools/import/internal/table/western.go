package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// other are letters of Windows-1252 that rarely occur in Western European languages. Text in another encoding, such
	// as Windows-1250 or Mac OS Roman, contains them instead of its own letters.
	other = "þÞðÐýÝšŠžŽƒˆŸ"
	// alone are the letters that can be a word.
	alone = "àáâäåéèêëíìïóòôöøúùûüæÀÁÂÄÅÉÈÊËÍÌÏÓÒÔÖØÚÙÛÜÆ"
	// outside are symbols that do not occur between letters.
	outside = "³¹²¿¡¼½¾£¥¢¤¦§¨©ª¯¬µ¶¸º„‚“”‹›†‡‰˜±÷×"
	// before are symbols that do not occur directly before a small letter.
	before = "£¥¯ª"
)

// A script counts the words that look like Windows-1252 text in a Western European language, and those that do not.
type script struct {
	good, bad   int
	high, ascii int // letters
	czech, dane bool
}

// western reports whether the bytes of b that are not UTF-8 look like Windows-1252: words with a few accented letters
// among ASCII letters.
func western(b []byte) bool {
	var s script
	var word []rune // letters, with a zero for a valid character that is not ASCII
	last := ' '
	for len(b) > 0 {
		r, invalid, n := decodeRune(b)
		b = b[n:]
		switch {
		case unicode.IsLetter(r) && (invalid || r < utf8.RuneSelf):
			word = append(word, r)
		case unicode.IsLetter(r):
			word = append(word, 0)
		default:
			s.end(word)
			word = word[:0]
			if invalid {
				s.symbol(last, r, b)
			}
		}
		last = r
	}
	s.end(word)
	return s.western()
}

func (s *script) western() bool {
	return s.bad*20 <= s.good && s.high*10 <= (s.high+s.ascii)*4 && !(s.czech && s.dane)
}

// symbol judges an invalid byte that is the symbol r of Windows-1252, between the character last and the bytes rest.
func (s *script) symbol(last, r rune, rest []byte) {
	next, _, _ := decodeRune(append(rest[:min(len(rest), utf8.UTFMax):min(len(rest), utf8.UTFMax)], ' '))
	between := unicode.IsLetter(last) && unicode.IsLetter(next)
	if unicode.IsControl(r) || r == utf8.RuneError || between && strings.ContainsRune(outside, r) ||
		unicode.IsLower(next) && strings.ContainsRune(before, r) {
		s.bad++
	}
}

// end judges a word.
func (s *script) end(word []rune) {
	high, odd := 0, false
	for i, r := range word {
		if r < utf8.RuneSelf {
			s.ascii++
			continue
		}
		high++
		odd = odd || strings.ContainsRune(other, r) || isOdd(word, i)
		s.czech = s.czech || strings.ContainsRune("ìùòÌÙÒ", r)
		s.dane = s.dane || r == 'ø' || r == 'Ø'
	}
	single := len(word) == 1 && strings.ContainsRune(alone, word[0])
	switch {
	case high == 0:
		return
	case odd, high == len(word) && !single:
		s.bad++
	default:
		s.good++
	}
	if !single {
		s.high += high
	}
}

// isOdd reports whether word[i] is an o with a tilde that no e follows, which means another encoding than that of
// Portuguese.
func isOdd(word []rune, i int) bool {
	if word[i] != 'õ' && word[i] != 'Õ' {
		return false
	}
	return i+1 == len(word) || word[i+1] != 'e' && word[i+1] != 'E'
}
