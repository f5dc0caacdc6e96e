package table

import "bytes"

// jsonl reads one JSON object per line. A key of a nested object becomes a column "outer.inner".
type jsonl struct{ lines *lines }

// read returns the next record, or io.EOF. It skips blank lines.
func (j jsonl) read() (keyedRecord, error) {
	for {
		ln, err := j.lines.next()
		if err != nil {
			return keyedRecord{}, err
		}
		if len(bytes.TrimSpace(ln.text)) > 0 {
			return jsonRecord(ln), nil
		}
	}
}

// jsonRecord parses the text of an object.
func jsonRecord(ln line) keyedRecord {
	rec := keyedRecord{Record: Record{Line: ln.number, Raw: excerpt(ln.text)}, size: len(ln.text)}
	if ln.long {
		rec.Fault = ln.tooLong()
		return rec
	}
	r := repair(ln.text)
	rec.add("", rec.Raw, r)
	if rec.Fault == nil {
		rec.cells, rec.Fault = parseObject(r.text)
	}
	return rec
}
