package related_test

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/related"
)

var nearly = cmp.Options{cmpopts.EquateApprox(0, 1e-6), cmpopts.EquateEmpty()}

// random returns MaxProducts related products for each row.
func random(rows int) [][]related.Product {
	rng := rand.New(rand.NewPCG(1, 1))
	all := make([][]related.Product, rows)
	for row := range all {
		for _, other := range rng.Perm(rows) {
			if n := len(all[row]); other != row && n < related.MaxProducts {
				all[row] = append(all[row], related.Product{Row: int64(other), Weight: 1 / float64(n+1)})
			}
		}
	}
	return all
}

func TestOpenReadsWhatWriteWrote(t *testing.T) {
	want := random(50)
	name := filepath.Join(t.TempDir(), "together.bin")
	if err := related.Write(name, want, 5); err != nil {
		t.Fatal(err)
	}
	f, err := related.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if f.Len() != 50 || f.Weight() != 5 {
		t.Errorf("Len() = %d, Weight() = %g, want 50 and 5", f.Len(), f.Weight())
	}
	for row := range want {
		got, err := f.Products(int64(row))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != related.MaxProducts {
			t.Errorf("row %d has %d products, want MaxProducts", row, len(got))
		}
		if diff := cmp.Diff(want[row], got, nearly); diff != "" {
			t.Errorf("products of row %d (-want +got):\n%s", row, diff)
		}
	}
	for _, row := range []int64{-1, 50} {
		if got, err := f.Products(row); got != nil || err != nil {
			t.Errorf("Products(%d) = %v, %v, want no products and no error", row, got, err)
		}
	}
	if err := errors.Join(f.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Products(0); !errors.Is(err, related.ErrClosed) {
		t.Errorf("Products after Close = %v, want ErrClosed", err)
	}
}

func TestWriteRejectsInvalidInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "together.bin")
	if err := related.Write(name, [][]related.Product{make([]related.Product, related.MaxProducts+1)}, 1); err == nil {
		t.Error("Write of a row with too many products returned no error")
	}
	for _, weight := range []float64{-1, math.NaN(), math.Inf(1)} {
		if err := related.Write(name, nil, weight); err == nil {
			t.Errorf("Write with weight %g returned no error", weight)
		}
	}
}

func image(t testing.TB) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "together.bin")
	if err := related.Write(name, random(30), 2); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// use opens a file with the given content and reads all its rows. It returns errors, and fails the test only if
// an invalid product is returned.
func use(t testing.TB, data []byte) error {
	t.Helper()
	name := filepath.Join(t.TempDir(), "together.bin")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := related.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for row := range f.Len() {
		products, perr := f.Products(row)
		for _, p := range products {
			if p.Row < 0 || p.Row >= f.Len() || !(p.Weight > 0 && p.Weight <= 1) {
				t.Errorf("row %d has invalid related product %+v", row, p)
			}
		}
		err = errors.Join(err, perr)
	}
	return err
}

func TestOpenRejectsDamagedFiles(t *testing.T) {
	whole := image(t)
	if err := use(t, whole); err != nil {
		t.Fatalf("undamaged file: %v", err)
	}
	for _, n := range []int{0, 1, 47, 48, 49, len(whole) / 2, len(whole) - 1} {
		if err := use(t, whole[:n]); err == nil {
			t.Errorf("Open of a file truncated to %d of %d bytes returned no error", n, len(whole))
		}
	}
	if err := use(t, append(whole[:len(whole):len(whole)], 0)); err == nil {
		t.Error("Open of a file with an extra byte returned no error")
	}
	for word := range 6 {
		for _, v := range []uint64{1, 1 << 31, 1 << 61, 1<<63 + 7, 1<<64 - 1} {
			data := append([]byte(nil), whole...)
			binary.LittleEndian.PutUint64(data[8*word:], v)
			tiny := word == 3 && v < 1<<62 // a valid weight close to 0
			if err := use(t, data); err == nil && !tiny {
				t.Errorf("Open of a file with %x as header word %d returned no error", v, word)
			}
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "none"), t.TempDir()} {
		if _, err := related.Open(path); err == nil {
			t.Errorf("Open(%s) returned no error", path)
		}
	}
}

// TestDamagedEntriesDoNotCrash reads files with a valid header and some random bytes after it.
func TestDamagedEntriesDoNotCrash(t *testing.T) {
	whole := image(t)
	rng := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		data := append([]byte(nil), whole...)
		for range 1 + rng.IntN(50) {
			data[48+rng.IntN(len(data)-48)] = byte(rng.IntN(256))
		}
		_ = use(t, data)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(image(f))
	f.Fuzz(func(t *testing.T, data []byte) { _ = use(t, data) })
}
