package suggest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"unicode/utf8"
)

// An Entry is a text to suggest.
type Entry struct {
	Text  string
	Value uint32 // the number of shoppers or products, or the row of a product
}

// Content holds the entries of each kind, best first.
type Content map[Kind][]Entry

const (
	maxKey    = 120 // bytes of a key; the rest of a longer text is not found
	maxStarts = 10  // words of a text at which a typed text can begin
)

// Write writes the content to a file for Open. It skips texts without letters and digits.
func Write(name string, c Content) error {
	header := binary.LittleEndian.AppendUint64(nil, magic)
	var lists []byte
	for _, kind := range Kinds {
		w := newListWriter(c[kind], kind != Product)
		header = w.appendSizes(header)
		lists = w.append(lists)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(header)
	if err == nil {
		_, err = f.Write(lists)
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// A listWriter makes the sections of a list.
type listWriter struct {
	words          []start
	ends, textEnds []uint32
	values         []uint32
	keys, texts    []byte
}

// A start is a word in the key of an entry.
type start struct {
	entry  uint32
	offset uint16
}

func newListWriter(entries []Entry, withTexts bool) *listWriter {
	w := &listWriter{}
	for _, e := range entries {
		w.add(e, withTexts)
	}
	slices.SortFunc(w.words, func(a, b start) int {
		return cmp.Or(bytes.Compare(w.suffix(a), w.suffix(b)), cmp.Compare(a.entry, b.entry), cmp.Compare(a.offset, b.offset))
	})
	return w
}

func (w *listWriter) add(e Entry, withText bool) {
	key := cut(newKey(e.Text).text)
	if len(key) == 0 {
		return
	}
	entry, n := uint32(len(w.values)), 0
	starts(key, func(offset int) bool {
		w.words = append(w.words, start{entry, uint16(offset)})
		n++
		return n < maxStarts
	})
	w.keys = append(append(w.keys, key...), ' ')
	if withText {
		w.texts = append(w.texts, e.Text...)
	}
	w.ends, w.textEnds, w.values = append(w.ends, uint32(len(w.keys))), append(w.textEnds, uint32(len(w.texts))), append(w.values, e.Value)
}

// cut returns at most maxKey bytes of a key, all of them whole letters.
func cut(key []byte) []byte {
	if len(key) <= maxKey {
		return key
	}
	n := maxKey
	for !utf8.RuneStart(key[n]) {
		n--
	}
	return bytes.TrimRight(key[:n], " ")
}

// suffix returns a key from a word to its end.
func (w *listWriter) suffix(s start) []byte {
	begin := uint32(0)
	if s.entry > 0 {
		begin = w.ends[s.entry-1]
	}
	return w.keys[begin+uint32(s.offset) : w.ends[s.entry]]
}

func (w *listWriter) appendSizes(to []byte) []byte {
	for _, n := range []int{len(w.values), len(w.words), len(w.keys), len(w.texts)} {
		to = binary.LittleEndian.AppendUint64(to, uint64(n))
	}
	return to
}

func (w *listWriter) append(to []byte) []byte {
	for some := range slices.Chunk(w.words, block) {
		first := slices.MinFunc(some, func(a, b start) int { return cmp.Compare(a.entry, b.entry) })
		to = binary.LittleEndian.AppendUint32(to, first.entry)
	}
	for _, s := range w.words {
		to = binary.LittleEndian.AppendUint32(to, s.entry)
	}
	for _, section := range [][]uint32{w.ends, w.textEnds, w.values} {
		for _, n := range section {
			to = binary.LittleEndian.AppendUint32(to, n)
		}
	}
	for _, s := range w.words {
		to = binary.LittleEndian.AppendUint16(to, s.offset)
	}
	return slices.Concat(to, w.keys, w.texts)
}
