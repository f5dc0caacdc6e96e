package table

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"
)

// A workbook is an open .xlsx file.
type workbook struct {
	parts    map[string]*zip.File // by name in lower case
	sheets   []sheetInfo          // visible sheets
	from1904 bool                 // dates count from 1904
	styles   []numberFormat
	strings  *stringTable
}

type sheetInfo struct{ name, part string }

// openWorkbook opens the first sheet with a header and a row, or the template of an Amazon flat file.
func openWorkbook(parts map[string]*zip.File) (*Table, error) {
	w := &workbook{parts: parts}
	if err := w.read(); err != nil {
		return nil, fmt.Errorf("Excel workbook: %w", err)
	}
	t, err := w.table()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("Excel workbook: %w", err), w.strings.Close())
	}
	t.closeToo(w.strings)
	return t, nil
}

func (w *workbook) read() error {
	targets, err := w.targets()
	if err != nil {
		return err
	}
	if err := w.readSheets(targets); err != nil {
		return err
	}
	if w.styles, err = w.readStyles(); err != nil {
		return err
	}
	w.strings, err = w.readStrings()
	return err
}

func (w *workbook) table() (*Table, error) {
	var chosen *sheet
	for _, info := range w.sheets {
		s, err := w.openSheet(info)
		if err != nil {
			return nil, errors.Join(err, chosen.Close())
		}
		if chosen != nil && !s.amazon() || !s.hasData() {
			s.Close()
			continue
		}
		chosen.Close()
		if chosen = s; s.amazon() {
			break
		}
	}
	if chosen == nil {
		return nil, ErrEmpty
	}
	return chosen.table()
}

// elements calls f for each element of a part. A part that does not exist has no elements.
func (w *workbook) elements(part string, f func(e xml.StartElement, t *xmlTokens) error) error {
	file := w.parts[part]
	if file == nil {
		return nil
	}
	r, err := openPart(file)
	if err != nil {
		return err
	}
	defer r.Close()
	tokens := newXMLTokens(bufio.NewReaderSize(r, 64<<10))
	for {
		tok, err := tokens.next()
		if isEOF(err) && tokens.depth == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, unexpected(err))
		}
		if e, ok := tok.(xml.StartElement); ok {
			if err := f(e, tokens); err != nil {
				return fmt.Errorf("%s: %w", part, err)
			}
		}
	}
}

// targets returns the part of each relation of the workbook.
func (w *workbook) targets() (map[string]string, error) {
	targets := map[string]string{}
	err := w.elements("xl/_rels/workbook.xml.rels", func(e xml.StartElement, _ *xmlTokens) error {
		if e.Name.Local != "Relationship" || len(targets) > maxParts {
			return nil
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[attribute(e, "Id")] = partName(target)
		return nil
	})
	return targets, err
}

// maxSheets is the maximum number of sheets that are searched for data.
const maxSheets = 100

func (w *workbook) readSheets(targets map[string]string) error {
	return w.elements("xl/workbook.xml", func(e xml.StartElement, _ *xmlTokens) error {
		switch e.Name.Local {
		case "workbookPr":
			w.from1904 = isTrue(attribute(e, "date1904"))
		case "sheet":
			part := targets[relation(e)]
			visible := !strings.Contains(strings.ToLower(attribute(e, "state")), "hidden")
			if visible && w.parts[part] != nil && len(w.sheets) < maxSheets {
				w.sheets = append(w.sheets, sheetInfo{attribute(e, "name"), part})
			}
		}
		return nil
	})
}

// relation returns the attribute r:id of a sheet.
func relation(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || strings.EqualFold(s, "true") }
