package spelling

// minPart is the minimum length of a word that HasPart recognizes in another. Random letters contain shorter ones.
const minPart = 4

// HasPart reports whether the catalog or the language has a word, or one that it starts or ends with. It returns false if the
// file is closed or damaged.
func (d *Dictionary) HasPart(word string) (has bool) {
	if d.data == nil {
		return false
	}
	var err error
	defer func() { has = has && err == nil }()
	defer recoverDamage(&err)
	if d.hasWord(word) {
		return true
	}
	for n := minPart; n < len(word); n++ {
		if d.hasWord(word[:n]) || d.hasWord(word[len(word)-n:]) {
			return true
		}
	}
	return false
}
