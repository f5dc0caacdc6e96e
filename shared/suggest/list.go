package suggest

import (
	"bytes"
	"encoding/binary"
	"sort"
	"unicode/utf8"
)

// A list holds the entries of one kind. See File for its sections.
type list struct {
	minima, words, ends, textEnds, values, offsets, keys, texts []byte
}

// block is the number of words whose smallest entry is known. A search skips a block that cannot improve its result.
const block = 64

func uint32At(section []byte, i int) int { return int(binary.LittleEndian.Uint32(section[4*i:])) }

// part returns the part of data that belongs to an entry, or nil in a damaged file.
func part(data, ends []byte, entry int) []byte {
	if entry < 0 || 4*entry+4 > len(ends) {
		return nil
	}
	begin, end := 0, uint32At(ends, entry)
	if entry > 0 {
		begin = uint32At(ends, entry-1)
	}
	if begin > end || end > len(data) {
		return nil
	}
	return data[begin:end]
}

// word returns the entry of a word and its offset in the entry's key.
func (l *list) word(i int) (entry, offset int) {
	return uint32At(l.words, i), int(binary.LittleEndian.Uint16(l.offsets[2*i:]))
}

// suffix returns a key from a word to its end.
func (l *list) suffix(i int) []byte {
	entry, offset := l.word(i)
	key := part(l.keys, l.ends, entry)
	return key[min(offset, len(key)):]
}

// A span is a range of words that begin with the same bytes.
type span struct {
	lo, hi int // words lo, inclusive, to hi, exclusive
	depth  int // number of the bytes
}

func (s span) isEmpty() bool { return s.lo >= s.hi }

// all returns the span of all words.
func (l *list) all() span { return span{0, len(l.words) / 4, 0} }

// narrow returns the words of s that continue with next.
func (l *list) narrow(s span, next []byte) span {
	if len(next) == 0 || s.isEmpty() {
		return s
	}
	compare := func(i int) int {
		rest := l.suffix(i)
		rest = rest[min(s.depth, len(rest)):]
		return bytes.Compare(rest[:min(len(next), len(rest))], next)
	}
	n := s.hi - s.lo
	lo := s.lo + sort.Search(n, func(i int) bool { return compare(s.lo+i) >= 0 })
	hi := lo + sort.Search(s.hi-lo, func(i int) bool { return compare(lo+i) > 0 })
	return span{lo, hi, s.depth + len(next)}
}

// children calls f for each letter that follows the bytes of s, with the words that continue with it.
func (l *list) children(s span, f func(letter rune, child span)) {
	for s.lo < s.hi {
		rest := l.suffix(s.lo)
		if len(rest) <= s.depth {
			s.lo++
			continue
		}
		letter, size := utf8.DecodeRune(rest[s.depth:])
		child := l.narrow(s, rest[s.depth:s.depth+size])
		if child.isEmpty() { // the words of a damaged file are not sorted
			return
		}
		f(letter, child)
		s.lo = child.hi
	}
}
