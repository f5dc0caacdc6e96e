package spelling

import "strings"

// isKnown reports whether the catalog or the language has a word, or a word that it is derived from.
func (c *corrector) isKnown(word string) bool {
	return c.hasWord(word) || c.lexicon.HasWord(word) || c.isDerived(word)
}

func (d *Dictionary) hasWord(word string) bool {
	_, known := d.count(word)
	return known
}

// sells reports whether a product has the word.
func (d *Dictionary) sells(word string) bool {
	n, _ := d.count(word)
	return n > 0
}

// isStem reports whether other words can be derived from a word: it is in the catalog or long enough.
func (d *Dictionary) isStem(word string) bool {
	n, known := d.count(word)
	return n > 0 || known && len(word) > minStem
}

// minStem is the minimum length of a word from which others are derived. Short ones prove nothing.
const minStem = 4

// isDerived reports whether a word is a known word with a common ending ("choppers", "insulating", "fruity"), a
// name made of one ("istorage"), or consists of two words of the catalog ("streetwear").
func (c *corrector) isDerived(word string) bool {
	for _, ending := range []string{"s", "es", "ed", "ing", "er", "ers", "y", "ly"} {
		stem, ok := strings.CutSuffix(word, ending)
		if !ok || len(stem) < minStem || strings.HasSuffix(stem, ending[:1]) {
			continue
		}
		if c.isStem(stem) || ending[0] != 's' && ending != "ly" && c.isStem(stem+"e") {
			return true
		}
	}
	if len(word) > minStem && (word[0] == 'i' || word[0] == 'e') && word[1] != word[0] && c.isStem(word[1:]) {
		return true
	}
	if n, _ := c.pair(word); n > 0 {
		return false // two words of the catalog without their space
	}
	for at := minStem; at <= len(word)-minStem; at++ {
		if c.sells(word[:at]) && c.sells(word[at:]) {
			return true
		}
	}
	return false
}

// areForms reports whether two words are forms of one word, such as "wires" and "wired". Shoppers mean the form that
// they type, and the search by meaning knows both.
func areForms(a, b string) bool {
	n := commonStart(a, b)
	return n >= minStem && isEnding(a, n) && isEnding(b, n)
}

// commonStart returns the number of bytes with which both words begin.
func commonStart(a, b string) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// isEnding reports whether word is its first n letters with an ending.
func isEnding(word string, n int) bool {
	switch word[n:] {
	case "", "s", "es", "ed", "er", "ers", "ing":
		return true
	case "d", "r", "rs":
		return word[n-1] == 'e'
	}
	return false
}
