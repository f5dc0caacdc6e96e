package mapped_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/mapped"
)

func TestScratchIsZeroAndWritable(t *testing.T) {
	const size = 1<<20 + 3
	data, err := mapped.Scratch(t.TempDir(), size)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, make([]byte, size)) {
		t.Errorf("%d bytes, want %d zeros", len(data), size)
	}
	data[0], data[size-1] = 1, 2
	if data[0] != 1 || data[size-1] != 2 {
		t.Errorf("bytes = %d, %d, want those written", data[0], data[size-1])
	}
	if err := mapped.Close(data); err != nil {
		t.Error(err)
	}
}

// Nothing is left in the folder, even while the memory is in use, so that a killed process leaves nothing.
func TestScratchHasNoName(t *testing.T) {
	dir := t.TempDir()
	data, err := mapped.Scratch(dir, 10)
	if err != nil {
		t.Fatal(err)
	}
	defer mapped.Close(data)
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files = %v, %v, want none", left, err)
	}
}

func TestScratchReturnsErrors(t *testing.T) {
	dir := t.TempDir()
	for _, size := range []int64{-1, 0} {
		if _, err := mapped.Scratch(dir, size); err == nil {
			t.Errorf("Scratch of %d bytes returned no error", size)
		}
	}
	if _, err := mapped.Scratch(filepath.Join(dir, "none"), 10); err == nil {
		t.Error("Scratch in a folder that does not exist returned no error")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files = %v, %v, want none", left, err)
	}
}
