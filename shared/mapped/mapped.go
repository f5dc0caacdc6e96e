// Package mapped maps whole files for reading.
package mapped

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Open maps the file, whose pages the system brings as they are read. One that is not regular or shorter than
// its header is refused as not being of the kind, "a card file". Who maps it unmaps it, with Close.
func Open(name, kind string, header int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() < header || info.Size() != int64(int(info.Size())) {
		return nil, fmt.Errorf("%s: not %s, %d bytes", name, kind, info.Size())
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("%s: map: %w", name, err)
	}
	return data, nil
}

// Close unmaps what Open returned. It must not be read any more.
func Close(data []byte) error { return unix.Munmap(data) }
