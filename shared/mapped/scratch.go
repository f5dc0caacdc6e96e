package mapped

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// Scratch returns size zero bytes that the program may write, mapped from a new temporary file in dir; "" selects the
// system's default. Unlike heap memory, the kernel can write them to the disk when memory is short. size must be
// positive. The caller must release the mapping with Close.
//
// The file has no name when Scratch returns. Its space is free again after Close, even if the process is killed before.
func Scratch(dir string, size int64) ([]byte, error) {
	f, err := os.CreateTemp(dir, "shopfyp-scratch-")
	if err != nil {
		return nil, err
	}
	defer f.Close() // the mapping keeps the file
	if err := os.Remove(f.Name()); err != nil {
		return nil, err
	}
	if size <= 0 || size != int64(int(size)) {
		return nil, fmt.Errorf("%s: cannot map %d bytes", f.Name(), size)
	}
	// Zeros, not a hole: if the disk is full, this is an error, while a write to a mapped hole kills the process.
	if _, err := io.CopyN(f, zeros{}, size); err != nil {
		return nil, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("%s: map: %w", f.Name(), err)
	}
	return data, nil
}

// zeros is an endless reader of zeros.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
