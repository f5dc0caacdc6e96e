// Package mapped maps whole files into memory: existing files read-only, and temporary files for large values.
package mapped

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Open maps the named file. The kernel loads a page when a program first reads it. Open returns an error if the file
// is not a regular file or is shorter than minSize bytes. That error describes the expected file with kind, such as
// "a card file". The caller must release the mapping with Close.
func Open(name, kind string, minSize int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() < minSize || info.Size() != int64(int(info.Size())) {
		return nil, fmt.Errorf("%s: not %s (%d bytes)", name, kind, info.Size())
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("%s: map: %w", name, err)
	}
	return data, nil
}

// Close unmaps data that Open or Scratch returned. An access to data afterward crashes the process.
func Close(data []byte) error { return unix.Munmap(data) }
