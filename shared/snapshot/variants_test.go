package snapshot

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func openRecords(t *testing.T, records []CardRecord) *Cards {
	t.Helper()
	name := filepath.Join(t.TempDir(), CardsFile)
	if err := WriteCards(name, len(records), func(row int) (CardRecord, error) { return records[row], nil }, []int64{1}); err != nil {
		t.Fatal(err)
	}
	c, err := OpenCards(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestCardsKnowVariantsNumbersAndFlags(t *testing.T) {
	c := openRecords(t, []CardRecord{
		{ID: "a", Group: "shirt", Numbers: []string{"a1", "123"}},
		{ID: "b"},
		{ID: "c", Group: "shirt", Flags: Unavailable, Numbers: []string{"123"}},
		{ID: "d", Group: "mug", Flags: Adult | HasSale},
		{ID: "e", Group: "shirt"},
	})
	for row, want := range [][]int64{{0, 2, 4}, {1}, {0, 2, 4}, {3}, {0, 2, 4}} {
		if got := c.Variants(int64(row)); !slices.Equal(got, want) {
			t.Errorf("Variants(%d) = %v, want %v", row, got, want)
		}
		if got := c.Group(int64(row)); got != want[0] {
			t.Errorf("Group(%d) = %d, want %d", row, got, want[0])
		}
	}
	for row, want := range []Flags{0, 0, Unavailable, Adult | HasSale, 0} {
		if got := c.Flags(int64(row)); got != want {
			t.Errorf("Flags(%d) = %b, want %b", row, got, want)
		}
	}
	for key, want := range map[string][]int64{"a1": {0}, "123": {0, 2}, "124": nil, "": nil} {
		if got := c.ByNumber(key, 10); !slices.Equal(got, want) {
			t.Errorf("ByNumber(%q) = %v, want %v", key, got, want)
		}
	}
	if got := c.ByNumber("123", 1); len(got) != 1 {
		t.Errorf("ByNumber(123, 1) = %v, want one row", got)
	}
	for _, row := range []int64{-1, 5} {
		if c.Flags(row) != 0 || c.Group(row) != row || len(c.Variants(row)) != 1 {
			t.Errorf("row %d, which is out of range, has flags or variants", row)
		}
	}
}

// TestCardsReadTheFirstVersion checks that an instance can use the snapshot that was published before an update.
func TestCardsReadTheFirstVersion(t *testing.T) {
	name := writeCards(t, 3, 2)
	c, err := OpenCards(name)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	put := func(values ...uint64) {
		for _, v := range values {
			file.Write(binary.LittleEndian.AppendUint64(nil, v))
		}
	}
	l := layoutOf1(3, 1)
	put(cardsMagic1, 3, 1, l.offsets, l.hashes, l.hashRows, l.blob, l.blob+uint64(len(c.blob)))
	file.Write(c.offsets)
	file.Write(c.hashes)
	file.Write(c.hashRows)
	file.Write(make([]byte, int(l.featured)-file.Len()))
	file.Write(binary.LittleEndian.AppendUint32(nil, 2))
	file.Write(make([]byte, int(l.blob)-file.Len()))
	file.Write(c.blob)
	c.Close()
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err = OpenCards(name); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for row := range c.Len() {
		id, data, err := c.Record(row)
		if err != nil || id != fmt.Sprintf("id%d", row) || string(data) != fmt.Sprintf("data of %d", row) {
			t.Errorf("Record(%d) = %q, %q, %v", row, id, data, err)
		}
		if found, ok := c.Row(id); !ok || found != row || c.Group(row) != row || len(c.Variants(row)) != 1 || c.Flags(row) != 0 {
			t.Errorf("row %d: Row %d, Group %d, Variants %v, Flags %b", row, found, c.Group(row), c.Variants(row), c.Flags(row))
		}
	}
	if !slices.Equal(c.Featured(), []int64{2}) || c.ByNumber("id1", 1) != nil {
		t.Errorf("Featured() = %v, ByNumber = %v, want [2] and none", c.Featured(), c.ByNumber("id1", 1))
	}
}
