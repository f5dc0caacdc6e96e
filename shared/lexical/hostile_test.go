package lexical_test

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
)

// image returns the bytes of a small lexical file.
func image(t testing.TB) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lexical.bin")
	docs := made(300, 9)
	docs[0].Title, docs[0].Brand = "bluetooth speaker WH-1000XM4", "Boomly"
	if err := lexical.Write(name, len(docs), func(row int) (lexical.Document, error) { return docs[row], nil }); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// use writes data to a file, opens it and calls every method. A damaged file may cause errors or wrong results,
// but no panic.
func use(t testing.TB, data []byte) error {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lexical.bin")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ix, err := lexical.Open(name)
	if err != nil {
		return err
	}
	defer ix.Close()
	for _, text := range []string{"bluetooth speaker", "w1 w2 w3 w4 w5", "Boomly", "wh1000xm4"} {
		q, qerr := ix.NewQuery(text)
		if qerr == nil {
			for _, h := range q.Best(20, any) {
				if h.Row < 0 || h.Row >= ix.Len() {
					t.Errorf("Best returned row %d of %d", h.Row, ix.Len())
				}
			}
			q.Coverage(ix.Len() - 1)
			q.Coverage(ix.Len())
		}
		e, eerr := ix.Exact(text, 20)
		if eerr == nil {
			e.Has(0)
			for _, row := range e.Rows {
				if row < 0 || row >= ix.Len() {
					t.Errorf("Exact returned row %d of %d", row, ix.Len())
				}
			}
		}
		err = errors.Join(err, qerr, eerr)
	}
	for row := int64(-1); row < min(400, ix.Len()+1); row++ {
		ix.Price(row)
		ix.Attributes(row)
	}
	return err
}

func TestOpenRejectsDamagedFiles(t *testing.T) {
	whole := image(t)
	if err := use(t, whole); err != nil {
		t.Fatalf("undamaged file: %v", err)
	}
	for _, n := range []int{0, 1, 79, 80, len(whole) / 2, len(whole) - 1} {
		if err := use(t, whole[:n]); err == nil {
			t.Errorf("Open of a file truncated to %d of %d bytes returned no error", n, len(whole))
		}
	}
	for word := range 9 {
		for _, v := range []uint64{0, 1 << 20, 1 << 31, 1 << 40, 1<<63 + 7, 1<<64 - 1} {
			data := append([]byte(nil), whole...)
			if binary.LittleEndian.Uint64(data[8*word:]) == v {
				continue
			}
			binary.LittleEndian.PutUint64(data[8*word:], v)
			if err := use(t, data); err == nil && word != 3 && word != 7 {
				t.Errorf("Open of a file with %x as header word %d returned no error", v, word)
			}
		}
	}
	if _, err := lexical.Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("Open of a missing file returned no error")
	}
	if _, err := lexical.Open(t.TempDir()); err == nil {
		t.Error("Open of a folder returned no error")
	}
}

func TestDamagedFilesDoNotPanic(t *testing.T) {
	whole := image(t)
	rng := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		data := append([]byte(nil), whole...)
		for range 1 + rng.IntN(200) {
			data[80+rng.IntN(len(data)-80)] = byte(rng.IntN(256))
		}
		_ = use(t, data)
	}
}

func TestClosed(t *testing.T) {
	ix := open(t, titles("a lamp")...)
	if err := errors.Join(ix.Close(), ix.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := ix.NewQuery("lamp"); !errors.Is(err, lexical.ErrClosed) {
		t.Errorf("NewQuery after Close = %v, want ErrClosed", err)
	}
	if _, err := ix.Exact("lamp", 1); !errors.Is(err, lexical.ErrClosed) {
		t.Errorf("Exact after Close = %v, want ErrClosed", err)
	}
	if ix.Price(0) != (catalog.Money{}) || ix.Attributes(0) != 0 {
		t.Error("a closed file returned a price or attributes")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(image(f))
	f.Fuzz(func(t *testing.T, data []byte) { _ = use(t, data) })
}
