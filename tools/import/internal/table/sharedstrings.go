package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

const (
	maxStrings    = 10_000_000
	stringsMemory = 32 << 20 // bytes of strings to keep in memory rather than in a temporary file
)

// A stringTable contains the texts that cells refer to by number.
type stringTable struct {
	ends    []int64 // end of each text
	memory  []byte  // the texts, or those that are not yet in file
	file    *tempFile
	written int64 // bytes in file
}

// readStrings reads the shared strings of a workbook. It keeps large tables on disk.
func (w *workbook) readStrings() (*stringTable, error) {
	const name = "xl/sharedstrings.xml"
	s := &stringTable{}
	if part := w.parts[name]; part != nil && part.UncompressedSize64 > stringsMemory {
		tmp, err := newTempFile()
		if err != nil {
			return nil, err
		}
		s.file = &tmp
	}
	err := w.elements(name, func(e xml.StartElement, t *xmlTokens) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(t)
		if err != nil {
			return err
		}
		return s.add(text)
	})
	if err = errors.Join(err, s.flush()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// richText reads the rest of an element with text. It joins the runs of text, and ignores the reading of Japanese words.
func richText(t *xmlTokens) (string, error) {
	var text strings.Builder
	depth, phonetic := t.depth, 0
	inText := false
	for {
		tok, err := t.next()
		if err != nil {
			return "", unexpected(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inText = tok.Name.Local == "t"
			if tok.Name.Local == "rPh" && phonetic == 0 {
				phonetic = t.depth
			}
		case xml.CharData:
			if inText && phonetic == 0 && text.Len()+len(tok) <= MaxRecord {
				text.Write(tok)
			}
		case xml.EndElement:
			if inText = false; t.depth < phonetic {
				phonetic = 0
			}
			if t.depth < depth {
				return text.String(), nil
			}
		}
	}
}

func (s *stringTable) add(text string) error {
	if len(s.ends) == maxStrings {
		return fmt.Errorf("more than %d texts: save the sheet as CSV", maxStrings)
	}
	s.memory = append(s.memory, text...)
	s.ends = append(s.ends, s.written+int64(len(s.memory)))
	if s.file == nil || len(s.memory) < 1<<20 {
		return nil
	}
	return s.flush()
}

// flush moves the texts to the file, if there is one.
func (s *stringTable) flush() error {
	if s.file == nil {
		return nil
	}
	n, err := s.file.Write(s.memory)
	s.written += int64(n)
	s.memory = s.memory[:0]
	return err
}

// get returns the text with a number. It returns false if the number is not valid.
func (s *stringTable) get(i int) (string, bool) {
	if i < 0 || i >= len(s.ends) {
		return "", false
	}
	start := int64(0)
	if i > 0 {
		start = s.ends[i-1]
	}
	if s.file == nil {
		return string(s.memory[start:s.ends[i]]), true
	}
	b := make([]byte, s.ends[i]-start)
	_, err := s.file.ReadAt(b, start)
	return string(b), err == nil
}

// Close deletes the file.
func (s *stringTable) Close() error {
	if s == nil || s.file == nil {
		return nil
	}
	return s.file.Close()
}
