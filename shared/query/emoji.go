package query

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// emojiText lists an emoji and its name on each line: the CLDR short names of animals, food, places, activities and objects
// in Unicode's emoji-test.txt 15.0, which shops can sell. Faces and signs are feelings, not products.
//
//go:embed emoji.txt
var emojiText string

var emojiNames = sync.OnceValue(func() map[rune]string {
	names := make(map[rune]string)
	for line := range strings.Lines(emojiText) {
		emoji, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		r, _ := utf8.DecodeRuneInString(emoji)
		names[r] = name
	}
	return names
})

// firstEmoji is the smallest code point in emoji.txt.
const firstEmoji = '⌚'

// variation is the code point that makes the one before it an emoji.
const variation = '\ufe0f'

// NameEmoji returns text with the names of emoji in place of them: "👟 for 👦" gives "running shoe for 👦".
func NameEmoji(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= firstEmoji }) < 0 {
		return text
	}
	named := false
	var b strings.Builder
	for _, r := range text {
		if name, ok := emojiNames()[r]; ok && r >= firstEmoji {
			b.WriteString(" " + name + " ")
			named = true
		} else if r != variation {
			b.WriteRune(r)
		}
	}
	if !named {
		return text
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
