package table

import (
	"context"
	"errors"
	"io"
	"iter"
)

// ErrEmpty means that the file has no header.
var ErrEmpty = errors.New("the file is empty")

// Options configure reading.
type Options struct {
	PadRows  bool     // treat missing fields at the end of a row as empty, not as a fault
	Keys     []string // columns of a file without a header, see Keys; by default, those of its first records
	Encoding string   // WHATWG or IANA name of the text encoding; "" detects it; a byte order mark takes precedence
}

// A Table is an open file that can be read once.
type Table struct {
	format  string
	columns []string
	next    func() (Record, error)
	keyed   *stream      // of a file without a header, or nil
	close   func() error // deletes temporary files; may be nil
}

// Keys returns all columns of a file without a header, such as JSON, where rows may have keys that earlier rows lack. It
// reads the whole file. For other files, it returns nil without reading them.
func Keys(ctx context.Context, r io.Reader, opts Options) ([]string, error) {
	t, err := Open(r, opts)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	if t.keyed == nil {
		return nil, nil
	}
	return t.keyed.learnAll(ctx)
}

// Open detects the format and reads the column names. Close the Table after use.
func Open(r io.Reader, opts Options) (*Table, error) {
	return openAny(r, opts, true)
}

// Format returns the name of the format, for reports.
func (t *Table) Format() string { return t.format }

// Columns returns the column names, which are unique.
func (t *Table) Columns() []string { return t.columns }

// Close releases temporary files. It does not close the reader that was passed to Open.
func (t *Table) Close() error {
	if t.close == nil {
		return nil
	}
	return t.close()
}

// Records yields the rows in file order, without blank lines. An error means that the rest of the file is
// unreadable, and ends the sequence. You can range over it once.
func (t *Table) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for {
			rec, err := t.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}
