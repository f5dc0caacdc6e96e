package lexical

// HasWord reports whether a row contains a word, in the singular or the plural. It returns false if the index is closed.
func (ix *Index) HasWord(word string) bool {
	_, ok := ix.listOf(word)
	return ok
}

// sampledRows is the minimum number of rows that Share reads of a longer list.
const sampledRows = 64

// Share estimates the share of the rows with word that also contain other. It returns -1 if the index does not contain
// one of the words. It reads a sample of the rarer word's rows.
func (ix *Index) Share(word, other string) float64 {
	l, ok := ix.listOf(word)
	o, okOther := ix.listOf(other)
	switch {
	case !ok || !okOther:
		return -1
	case o.df < l.df:
		return o.shareIn(&l) * float64(o.df) / float64(l.df)
	}
	return l.shareIn(&o)
}

// shareIn estimates the share of the list's rows that other also has.
func (l *list) shareIn(other *list) float64 {
	step := max(1, l.df/sampledRows)
	read, both := 0, 0
	at, next := 0, 0 // positions in the list: start of the run, next row of the sample
	for i := range l.runs() {
		r := l.run(i)
		for ; next < at+len(r.impact); next = read*step + read*scatter%step {
			read++
			if _, ok := other.lookUp(r.row(next - at)); ok {
				both++
			}
		}
		at += len(r.impact)
	}
	return float64(both) / float64(max(1, read))
}

// scatter is a prime that spreads the sample within its steps. The rows of similar products can have a period.
const scatter = 7919

// listOf returns the list of a word's stem.
func (ix *Index) listOf(word string) (list, bool) {
	if ix.data == nil || len(word) > maxWordBytes {
		return list{}, false
	}
	l, ok, err := ix.find(ix.rules.stemOf(word))
	return l, ok && err == nil
}
