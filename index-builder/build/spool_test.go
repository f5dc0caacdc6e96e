package build

import (
	"encoding/gob"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// spooled returns a spool of n products, and the products that it should return.
func spooled(t *testing.T, n int) (*spool, []catalog.Product) {
	t.Helper()
	s, err := newSpool(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.close() })
	var want []catalog.Product
	for i := range n {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("p%d", i)), Title: strings.Repeat("word ", i%50+1), Description: "long"}
		if i%2 == 1 {
			p.Category, p.Options = []string{"a", "b"}, []catalog.Option{{Name: "length", Value: "2 m"}}
			p.SalePrice, p.SaleEnd = catalog.Money{Amount: int64(i), Currency: "EUR"}, time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
		}
		if err := s.add(&p); err != nil {
			t.Fatal(err)
		}
		want = append(want, change.Trim(p))
	}
	if err := s.finish(); err != nil {
		t.Fatal(err)
	}
	return s, want
}

func TestSpoolReturnsProductsInAnyOrder(t *testing.T) {
	s, want := spooled(t, 500)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for n := range 500 {
				i := (n*7 + worker*100) % 500
				if got, err := s.product(i); err != nil || !cmp.Equal(got, want[i]) {
					t.Errorf("product(%d) = %+v, %v, want %+v", i, got, err, want[i])
					return
				}
			}
		})
	}
	all.Wait()
}

func TestSpoolStreamsProducts(t *testing.T) {
	s, want := spooled(t, 20)
	var got []catalog.Product
	for in := gob.NewDecoder(s.stream()); len(got) < len(want); {
		var p catalog.Product
		if err := in.Decode(&p); err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	if !cmp.Equal(got, want) {
		t.Errorf("stream = %s", cmp.Diff(want, got))
	}
}

func TestSpoolOfNoProducts(t *testing.T) {
	if s, _ := spooled(t, 0); s.size != 0 {
		t.Errorf("%d bytes, want none", s.size)
	}
}

// A file that was damaged gives an error and not a wrong product.
func TestSpoolReturnsErrors(t *testing.T) {
	s, _ := spooled(t, 5)
	if err := s.file.Truncate(s.ends[2]); err != nil {
		t.Fatal(err)
	}
	var failed []bool
	for i := range 5 {
		_, err := s.product(i)
		failed = append(failed, err != nil)
	}
	if !slices.Equal(failed, []bool{false, false, false, true, true}) {
		t.Errorf("errors of the products = %v, want those of the last two", failed)
	}
}
