package lexical

import "strings"

// IsBrand reports whether a phrase is the brand of a row. It ignores spaces and punctuation, and "and": "Black and
// Decker" is the brand "BLACK+DECKER".
func (ix *Index) IsBrand(phrase string) bool {
	if ix.data == nil {
		return false
	}
	words := strings.FieldsFunc(Fold(phrase), notInWord)
	short := make([]string, 0, len(words))
	for _, w := range words {
		if w != "and" {
			short = append(short, w)
		}
	}
	return ix.hasKey(strings.Join(words, "")) || len(short) < len(words) && ix.hasKey(strings.Join(short, ""))
}

func (ix *Index) hasKey(letters string) bool {
	key := exactKey(letters)
	_, ok, err := ix.find(key)
	return key != "" && ok && err == nil
}
