// Package mapped maps whole files into memory, read-only.
package mapped

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Open maps the named file. The kernel loads its pages when they are first read. Open returns an error if the file
// is not regular or is shorter than minSize bytes; kind, such as "a card file", describes the expected file in that
// error. The caller releases the mapping with Close.
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

// Close unmaps data that Open returned. Reading data afterwards crashes the process.
func Close(data []byte) error { return unix.Munmap(data) }
