package lexical

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
)

// Write writes a lexical file. It calls document twice for each row, in two passes over all rows in order.
// Both calls must return the same document. Write returns the first error of document.
func Write(name string, rows int, document func(row int) (Document, error)) error {
	if rows >= maxRows {
		return fmt.Errorf("%s: too many rows: %d", name, rows)
	}
	w := &writer{rows: rows, document: document, number: make(map[string]uint32), currency: make(map[string]uint64)}
	if err := w.count(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := w.fill(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	w.write(out)
	if err := errors.Join(out.Flush(), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// A writer makes two passes over the documents: count computes the sizes of all lists, and fill fills them.
type writer struct {
	rows     int
	document func(row int) (Document, error)

	texts    []string          // of the entries, in order of first occurrence
	number   map[string]uint32 // number of the entry for each text
	df       []uint32
	last     []uint32        // number of the last row that contained the entry, plus 1
	lengths  [fields]float64 // total number of words in each field
	currency map[string]uint64
	codes    []string

	begin   []uint64 // start of each entry's part of postRow and impact
	postRow []uint32
	impact  []byte
	facts   []uint64
}

// entryOf returns the number of the entry for text. It adds the entry if it does not exist.
func (w *writer) entryOf(text string) uint32 {
	n, ok := w.number[text]
	if !ok {
		n = uint32(len(w.texts))
		text = string([]byte(text)) // a copy, so that the entry does not keep the whole document in memory
		w.texts, w.df, w.last = append(w.texts, text), append(w.df, 0), append(w.last, 0)
		w.number[text] = n
	}
	return n
}

// maxWordBytes is the maximum length of an indexed word.
const maxWordBytes = 64

// count counts the rows of every entry and the words in every field.
func (w *writer) count() error {
	for row := range w.rows {
		d, err := w.document(row)
		if err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
		seen := func(text string) {
			if n := w.entryOf(text); w.last[n] != uint32(row+1) {
				w.last[n] = uint32(row + 1)
				w.df[n]++
			}
		}
		d.eachWord(func(field int, word string) {
			w.lengths[field]++
			if len(word) <= maxWordBytes {
				seen(word)
			}
		})
		exactKeys(&d, seen)
		if err := w.addFacts(&d); err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
	}
	return nil
}

// addFacts appends the document's price and attributes to the facts.
func (w *writer) addFacts(d *Document) error {
	number := uint64(0)
	if code := d.Price.Currency; code != "" {
		if len(code) != 3 || d.Price.Amount < 0 || d.Price.Amount >= 1<<55 {
			return fmt.Errorf("price %d %q is invalid", d.Price.Amount, code)
		}
		number = w.currency[code]
		if number == 0 && len(w.codes) < maxCurrencies {
			w.codes = append(w.codes, code)
			number = uint64(len(w.codes))
			w.currency[code] = number
		}
	}
	w.facts = append(w.facts, uint64(d.Price.Amount)<<8|number, d.Attributes)
	return nil
}

// fill adds every row to the lists of its entries.
func (w *writer) fill() error {
	w.begin = make([]uint64, len(w.texts)+1)
	for n, df := range w.df {
		w.begin[n+1] = w.begin[n] + uint64(df)
	}
	w.postRow, w.impact = make([]uint32, w.begin[len(w.texts)]), make([]byte, w.begin[len(w.texts)])
	next := slices.Clone(w.begin[:len(w.texts)])
	put := func(row int, text string, impact byte) {
		n, ok := w.number[text]
		if !ok || next[n] == w.begin[n+1] {
			return // the document has changed; fill returns an error below
		}
		if at := next[n]; at > w.begin[n] && w.postRow[at-1] == uint32(row) {
			return // duplicate exact key
		}
		w.postRow[next[n]], w.impact[next[n]] = uint32(row), impact
		next[n]++
	}
	for row := range w.rows {
		d, err := w.document(row)
		if err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
		for word, tf := range w.frequencies(&d) {
			put(row, word, byte(math.Round(255*tf/(tf+k1))))
		}
		exactKeys(&d, func(key string) { put(row, key, 0) })
	}
	if !slices.Equal(next, w.begin[1:]) {
		return errors.New("documents changed between the two passes")
	}
	return nil
}

// frequencies returns the BM25F term frequency of every word of the document.
func (w *writer) frequencies(d *Document) map[string]float64 {
	var length [fields]float64
	d.eachWord(func(field int, _ string) { length[field]++ })
	tf := make(map[string]float64)
	d.eachWord(func(field int, word string) {
		if len(word) <= maxWordBytes {
			mean := w.lengths[field] / float64(w.rows)
			tf[word] += fieldWeights[field] / (1 - b + b*length[field]/mean)
		}
	})
	return tf
}

// write writes the sections to out. It ignores errors, because out.Flush returns the first one.
func (w *writer) write(out *bufio.Writer) {
	order := make([]uint32, len(w.texts)) // entries sorted by text
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		if w.texts[a] < w.texts[b] {
			return -1
		}
		return 1
	})
	text, lists := uint64(0), uint64(0)
	dictionary := make([]byte, 0, entrySize*len(order))
	for _, n := range order {
		segments, maxImpact := w.describe(n)
		dictionary = binary.LittleEndian.AppendUint32(dictionary, uint32(text))
		dictionary = binary.LittleEndian.AppendUint16(dictionary, uint16(len(w.texts[n])))
		dictionary = binary.LittleEndian.AppendUint16(dictionary, uint16(segments))
		dictionary = binary.LittleEndian.AppendUint32(dictionary, w.df[n])
		dictionary = append(dictionary, maxImpact, 0, 0, 0)
		dictionary = binary.LittleEndian.AppendUint64(dictionary, lists)
		text += uint64(len(w.texts[n]))
		lists += segmentSize*segments + 3*uint64(w.df[n])
	}
	w.writeHead(out, text, lists)
	out.Write(dictionary)
	for _, n := range order {
		io.WriteString(out, w.texts[n])
	}
	for _, n := range order {
		w.writeList(out, n)
	}
}

// describe returns an entry's number of segments and its largest impact.
func (w *writer) describe(n uint32) (segments uint64, maxImpact byte) {
	last := int64(-1)
	for at := w.begin[n]; at < w.begin[n+1]; at++ {
		if s := int64(w.postRow[at] / segmentRows); s != last {
			segments++
			last = s
		}
		maxImpact = max(maxImpact, w.impact[at])
	}
	return segments, maxImpact
}

// writeHead writes the header, the currencies and the facts.
func (w *writer) writeHead(out *bufio.Writer, text, lists uint64) {
	l := layoutOf(uint64(w.rows), uint64(len(w.texts)), uint64(len(w.codes)))
	head := []byte{}
	for _, v := range []uint64{
		magic, uint64(w.rows), uint64(len(w.texts)), uint64(len(w.codes)),
		l.facts, l.dictionary, l.text, l.text + text, l.text + text + lists, 0,
	} {
		head = binary.LittleEndian.AppendUint64(head, v)
	}
	for _, code := range w.codes {
		head = append(head, code...)
	}
	out.Write(head)
	out.Write(make([]byte, int(l.facts)-len(head)))
	var word [8]byte
	for _, fact := range w.facts {
		binary.LittleEndian.PutUint64(word[:], fact)
		out.Write(word[:])
	}
}

// writeList writes the list of an entry.
func (w *writer) writeList(out *bufio.Writer, n uint32) {
	rows, impacts := w.postRow[w.begin[n]:w.begin[n+1]], w.impact[w.begin[n]:w.begin[n+1]]
	var buf []byte
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to]/segmentRows == rows[from]/segmentRows {
			to++
		}
		buf = binary.LittleEndian.AppendUint16(buf, uint16(rows[from]/segmentRows))
		buf = binary.LittleEndian.AppendUint16(buf, uint16(to-from-1))
		buf = binary.LittleEndian.AppendUint32(buf, uint32(from))
		from = to
	}
	for _, row := range rows {
		buf = binary.LittleEndian.AppendUint16(buf, uint16(row%segmentRows))
	}
	out.Write(buf)
	out.Write(impacts)
}
