package delta

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/snapshot"
)

func at(second int) time.Time { return time.Unix(1_700_000_000+int64(second), 123_000).UTC() }

// some returns n changes. Every fifth is a tombstone.
func some(n int) (all []change.Change) {
	for i := range n {
		c := change.Change{ID: catalog.ID(fmt.Sprintf("p%d", i)), At: at(i)}
		if i%5 != 4 {
			c.Product = &catalog.Product{
				ID: c.ID, Title: "Lamp", Category: []string{"Home", "Lights"}, Price: catalog.Money{Amount: 1299, Currency: "EUR"},
				SaleEnd: at(9), GroupID: "g", Color: "red", Options: []catalog.Option{{Name: "Cable", Value: "2 m"}},
			}
			c.Vector, c.Model = []float32{float32(i), .5, -1}, "m"
		}
		all = append(all, c)
	}
	return all
}

func TestWriteAndRead(t *testing.T) {
	for _, n := range []int{0, 1, 50} {
		b := snapshot.NewMemoryBucket()
		want := Delta{at(99), some(n)}
		if err := Write(t.Context(), b, "v1", want, 0); err != nil {
			t.Fatal(err)
		}
		got, generation, err := Read(t.Context(), b, "v1")
		if err != nil || generation == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("Read = %+v, %d, %v, want %+v", got, generation, err, want)
		}
		if err := Write(t.Context(), b, "v1", want, 0); !errors.Is(err, snapshot.ErrPrecondition) {
			t.Errorf("Write over another delta = %v, want ErrPrecondition", err)
		}
		if err := Write(t.Context(), b, "v1", Delta{Until: at(100)}, generation); err != nil {
			t.Errorf("Write = %v, want a replaced delta", err)
		}
	}
}

func TestNoDelta(t *testing.T) {
	if _, _, err := Read(t.Context(), snapshot.NewMemoryBucket(), "v1"); !errors.Is(err, snapshot.ErrNotFound) {
		t.Errorf("Read = %v, want ErrNotFound", err)
	}
}

// No byte may change, and none may be missing.
func TestDamage(t *testing.T) {
	data, err := encode(Delta{at(99), some(3)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		if _, err := decode(data[:i]); err == nil {
			t.Errorf("a delta of %d of its %d bytes is decoded", i, len(data))
		}
		damaged := append([]byte(nil), data...)
		damaged[i] ^= 1
		if _, err := decode(damaged); err == nil {
			t.Errorf("a delta with another byte %d is decoded", i)
		}
	}
}

func TestInvalidChange(t *testing.T) {
	all := some(1)
	all[0].Product.Title = ""
	data, err := encode(Delta{at(99), all})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := decode(data); err == nil {
		t.Error("a delta with an invalid product is decoded")
	}
}

func FuzzParse(f *testing.F) {
	data, err := encode(Delta{at(99), some(3)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[headSize:])
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := parse(data)
		if err != nil {
			return
		}
		for _, c := range d.Changes {
			if err := c.Validate(); err != nil {
				t.Errorf("parsed an invalid change: %v", err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	d := Delta{Until: at(99)}
	for i, c := range some(10_000) {
		if c.Product != nil {
			c.Vector = make([]float32, 384)
			c.Vector[i%384] = 1
		}
		d.Changes = append(d.Changes, c)
	}
	bucket := snapshot.NewMemoryBucket()
	if err := Write(b.Context(), bucket, "v1", d, 0); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(b.Context(), bucket, "v1"); err != nil {
			b.Fatal(err)
		}
	}
}
