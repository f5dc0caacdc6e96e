package table

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// openXML opens a feed or another XML file with a repeated element for the products.
func openXML(text *text, opts Options) (*Table, error) {
	sample, err := peek(text.r, sniffed)
	if err != nil {
		return nil, err
	}
	item, err := findItem(sample)
	if err != nil {
		return nil, err
	}
	x := &xmlItems{tokens: newXMLTokens(text.r), item: item, prefixes: map[string]string{}}
	s, err := newStream(x.read, opts)
	if err != nil {
		return nil, err
	}
	return s.table(xmlFormat(item) + text.suffix()), nil
}

func xmlFormat(item string) string {
	switch {
	case strings.HasPrefix(item, "rss/"):
		return "XML (RSS)"
	case item == "feed/entry":
		return "XML (Atom)"
	}
	return fmt.Sprintf("XML (%s)", item[strings.LastIndexByte(item, '/')+1:])
}

// xmlItems reads the elements at a path. Each child becomes a column, and a child of a child a column "outer.inner".
type xmlItems struct {
	tokens   *xmlTokens
	item     string // path
	stack    []string
	prefixes map[string]string // namespace prefix by address
}

// read returns the next record, or io.EOF.
func (x *xmlItems) read() (keyedRecord, error) {
	for {
		tok, err := x.tokens.next()
		if isEOF(err) && len(x.stack) > 0 {
			err = fmt.Errorf("line %d: XML: the file ends inside <%s>: %w", x.tokens.line(), x.stack[len(x.stack)-1], io.ErrUnexpectedEOF)
		}
		if err != nil {
			return keyedRecord{}, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			x.learnPrefixes(tok)
			x.stack = append(x.stack, tok.Name.Local)
			if strings.Join(x.stack, "/") == x.item {
				x.stack = x.stack[:len(x.stack)-1]
				return x.record(tok)
			}
		case xml.EndElement:
			x.stack = x.stack[:len(x.stack)-1]
		}
	}
}

func (x *xmlItems) learnPrefixes(e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" && len(x.prefixes) < maxColumns {
			x.prefixes[a.Value] = a.Name.Local
		}
	}
}

// record reads the element that begins with start.
func (x *xmlItems) record(start xml.StartElement) (keyedRecord, error) {
	b := &itemBuilder{in: x.tokens.in, space: start.Name.Space, index: map[string]int{}}
	line := x.tokens.line()
	if _, err := x.element(b, start, "", 0); err != nil {
		if isEOF(err) {
			err = fmt.Errorf("line %d: XML: the file ends inside <%s>: %w", line, start.Name.Local, io.ErrUnexpectedEOF)
		}
		return keyedRecord{}, err
	}
	rec := b.record()
	rec.Line = line
	return rec, nil
}

// element reads an element up to its end and adds its parts to b. It returns the text of the element.
func (x *xmlItems) element(b *itemBuilder, start xml.StartElement, column string, depth int) (string, error) {
	if depth > maxDepth && b.fault == nil {
		b.fault = faultf("nested too deeply", "more than %d levels", maxDepth)
	}
	x.learnPrefixes(start)
	var text strings.Builder
	children := false
	for {
		tok, err := x.tokens.next()
		if err != nil {
			return "", err
		}
		switch tok := tok.(type) {
		case xml.CharData:
			b.write(&text, string(tok))
		case xml.StartElement:
			inner, markup, err := x.child(b, tok, column, depth)
			if err != nil {
				return "", err
			}
			b.write(&text, inner)
			children = children || !markup
		case xml.EndElement:
			s := strings.TrimSpace(text.String())
			b.end(start, column, s, children)
			return s, nil
		}
	}
}

// child reads a child element. An element of HTML is a part of the text of its parent.
func (x *xmlItems) child(b *itemBuilder, start xml.StartElement, column string, depth int) (text string, markup bool, err error) {
	if column == "" || !htmlElements[strings.ToLower(start.Name.Local)] {
		_, err = x.element(b, start, b.name(x.prefixes, start, column), depth+1)
		return "", false, err
	}
	b.markup++
	text, err = x.element(b, start, column, depth+1)
	b.markup--
	return "<" + start.Name.Local + ">" + text + "</" + start.Name.Local + ">", true, err
}

var htmlElements = set("p br div span b i u em strong ul ol li h1 h2 h3 h4 h5 h6 table tbody tr td th a font small sup sub")
