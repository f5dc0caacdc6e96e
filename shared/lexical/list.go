package lexical

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// segmentRows is the number of rows in a segment. A row's position within its segment fits in 2 bytes.
const segmentRows = 1 << 16

// A list is a posting list: the rows that contain a word, and their impacts. It has three parts:
//
//	segments  8 bytes for each segment with rows: uint16 number, uint16 rows - 1, uint32 rows in earlier segments
//	low       the low 16 bits of each row number, ascending within a segment
//	impact    a byte for each row: BM25F's tf/(tf+k1), times 255
type list struct {
	segments  []byte
	low       []byte
	impact    []byte
	df        int
	maxImpact byte
}

const segmentSize = 8

// An entry of the dictionary has 24 bytes: uint32 offset of its text, uint16 length of its text, uint16 number of
// segments, uint32 number of rows in its list, uint8 largest impact, 3 zero bytes, uint64 offset of its list.
type entry []byte

func (e entry) textAt() int   { return int(binary.LittleEndian.Uint32(e)) }
func (e entry) textLen() int  { return int(binary.LittleEndian.Uint16(e[4:])) }
func (e entry) segments() int { return int(binary.LittleEndian.Uint16(e[6:])) }
func (e entry) df() int       { return int(binary.LittleEndian.Uint32(e[8:])) }
func (e entry) listAt() uint64 {
	return binary.LittleEndian.Uint64(e[16:])
}

func (ix *Index) entry(i int) entry { return ix.dictionary[entrySize*i : entrySize*(i+1)] }

// textOf returns the text of entry i, or nil when it lies outside the file.
func (ix *Index) textOf(i int) []byte {
	e := ix.entry(i)
	begin, end := e.textAt(), e.textAt()+e.textLen()
	if end > len(ix.text) {
		return nil
	}
	return ix.text[begin:end]
}

// find returns the list of a word or exact key. ok reports whether the file contains it.
func (ix *Index) find(text string) (l list, ok bool, err error) {
	i := sort.Search(ix.entries, func(i int) bool { return string(ix.textOf(i)) >= text })
	if i >= ix.entries || string(ix.textOf(i)) != text {
		return list{}, false, nil
	}
	l, err = ix.list(ix.entry(i))
	return l, err == nil, err
}

// list returns the list of an entry.
func (ix *Index) list(e entry) (list, error) {
	df, segments := uint64(e.df()), uint64(e.segments())
	size := segmentSize*segments + 3*df
	if at := e.listAt(); df == 0 || df > uint64(ix.rows) || at > uint64(len(ix.lists)) || size > uint64(len(ix.lists))-at {
		return list{}, fmt.Errorf("lexical file: list of %d rows at offset %d lies outside the file", df, at)
	}
	data := ix.lists[e.listAt() : e.listAt()+size]
	low := segmentSize * segments
	return list{segments: data[:low], low: data[low : low+2*df], impact: data[low+2*df:], df: int(df), maxImpact: e[12]}, nil
}

// A run holds a list's rows in one segment.
type run struct {
	base   int64 // the segment's first row
	low    []byte
	impact []byte
}

// run returns run i of the list. It is empty when the file is damaged.
func (l *list) run(i int) run {
	s := l.segments[segmentSize*i:]
	n := int(binary.LittleEndian.Uint16(s[2:])) + 1
	at := int(binary.LittleEndian.Uint32(s[4:]))
	if at > l.df || n > l.df-at {
		n, at = 0, 0
	}
	return run{l.segment(i) * segmentRows, l.low[2*at : 2*(at+n)], l.impact[at : at+n]}
}

func (l *list) segment(i int) int64 {
	return int64(binary.LittleEndian.Uint16(l.segments[segmentSize*i:]))
}

func (l *list) runs() int { return len(l.segments) / segmentSize }

// lookUp returns the impact of a row. It returns false if the list does not contain the row.
func (l *list) lookUp(row int64) (byte, bool) {
	segment, n := row/segmentRows, l.runs()
	i := sort.Search(n, func(i int) bool { return l.segment(i) >= segment })
	if i == n || l.segment(i) != segment {
		return 0, false
	}
	r := l.run(i)
	return r.lookUp(uint16(row % segmentRows))
}

func (r *run) lookUp(low uint16) (byte, bool) {
	from, to := 0, len(r.impact)
	for from < to {
		mid := (from + to) / 2
		if binary.LittleEndian.Uint16(r.low[2*mid:]) < low {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if from == len(r.impact) || binary.LittleEndian.Uint16(r.low[2*from:]) != low {
		return 0, false
	}
	return r.impact[from], true
}
