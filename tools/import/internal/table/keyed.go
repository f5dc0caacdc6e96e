package table

import (
	"cmp"
	"context"
	"fmt"
)

// Without Options.Keys, the columns of a file without a header are the keys of its first records, up to these limits.
const (
	sampleRecords = 500
	sampleBytes   = 4 << 20
)

// keyed are the columns of a file without a header.
type keyed struct {
	columns []string
	index   map[string]int
}

// learn adds the columns of a record.
func (k *keyed) learn(cells []cell) {
	if k.index == nil {
		k.index = map[string]int{}
	}
	for _, c := range cells {
		if _, known := k.index[c.column]; !known && len(k.columns) < maxColumns {
			k.index[c.column] = len(k.columns)
			k.columns = append(k.columns, c.column)
		}
	}
}

// fill sets the values of a record.
func (k *keyed) fill(rec *Record, cells []cell) {
	if rec.Fault != nil {
		return
	}
	rec.Values = make([]Value, len(k.columns))
	for _, c := range cells {
		rec.Notes = append(rec.Notes, c.notes...)
		if i, ok := k.index[c.column]; ok {
			rec.Values[i] = c.value
			continue
		}
		rec.Notes = append(rec.Notes, Note{Column: c.column, Reason: "too many different keys in the file: ignored", Value: c.value.Text})
	}
}

// A keyedRecord is a record with its values by name.
type keyedRecord struct {
	Record
	cells []cell
	size  int
}

// stream reads records with values by name. It reads the first records early to learn the columns.
type stream struct {
	keyed
	read  func() (keyedRecord, error)
	first []keyedRecord
	err   error // after first
}

// newStream returns an error if none of the first records is valid.
func newStream(read func() (keyedRecord, error), opts Options) (*stream, error) {
	s := &stream{read: read}
	for _, key := range opts.Keys {
		s.learn([]cell{{column: key}})
	}
	var fault *Fault
	for size := 0; len(s.first) < sampleRecords && size < sampleBytes; {
		var rec keyedRecord
		if rec, s.err = read(); s.err != nil {
			break
		}
		if rec.Fault == nil {
			s.learn(rec.cells)
			size += rec.size
		} else {
			rec.cells = nil
			fault = cmp.Or(fault, rec.Fault)
		}
		s.first = append(s.first, rec)
	}
	switch {
	case len(s.columns) > 0:
		return s, nil
	case fault != nil:
		return nil, fmt.Errorf("line %d: none of the first %d records is valid: %w", s.first[0].Line, len(s.first), fault)
	case len(s.first) == 0 && s.err != nil && !isEOF(s.err):
		return nil, s.err
	}
	return nil, fmt.Errorf("the file contains no products: %w", ErrEmpty)
}

// table returns the table of a stream.
func (s *stream) table(format string) *Table {
	return &Table{format: format, columns: s.columns, next: s.next, keyed: s}
}

// learnAll reads the rest of the file and returns its columns. It ignores a file that is damaged after its first records:
// the next reading reports it.
func (s *stream) learnAll(ctx context.Context) ([]string, error) {
	for s.err == nil && ctx.Err() == nil {
		var rec keyedRecord
		if rec, s.err = s.read(); s.err == nil && rec.Fault == nil {
			s.learn(rec.cells)
		}
	}
	return s.columns, ctx.Err()
}

// next returns the next record, or io.EOF.
func (s *stream) next() (Record, error) {
	var rec keyedRecord
	switch {
	case len(s.first) > 0:
		rec, s.first = s.first[0], s.first[1:]
	case s.err != nil:
		return Record{}, s.err
	default:
		if rec, s.err = s.read(); s.err != nil {
			return Record{}, s.err
		}
	}
	s.fill(&rec.Record, rec.cells)
	return rec.Record, nil
}
