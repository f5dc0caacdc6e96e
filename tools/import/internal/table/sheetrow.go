package table

import "strings"

// maxSheetColumns is the maximum number of columns of a sheet in Excel.
const maxSheetColumns = 16_384

// A sheetRow is a row of a sheet with its cells up to the last one that is not empty.
type sheetRow struct {
	number int
	cells  []Value
	notes  map[int]Note // by column
	bytes  int
	fault  *Fault
}

// set sets the value of a column. It ignores empty values, and values with a note.
func (r *sheetRow) set(column int, v Value, note string) {
	if note != "" {
		if r.notes == nil {
			r.notes = map[int]Note{}
		}
		r.notes[column] = Note{Reason: note, Value: v.Text}
		return
	}
	if r.bytes += len(v.Text); r.bytes > MaxRecord {
		r.cells, r.fault = nil, line{}.tooLong()
	}
	if r.fault != nil || strings.TrimSpace(v.Text) == "" || column >= maxSheetColumns {
		return
	}
	for len(r.cells) <= column {
		r.cells = append(r.cells, Value{})
	}
	v.Text = strings.ReplaceAll(v.Text, "\r\n", "\n")
	r.cells[column] = v
}

// record returns the row as a record. Excel does not store empty cells, so a short row is complete.
func (r *sheetRow) record(columns []string) Record {
	rec := Record{Line: r.number, Raw: r.excerpt(), Fault: r.fault}
	for i, name := range columns {
		if n, ok := r.notes[i]; ok {
			n.Column = name
			rec.Notes = append(rec.Notes, n)
		}
	}
	if have, want := len(r.cells), len(columns); have > want && rec.Fault == nil {
		rec.Fault = faultf("more fields than columns", "%d fields, %d columns", have, want)
	}
	if rec.Fault == nil {
		rec.Values = make([]Value, len(columns))
		copy(rec.Values, r.cells)
	}
	return rec
}

// size returns an estimate of the memory of the row.
func (r *sheetRow) size() int { return r.bytes + 64*len(r.cells) }

func (r *sheetRow) excerpt() string {
	var text strings.Builder
	for i, c := range r.cells {
		if i > 0 {
			text.WriteByte('\t')
		}
		text.WriteString(c.Text[:min(len(c.Text), maxRaw+1)])
		if text.Len() > maxRaw {
			break
		}
	}
	return excerpt([]byte(text.String()))
}

// columnOf returns the index of the column in a cell reference such as AB12.
func columnOf(ref string) (int, bool) {
	n := 0
	for _, c := range []byte(ref) {
		if c < 'A' || c > 'Z' || n > maxSheetColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, n > 0 && n <= maxSheetColumns
}
