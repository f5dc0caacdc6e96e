package related

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
)

// Write writes a file for Open: the co-occurrence weight and the related products of every row, strongest first.
func Write(name string, products [][]Product, weight float64) error {
	entries := uint64(0)
	for row, of := range products {
		if len(of) > MaxProducts {
			return fmt.Errorf("%s: row %d has %d related products, more than %d", name, row, len(of), MaxProducts)
		}
		entries += uint64(len(of))
	}
	rows := uint64(len(products))
	if rows >= maxRows || !(weight >= 0 && weight <= maxWeight) {
		return fmt.Errorf("%s: %d rows and weight %g: one is out of range", name, rows, weight)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	word := func(v uint64) { out.Write(binary.LittleEndian.AppendUint64(nil, v)) } // out keeps the first error
	for _, v := range []uint64{magic, rows, entries, math.Float64bits(weight), sizeOf(rows, entries), 0} {
		word(v)
	}
	begin := uint64(0)
	word(begin)
	for _, of := range products {
		begin += uint64(len(of))
		word(begin)
	}
	for _, of := range products {
		for _, p := range of {
			word(uint64(math.Float32bits(float32(p.Weight)))<<32 | uint64(p.Row))
		}
	}
	if err := errors.Join(out.Flush(), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
