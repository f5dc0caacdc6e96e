package spelling

// joinedRatio is how much more frequent the joined word must be than the two words next to each other.
const joinedRatio = 20

// join replaces two words by one if the catalog writes them as one: "blue tooth".
func (c *corrector) join() {
	for i := 0; i+1 < len(c.tokens); i++ {
		a, b := c.tokens[i], c.tokens[i+1]
		if b.from != a.to+1 || !canJoin(a.word, b.word) {
			continue
		}
		joined, _ := c.count(a.word + b.word)
		if joined < c.leastJoined() || joined < joinedRatio*c.apart(a.word, b.word) {
			continue
		}
		// The first token takes the joined word and the place of both.
		c.tokens[i] = token{a.from, b.to, a.word + b.word}
		c.tokens = append(c.tokens[:i+1], c.tokens[i+2:]...)
		c.replaced = c.replaced[:len(c.tokens)]
		c.replaced[i] = a.word + b.word
	}
}

// leastJoined returns the number of products with a joined word that makes it a word of the language. In a large
// catalog, a few titles lack a space: "seasalt".
func (d *Dictionary) leastJoined() uint64 { return uint64(1 + min(4, d.products/1000)) }

// apart returns the number of products in which two words are adjacent, or an estimate if they occur together.
func (c *corrector) apart(a, b string) uint64 {
	if n, at := c.pair(a + b); n > 0 && at == len(a) {
		return n
	}
	if c.lexicon.Share(a, b) > 0 {
		return 1
	}
	return 0
}
