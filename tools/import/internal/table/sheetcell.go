package table

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// cells reads the rest of a row.
func (s *sheet) cells() (sheetRow, error) {
	row := sheetRow{number: s.last}
	column, depth := 0, s.tokens.depth
	for {
		tok, err := s.tokens.next()
		if err != nil {
			return row, unexpected(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local != "c" {
				continue
			}
			if at, ok := columnOf(attribute(tok, "r")); ok {
				column = at
			}
			text, err := s.content()
			if err != nil {
				return row, err
			}
			v, note := s.value(tok, text)
			row.set(column, v, note)
			column++
		case xml.EndElement:
			if s.tokens.depth < depth {
				return row, nil
			}
		}
	}
}

// content reads the rest of a cell and returns its value or rich text.
func (s *sheet) content() (text string, err error) {
	depth := s.tokens.depth
	for {
		tok, err := s.tokens.next()
		if err != nil {
			return "", unexpected(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "is":
				text, err = richText(s.tokens)
			case "v":
				text, err = s.rawText()
			}
			if err != nil {
				return "", err
			}
		case xml.EndElement:
			if s.tokens.depth < depth {
				return text, nil
			}
		}
	}
}

// rawText reads the rest of an element and returns its text.
func (s *sheet) rawText() (string, error) {
	var text strings.Builder
	depth := s.tokens.depth
	for {
		tok, err := s.tokens.next()
		if err != nil {
			return "", unexpected(err)
		}
		switch tok := tok.(type) {
		case xml.CharData:
			if text.Len()+len(tok) <= MaxRecord {
				text.Write(tok)
			}
		case xml.EndElement:
			if s.tokens.depth < depth {
				return text.String(), nil
			}
		}
	}
}

// value returns the value of a cell. Numbers come as they are stored, without the rounding of their format. A note means
// that the text is not a value.
func (s *sheet) value(start xml.StartElement, text string) (v Value, note string) {
	switch attribute(start, "t") {
	case "s":
		return s.shared(strings.TrimSpace(text))
	case "str", "inlineStr", "d":
		return Value{Text: text}, ""
	case "b":
		return Value{Text: strconv.FormatBool(isTrue(text))}, ""
	case "e":
		return Value{Text: text}, "error of a formula: ignored"
	}
	var format numberFormat
	if i, err := strconv.Atoi(attribute(start, "s")); err == nil && i >= 0 && i < len(s.styles) {
		format = s.styles[i]
	}
	if text = strings.TrimSpace(text); text == "" {
		return Value{}, ""
	}
	return format.value(text, s.from1904), ""
}

// shared returns the text with a number.
func (s *sheet) shared(number string) (v Value, note string) {
	if number == "" {
		return Value{}, ""
	}
	i, err := strconv.Atoi(number)
	if text, ok := s.strings.get(i); ok && err == nil {
		return Value{Text: text}, ""
	}
	return Value{Text: number}, "text that the workbook does not contain: ignored"
}
