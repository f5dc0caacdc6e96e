// Package delta keeps the changes of the catalog since a snapshot in one object beside it, the delta of the snapshot. A
// new instance reads the delta instead of thousands of documents. The package does not decide which changes a delta
// contains, and it does not apply them.
package delta

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/snapshot"
)

// ErrDamaged means that a delta is incomplete, or differs from what was written. Its reader must read the changes from
// their store instead.
var ErrDamaged = errors.New("delta is damaged")

// A Delta holds the newest change of each product that changed between the snapshot's time, which its manifest tells,
// and Until. Both are the time of the store of changes. Changes are in any order.
type Delta struct {
	Until   time.Time
	Changes []change.Change
}

// object returns the name of the delta of a version. snapshot.Prune deletes it with the version.
func object(version string) string { return "indexes/" + version + "/delta.bin" }

// maxSize is the maximum size of a delta in bytes. Builders start a build long before.
const maxSize = 256 << 20

// Read returns the delta of a version and the generation of its object. It returns snapshot.ErrNotFound if the version
// has no delta, and ErrDamaged with the generation if the delta must not be used.
func Read(ctx context.Context, b snapshot.Bucket, version string) (d Delta, generation int64, err error) {
	o, err := b.Stat(ctx, object(version))
	if err != nil {
		return Delta{}, 0, fmt.Errorf("delta of %s: %w", version, err)
	}
	if o.Size > maxSize {
		return Delta{}, o.Generation, fmt.Errorf("delta of %s: %w: it has %d bytes", version, ErrDamaged, o.Size)
	}
	r, err := b.Read(ctx, o.Name, o.Generation, 0, -1)
	if err != nil {
		return Delta{}, 0, fmt.Errorf("delta of %s: %w", version, err)
	}
	data := bytes.NewBuffer(make([]byte, 0, o.Size+bytes.MinRead))
	_, err = data.ReadFrom(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return Delta{}, 0, fmt.Errorf("delta of %s: %w", version, err)
	}
	d, err = decode(data.Bytes())
	if err != nil {
		return Delta{}, o.Generation, fmt.Errorf("delta of %s: %w: %w", version, ErrDamaged, err)
	}
	return d, o.Generation, nil
}

// Write replaces the delta of a version. It returns snapshot.ErrPrecondition if the object's generation is not
// ifGeneration, which is 0 for the first delta. A stopped Write leaves the delta as it was.
func Write(ctx context.Context, b snapshot.Bucket, version string, d Delta, ifGeneration int64) error {
	data, err := encode(d)
	if err == nil {
		_, err = b.Write(ctx, object(version), bytes.NewReader(data), ifGeneration)
	}
	if err != nil {
		return fmt.Errorf("delta of %s: %w", version, err)
	}
	return nil
}

// magic begins each delta. The SHA-256 of the rest follows. The rest is a header and the records in the gob format. The
// elements of a record's vector follow it, 32-bit floats in little-endian order.
const magic = "SFDELTA1"

const headSize = len(magic) + sha256.Size

type header struct {
	Until   time.Time
	Changes int
}

type record struct {
	ID      catalog.ID
	Product *catalog.Product
	Model   string
	At      time.Time
	Dim     int
}

func encode(d Delta) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, headSize))
	records := gob.NewEncoder(out)
	err := records.Encode(header{d.Until, len(d.Changes)})
	for i := range d.Changes {
		c := &d.Changes[i]
		err = errors.Join(err, records.Encode(record{c.ID, c.Product, c.Model, c.At, len(c.Vector)}))
		out.Write(floats(c.Vector))
	}
	data := out.Bytes()
	sum := sha256.Sum256(data[headSize:])
	copy(data[copy(data, magic):], sum[:])
	return data, err
}

// floats returns the bytes of a vector.
func floats(v []float32) []byte {
	data, _ := binary.Append(make([]byte, 0, 4*len(v)), binary.LittleEndian, v)
	return data
}

func decode(data []byte) (Delta, error) {
	if len(data) < headSize || string(data[:len(magic)]) != magic {
		return Delta{}, errors.New("not a delta")
	}
	rest := data[headSize:]
	if sum := sha256.Sum256(rest); !bytes.Equal(sum[:], data[len(magic):headSize]) {
		return Delta{}, errors.New("SHA-256 differs")
	}
	return parse(rest)
}

// parse reads the header and the records.
func parse(data []byte) (d Delta, err error) {
	in := bufio.NewReader(bytes.NewReader(data)) // a ByteReader, so that gob reads no byte of a vector
	records := gob.NewDecoder(in)
	var h header
	if err := records.Decode(&h); err != nil {
		return Delta{}, err
	}
	d.Until = h.Until
	for range h.Changes {
		c, err := decodeChange(records, in)
		if err != nil {
			return Delta{}, err
		}
		d.Changes = append(d.Changes, c)
	}
	return d, nil
}

// decodeChange reads a record and its vector.
func decodeChange(records *gob.Decoder, in io.Reader) (change.Change, error) {
	var r record
	if err := records.Decode(&r); err != nil {
		return change.Change{}, err
	}
	if r.Dim < 0 || r.Dim > catalog.MaxDim {
		return change.Change{}, fmt.Errorf("vector of %q has %d elements", r.ID, r.Dim)
	}
	c := change.Change{ID: r.ID, Product: r.Product, Model: r.Model, At: r.At}
	data := make([]byte, 4*r.Dim)
	if _, err := io.ReadFull(in, data); err != nil {
		return change.Change{}, fmt.Errorf("vector of %q: %w", r.ID, err)
	}
	if r.Dim > 0 {
		c.Vector = make([]float32, r.Dim)
	}
	for i := range c.Vector {
		c.Vector[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	if err := c.Validate(); err != nil {
		return change.Change{}, fmt.Errorf("change of %q: %w", r.ID, err)
	}
	return c, nil
}
