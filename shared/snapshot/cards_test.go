package snapshot

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeCards writes n cards. The card of a row has the ID "id<row>" and the data "data of <row>".
func writeCards(t testing.TB, n int, featured ...int64) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), CardsFile)
	record := func(row int) (string, []byte, error) {
		return fmt.Sprintf("id%d", row), fmt.Appendf(nil, "data of %d", row), nil
	}
	if err := WriteCards(name, n, record, featured); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestCardsReturnWrittenRecords(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			c, err := OpenCards(writeCards(t, n))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if c.Len() != int64(n) {
				t.Fatalf("Len() = %d, want %d", c.Len(), n)
			}
			for row := range int64(n) {
				id, data, err := c.Record(row)
				if want := fmt.Sprintf("id%d", row); err != nil || id != want || string(data) != fmt.Sprintf("data of %d", row) {
					t.Fatalf("Record(%d) = %q, %q, %v; want %q and its data", row, id, data, err, want)
				}
				if got, ok := c.Row(id); !ok || got != row {
					t.Fatalf("Row(%q) = %d, %v; want %d", id, got, ok, row)
				}
			}
			for _, row := range []int64{-1, int64(n)} {
				if _, _, err := c.Record(row); err == nil {
					t.Errorf("Record(%d) returned no error", row)
				}
			}
			if row, ok := c.Row("none"); ok {
				t.Errorf("Row(none) = %d, want no row", row)
			}
		})
	}
}

func TestCardsReturnFeaturedRows(t *testing.T) {
	c, err := OpenCards(writeCards(t, 10, 7, 0, 9))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := c.Featured(); !slices.Equal(got, []int64{7, 0, 9}) {
		t.Errorf("Featured() = %v, want [7 0 9]", got)
	}
}

func TestCardsHandleHashCollisions(t *testing.T) {
	name := writeCards(t, 2)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	// Simulate a collision: both rows get the hash of id1.
	l := layoutOf(2, 0)
	for i := range uint64(2) {
		binary.LittleEndian.PutUint64(data[l.hashes+8*i:], hashID("id1"))
		binary.LittleEndian.PutUint32(data[l.hashRows+4*i:], uint32(i))
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := OpenCards(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if row, ok := c.Row("id1"); !ok || row != 1 {
		t.Errorf("Row(id1) = %d, %v; want 1", row, ok)
	}
}

func TestClosedCardsReturnErrors(t *testing.T) {
	c, err := OpenCards(writeCards(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := c.Record(0); !errors.Is(err, errClosed) {
		t.Errorf("Record after Close = %v, want errClosed", err)
	}
	if _, ok := c.Row("id0"); ok {
		t.Error("Row after Close found a row")
	}
}

func TestWriteCardsReportsRecordError(t *testing.T) {
	name := filepath.Join(t.TempDir(), CardsFile)
	bad := errors.New("bad record")
	err := WriteCards(name, 3, func(row int) (string, []byte, error) {
		if row == 1 {
			return "", nil, bad
		}
		return "x", nil, nil
	}, nil)
	if !errors.Is(err, bad) || !strings.Contains(err.Error(), "row 1") {
		t.Errorf("WriteCards = %v, want the error of the record, with row 1", err)
	}
}

func TestOpenCardsRejectsDamagedFiles(t *testing.T) {
	whole, err := os.ReadFile(writeCards(t, 20, 1, 2))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) { // every truncation
		if err := openBytes(t, whole[:n]); err == nil {
			t.Errorf("OpenCards of a file truncated to %d of %d bytes returned no error", n, len(whole))
		}
	}
	if err := openBytes(t, append(slices.Clone(whole), 0)); err == nil {
		t.Error("OpenCards of a file with an extra byte returned no error")
	}
	if err := openBytes(t, bytes.Repeat([]byte("garbage!"), 100)); err == nil {
		t.Error("OpenCards of garbage returned no error")
	}
	if _, err := OpenCards(t.TempDir()); err == nil {
		t.Error("OpenCards of a folder returned no error")
	}
}

func openBytes(t *testing.T, data []byte) error {
	name := filepath.Join(t.TempDir(), "cards")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := OpenCards(name)
	if err != nil {
		return err
	}
	return c.Close()
}

// FuzzCards checks that no file makes Cards panic or read outside the file.
func FuzzCards(f *testing.F) {
	for _, n := range []int{0, 1, 5} {
		data, err := os.ReadFile(writeCards(f, n))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 8*headerWords {
			return // OpenCards rejects such a file before it calls parseCards
		}
		c, err := parseCards(data)
		if err != nil {
			return
		}
		for row := range min(c.Len(), 100) {
			if id, _, err := c.Record(row); err == nil {
				c.Row(id)
			}
		}
		c.Row("id0")
	})
}
