package suggest

import (
	"slices"
	"strings"
)

// A Match is an entry in which a word begins with a typed text.
type Match struct {
	Text  string // the entry's text; "" for a product
	Value uint32 // the entry's value

	entry    int
	from, to int // the matching bytes of the entry's key
}

// Locate returns the part of a text that matches. text is the entry's text, or the title of its product.
func (m Match) Locate(text string) Range { return locate(text, m.from, m.to) }

// Find returns the k best entries of a kind in which a word begins with the typed text, best first.
func (f *File) Find(kind Kind, t Typed, k int) []Match {
	if t.IsEmpty() {
		return nil
	}
	l := f.list(kind)
	return l.complete(l.best([]span{l.narrow(l.all(), []byte(t.key))}, k))
}

// FindNear returns the k best entries of a kind in which a word begins with the typed text but for one typing error, best
// first. An error is a letter that is missing, wrong or too much, or two letters in the wrong order. As in package
// spelling, words of less than 4 letters and words with digits have no errors.
func (f *File) FindNear(kind Kind, t Typed, k int) []Match {
	l := f.list(kind)
	return l.complete(l.best(l.near(t.key), k))
}

// FindFirst is FindNear for an error in the first letter, which is wrong or missing. Call it if FindNear finds nothing: the
// first letter is rarely wrong, and many words begin with another one.
func (f *File) FindFirst(kind Kind, t Typed, k int) []Match {
	l := f.list(kind)
	return l.complete(l.best(l.nearFirst(t.key), k))
}

// best returns the k first entries that have a word in the spans. It finds at most one match for an entry.
func (l *list) best(spans []span, k int) []Match {
	var found []Match // in the order of entries
	if k <= 0 {
		return nil
	}
	for _, s := range spans {
		for i := s.lo; i < s.hi; i++ {
			if len(found) == k && i%block == 0 && i+block <= s.hi && uint32At(l.minima, i/block) >= found[k-1].entry {
				i += block - 1
				continue
			}
			entry, offset := l.word(i)
			at, known := slices.BinarySearchFunc(found, entry, func(m Match, e int) int { return m.entry - e })
			if known && offset+s.depth > found[at].to { // "bottel" is rather "bottle" than "bottl"
				found[at].from, found[at].to = offset, offset+s.depth
			}
			if known || at == k {
				continue
			}
			if len(found) == k {
				found = found[:k-1]
			}
			found = slices.Insert(found, at, Match{entry: entry, from: offset, to: offset + s.depth})
		}
	}
	return slices.DeleteFunc(found, func(m Match) bool { return 4*m.entry+4 > len(l.values) }) // entries of a damaged file
}

// complete sets the texts and the values of matches.
func (l *list) complete(found []Match) []Match {
	for i := range found {
		m := &found[i]
		m.Value = uint32(uint32At(l.values, m.entry))
		m.Text = strings.ToValidUTF8(string(part(l.texts, l.textEnds, m.entry)), "")
	}
	return found
}
