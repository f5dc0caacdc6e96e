package spelling

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/blevesearch/vellum"

	"shopfyp.dev/shared/wordset"
)

// Write writes the vocabulary to a file for Open.
func (v *Vocabulary) Write(name string) error {
	words, err := transducer(v.entries())
	if err != nil {
		return fmt.Errorf("%s: words: %w", name, err)
	}
	pairs, err := transducer(v.pairEntries())
	if err != nil {
		return fmt.Errorf("%s: pairs: %w", name, err)
	}
	var head []byte
	for _, n := range []int{magic, v.products, len(words), len(pairs)} {
		head = binary.LittleEndian.AppendUint64(head, uint64(n))
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(slices.Concat(head, words, pairs))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// entries returns the values of the words: the number of products, or 0 for a common word. Stop words and
// query words count as frequent, because queries contain more of them than titles.
func (v *Vocabulary) entries() map[string]uint64 {
	all := make(map[string]uint64, len(v.words)+len(v.common))
	for w := range v.common {
		all[w] = 0
	}
	for w, n := range v.words {
		all[w] = uint64(n)
	}
	for _, set := range []map[string]bool{wordset.Stop, v.query} {
		for w := range set {
			if isPlain(w) {
				all[w] = max(all[w], uint64(v.products/100+1))
			}
		}
	}
	return all
}

// pairEntries returns the values of the joined pairs: see pairValue. Large catalogs have too many pairs to keep those
// of a single product.
func (v *Vocabulary) pairEntries() map[string]uint64 {
	const small = 1000
	least := uint32(1)
	if v.products > small {
		least = 2
	}
	all := make(map[string]uint64)
	for p, n := range v.pairs {
		value := pairValue(n, p.at)
		if n >= least && value > all[p.joined] {
			all[p.joined] = value
		}
	}
	return all
}

// pairValue encodes the number of products with a pair and the length of its first word.
func pairValue(n uint32, at uint8) uint64 { return uint64(n)<<8 | uint64(at) }

// pairOf returns the parts of a pairValue.
func pairOf(value uint64) (n uint64, at int) { return value >> 8, int(value & 0xff) }

// transducer returns a finite-state transducer from keys to values.
func transducer(values map[string]uint64) ([]byte, error) {
	var out bytes.Buffer
	b, err := vellum.New(&out, nil)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if err := b.Insert([]byte(key), values[key]); err != nil {
			return nil, err
		}
	}
	if err := b.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
