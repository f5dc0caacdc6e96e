// Package mapped maps whole files into memory: existing files read-only, and temporary files for large values.
package mapped

import (
	"errors"
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

// Parse maps the named file as Open does, and returns what parse makes of it. If parse returns an error, Parse unmaps the
// file and adds its name to the error.
func Parse[F any](name, kind string, minSize int64, parse func(data []byte) (F, error)) (parsed F, err error) {
	data, err := Open(name, kind, minSize)
	if err != nil {
		return parsed, err
	}
	if parsed, err = parse(data); err != nil {
		var none F
		return none, errors.Join(fmt.Errorf("%s: %w", name, err), Close(data))
	}
	return parsed, nil
}

// Close unmaps data that Open or Scratch returned. An access to data afterward crashes the process.
func Close(data []byte) error { return unix.Munmap(data) }
