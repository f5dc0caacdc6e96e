package spelling

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/blevesearch/vellum"

	"shopfyp.dev/shared/mapped"
)

// A Dictionary is a mapped file of a Vocabulary. It is safe for concurrent use. The layout is little-endian:
//
//	header  4 × uint64: magic, products, size of words, size of pairs
//	words   a transducer from each word to its number of products
//	pairs   a transducer from each pair of adjacent words, joined, to pairValue
type Dictionary struct {
	data     []byte // the mapped file
	products int
	words    *vellum.FST
	pairs    *vellum.FST
	added    added // see With
}

const (
	magic      = 0x31_4c_4c_45_50_53_46_53 // "SFSPELL1"
	headerSize = 4 * 8
)

// ErrClosed is the error of Correct after Close.
var ErrClosed = errors.New("spelling file is closed")

// Open maps a spelling file and checks its header against the file size. Correct returns an error if it finds damage.
func Open(name string) (*Dictionary, error) {
	return mapped.Parse(name, "a spelling file", headerSize, parse)
}

func parse(data []byte) (d *Dictionary, err error) {
	defer recoverDamage(&err)
	var h [4]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	products, words, pairs := h[1], h[2], h[3]
	size := uint64(len(data) - headerSize)
	switch {
	case h[0] != magic:
		return nil, errors.New("not a spelling file")
	case words > size || pairs != size-words:
		return nil, fmt.Errorf("file has %d bytes, its header says %d of words and %d of pairs", len(data), words, pairs)
	case products > 1<<31:
		return nil, fmt.Errorf("%d products are too many", products)
	}
	d = &Dictionary{data: data, products: int(products)}
	if d.words, err = vellum.Load(data[headerSize : headerSize+words]); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	if d.pairs, err = vellum.Load(data[headerSize+words:]); err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	return d, nil
}

// recoverDamage turns a panic of the transducer into an error. The library reads damaged bytes without checks.
func recoverDamage(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("spelling file is damaged: %v", p)
	}
}

// Products returns the number of products of the vocabulary.
func (d *Dictionary) Products() int { return d.products }

// Close unmaps the file. No other method may run at the same time.
func (d *Dictionary) Close() error {
	if d.data == nil {
		return nil
	}
	data := d.data
	*d = Dictionary{}
	return mapped.Close(data)
}

// count returns the number of products with a word. known is true for a common word too, whose count is 0.
func (d *Dictionary) count(word string) (n uint64, known bool) {
	n, known, err := d.words.Get([]byte(word))
	if err != nil {
		panic(err) // see recoverDamage
	}
	if more, isAdded := d.added.words[word]; isAdded {
		return n + more, true
	}
	return n, known
}

// pair returns the number of products in which the words of a joined pair are adjacent, and the length of the first.
func (d *Dictionary) pair(joined string) (n uint64, at int) {
	value, ok, err := d.pairs.Get([]byte(joined))
	if err != nil {
		panic(err) // see recoverDamage
	}
	if n, at = pairOf(value); !ok || at >= len(joined) {
		return 0, 0
	}
	return n, at
}
