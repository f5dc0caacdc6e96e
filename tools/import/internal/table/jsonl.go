package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// The columns of a JSON lines file are the keys of its first records, up to these limits.
const (
	sampleRecords = 100
	sampleBytes   = 1 << 20
)

// jsonl reads one JSON object per line. A key of a nested object becomes a column "outer.inner".
type jsonl struct {
	lines   *lines
	columns []string
	index   map[string]int
}

func newJSONL(l *lines) (*jsonl, error) {
	j := &jsonl{lines: l, index: map[string]int{}}
	var sample []line
	var fault *Fault
	for size := 0; len(sample) < sampleRecords && size < sampleBytes; {
		ln, err := l.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		sample = append(sample, ln)
		size += len(ln.text)
		fault = j.learn(ln, fault)
	}
	if len(j.columns) == 0 {
		return nil, fmt.Errorf("none of the first %d lines is a JSON object; JSON lines needs one complete object per line: %w", len(sample), fault)
	}
	l.putBack(sample)
	return j, nil
}

// learn adds the columns of a line. It returns the first fault.
func (j *jsonl) learn(ln line, first *Fault) *Fault {
	text, _, _ := repair(ln.text)
	cells, fault := parseObject(text)
	if fault != nil && first == nil {
		return fault
	}
	for _, c := range cells {
		if _, known := j.index[c.column]; !known && len(j.columns) < maxColumns {
			j.index[c.column] = len(j.columns)
			j.columns = append(j.columns, c.column)
		}
	}
	return first
}

// next returns the next row, or io.EOF.
func (j *jsonl) next() (Record, error) {
	for {
		ln, err := j.lines.next()
		if err != nil {
			return Record{}, err
		}
		if len(bytes.TrimSpace(ln.text)) > 0 {
			return j.record(ln), nil
		}
	}
}

func (j *jsonl) record(ln line) Record {
	rec := Record{Line: ln.number, Raw: excerpt(ln.text)}
	if ln.long {
		rec.Fault = ln.tooLong()
		return rec
	}
	text, recoded, nul := repair(ln.text)
	if recoded {
		rec.Notes = append(rec.Notes, Note{Reason: notUTF8, Value: rec.Raw})
	}
	if nul {
		rec.Notes = append(rec.Notes, Note{Reason: hadNUL, Value: rec.Raw})
	}
	cells, fault := parseObject(text)
	if fault != nil {
		rec.Fault = fault
		return rec
	}
	rec.Values = make([]Value, len(j.columns))
	for _, c := range cells {
		rec.Notes = append(rec.Notes, c.notes...)
		if i, ok := j.index[c.column]; ok {
			rec.Values[i] = c.value
			continue
		}
		rec.Notes = append(rec.Notes, Note{Column: c.column, Reason: "key not in the first records of the file: ignored", Value: c.value.Text})
	}
	return rec
}
