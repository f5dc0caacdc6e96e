package table

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxXMLDepth is the maximum nesting depth of an XML file.
const maxXMLDepth = 64

var (
	errLongToken = fmt.Errorf("a tag or text is longer than %d MiB", MaxRecord>>20)
	errEntities  = errors.New("the file defines entities, which are refused because they can be used for attacks: write the texts out")
)

// xmlTokens reads the tokens of an untrusted XML file.
type xmlTokens struct {
	in    *xmlInput
	dec   *xml.Decoder
	depth int
}

func newXMLTokens(r *bufio.Reader) *xmlTokens {
	in := &xmlInput{r: r}
	dec := xml.NewDecoder(in)
	dec.Strict = false // accept a bare & and the like
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the input is UTF-8 already
	return &xmlTokens{in: in, dec: dec}
}

// next returns the next token, or io.EOF.
func (t *xmlTokens) next() (xml.Token, error) {
	t.in.left = MaxRecord
	tok, err := t.dec.Token()
	if isEOF(err) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: XML: %w", t.line(), withoutLine(err))
	}
	switch tok := tok.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > maxXMLDepth {
			return nil, fmt.Errorf("line %d: XML: elements are nested more than %d levels deep", t.line(), maxXMLDepth)
		}
	case xml.EndElement:
		t.depth--
	case xml.Directive:
		if strings.Contains(strings.ToUpper(string(tok)), "<!ENTITY") {
			return nil, fmt.Errorf("line %d: XML: %w", t.line(), errEntities)
		}
	}
	return tok, nil
}

func (t *xmlTokens) line() int {
	line, _ := t.dec.InputPos()
	return line
}

// withoutLine returns the message of a syntax error without its line, which the caller adds.
func withoutLine(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	return err
}

// attribute returns the value of the first attribute of e that has one of the names.
func attribute(e xml.StartElement, names ...string) string {
	for _, name := range names {
		for _, a := range e.Attr {
			if strings.EqualFold(a.Name.Local, name) {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}
