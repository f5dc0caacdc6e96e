package wordpiece

import "unicode"

// Classes of ASCII bytes. For a letter or digit, class holds the lower-case character instead.
const (
	dropped = iota
	space
	punctuation
)

var class = func() (c [128]byte) {
	for i := range c {
		switch b := byte(i); {
		case b == ' ' || b == '\t' || b == '\n' || b == '\r':
			c[i] = space
		case b < ' ' || b == 0x7f:
			c[i] = dropped
		case b >= 'A' && b <= 'Z':
			c[i] = b - 'A' + 'a'
		case b >= 'a' && b <= 'z' || b >= '0' && b <= '9':
			c[i] = b
		default:
			c[i] = punctuation
		}
	}
	return c
}()

// The functions below classify non-ASCII runes.

// isControl reports whether r is a control, format (such as the zero-width joiner) or private-use
// character. The encoder drops these characters.
func isControl(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) && !unicode.Is(newer, r)
}

func isSpace(r rune) bool { return unicode.Is(unicode.White_Space, r) }

// isPunctuation reports whether r is punctuation. The encoder makes each one a separate word.
func isPunctuation(r rune) bool {
	return unicode.Is(unicode.P, r) && !unicode.Is(newer, r) || r == '\u166D' || r == '\U000111C9'
}

// isAccent reports whether r is a nonspacing mark. The encoder drops these marks after decomposition.
func isAccent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && !unicode.Is(newer, r) && r != '\U000111C9' || r == '\u1734'
}

// isCJK reports whether r is a Chinese character. The encoder makes each one a separate word.
func isCJK(r rune) bool { return unicode.Is(cjk, r) }

// cjk holds the Unicode blocks that BERT's authors listed. It omits blocks that Unicode added later.
var cjk = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x3400, 0x4dbf, 1},
		{0x4e00, 0x9fff, 1},
		{0xf900, 0xfaff, 1},
	},
	R32: []unicode.Range32{
		{0x20000, 0x2a6df, 1},
		{0x2a700, 0x2b73f, 1},
		{0x2b740, 0x2b81f, 1},
		{0x2b920, 0x2ceaf, 1},
		{0x2f800, 0x2fa1f, 1},
	},
}
