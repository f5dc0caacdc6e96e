package spelling

import "strings"

// soundRules lists spellings of the same sound in English, the long ones first. The second is used in keys.
var soundRules = strings.NewReplacer(
	"tch", "ch", "sch", "sk", "sc", "sk", "ck", "k", "ch", "ch", "ph", "f", "qu", "kw", "x", "ks", "wh", "w", "gh", "g", "dge", "j",
	"ce", "se", "ci", "si", "cy", "sy", "c", "k", "z", "s",
	"ee", "i", "ea", "i", "ie", "i", "ei", "i", "ey", "i", "y", "i", "oo", "u", "ou", "u", "ew", "u", "ai", "a", "ay", "a", "au", "o", "aw", "o",
)

// soundKey returns a key that words with the same sound share, such as "sneakers" and "sneekers".
func soundKey(word string) string {
	for silent, heard := range map[string]string{"kn": "n", "wr": "r", "ps": "s"} {
		if rest, ok := strings.CutPrefix(word, silent); ok {
			word = heard + rest
			break
		}
	}
	key := soundRules.Replace(word)
	var b strings.Builder
	var last rune
	for _, r := range key {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return strings.TrimSuffix(b.String(), "e")
}

// soundSpellings lists pairs of spellings that shoppers confuse and that differ by more than one letter, or that
// change a short word.
var soundSpellings = [][2]string{
	{"f", "ph"}, {"k", "ck"}, {"k", "ch"}, {"k", "c"}, {"kw", "qu"}, {"x", "cks"}, {"ks", "x"}, {"s", "c"}, {"s", "z"}, {"i", "y"},
	{"ee", "ea"}, {"ie", "ei"}, {"oo", "u"}, {"oo", "ou"}, {"n", "kn"}, {"r", "wr"}, {"g", "gh"}, {"j", "dg"}, {"shun", "tion"}, {"er", "re"}, {"or", "our"},
}

// respelled calls f for the words that differ from word in the spelling of one sound.
func respelled(word string, f func(string)) {
	for _, s := range soundSpellings {
		respell(word, s[0], s[1], f)
		respell(word, s[1], s[0], f)
	}
}

// respell calls f for word with one occurrence of from replaced by to.
func respell(word, from, to string, f func(string)) {
	for at := 0; ; {
		i := strings.Index(word[at:], from)
		if i < 0 {
			return
		}
		at += i
		f(word[:at] + to + word[at+len(from):])
		at += len(from)
	}
}
