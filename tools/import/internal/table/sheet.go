package table

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// A sheet reads the rows of a sheet.
type sheet struct {
	*workbook
	info    sheetInfo
	part    io.ReadCloser
	tokens  *xmlTokens
	last    int        // number of the last row
	first   []sheetRow // rows that were read early
	err     error      // after first
	header  int        // index in first
	columns []string
}

// openSheet opens a sheet and reads its first rows.
func (w *workbook) openSheet(info sheetInfo) (*sheet, error) {
	r, err := openPart(w.parts[info.part])
	if err != nil {
		return nil, err
	}
	s := &sheet{workbook: w, info: info, part: r, tokens: newXMLTokens(bufio.NewReaderSize(r, 64<<10))}
	for size := 0; len(s.first) < headerSample && size < headerBytes; {
		var row sheetRow
		if row, s.err = s.row(); s.err != nil {
			break
		}
		s.first = append(s.first, row)
		size += row.size()
	}
	if len(s.first) > 0 {
		s.header, _ = headerOf(s.texts())
	}
	return s, nil
}

// Close closes the part. It may be called on a nil sheet.
func (s *sheet) Close() error {
	if s == nil {
		return nil
	}
	return s.part.Close()
}

// texts returns the texts of the first rows. Each has at least one field.
func (s *sheet) texts() [][]string {
	rows := make([][]string, len(s.first))
	for i, row := range s.first {
		for _, c := range row.cells {
			rows[i] = append(rows[i], c.Text)
		}
		if rows[i] == nil {
			rows[i] = []string{""}
		}
	}
	return rows
}

// hasData reports whether the sheet has a header and a row, or is unreadable.
func (s *sheet) hasData() bool {
	return len(s.first) > s.header+1 || s.err != nil && !isEOF(s.err)
}

func (s *sheet) amazon() bool {
	return len(s.first) > 0 && len(s.first[0].cells) > 0 && isAmazon(s.first[0].cells[0].Text)
}

// table returns the table below the header.
func (s *sheet) table() (*Table, error) {
	if len(s.first) == 0 {
		return nil, errors.Join(s.err, s.Close())
	}
	top := s.first[s.header]
	if len(top.cells) > maxColumns {
		return nil, errors.Join(fmt.Errorf("row %d: header has %d columns, more than %d", top.number, len(top.cells), maxColumns), s.Close())
	}
	s.columns = uniqueNames(s.texts()[s.header])
	format := fmt.Sprintf("Excel, sheet %q", s.info.name)
	if s.header > 0 {
		format += fmt.Sprintf(", header in row %d", top.number)
	}
	s.first = s.first[s.header+1:]
	return &Table{format: format, columns: s.columns, next: s.next, close: s.Close}, nil
}

// next returns the next row, or io.EOF.
func (s *sheet) next() (Record, error) {
	var row sheetRow
	switch {
	case len(s.first) > 0:
		row, s.first = s.first[0], s.first[1:]
	case s.err != nil:
		return Record{}, s.err
	default:
		if row, s.err = s.row(); s.err != nil {
			return Record{}, s.err
		}
	}
	return row.record(s.columns), nil
}

// row reads the next row that is not empty, or returns io.EOF.
func (s *sheet) row() (sheetRow, error) {
	for {
		tok, err := s.tokens.next()
		if isEOF(err) && s.tokens.depth > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return sheetRow{}, s.wrap(err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			continue
		}
		s.last++
		if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > s.last && n <= maxSheetRows {
			s.last = n
		}
		row, err := s.cells()
		if err != nil {
			return sheetRow{}, s.wrap(err)
		}
		if len(row.cells) > 0 || row.fault != nil {
			return row, nil
		}
	}
}

// maxSheetRows is the maximum number of rows of a sheet in Excel.
const maxSheetRows = 1 << 20

func (s *sheet) wrap(err error) error {
	if isEOF(err) {
		return err
	}
	return fmt.Errorf("sheet %q, row %d: %w", s.info.name, s.last, err)
}
