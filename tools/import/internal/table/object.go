package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDepth is the maximum nesting depth of a row.
const maxDepth = 8

// A cell is the value of a key in a JSON object.
type cell struct {
	column  string
	value   Value
	objects [][]cell // the objects of a list
	notes   []Note
}

// parseObject parses a JSON object and returns its cells in order. It returns a fault if other text follows.
func parseObject(text string) ([]cell, *Fault) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	tok, err := dec.Token()
	if err != nil || tok != json.Delim('{') {
		return nil, &Fault{Reason: "not a JSON object"}
	}
	var cells []cell
	if err := object(dec, "", 1, &cells); err != nil {
		return nil, faultf("not a JSON object", "%v", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, faultf("not a JSON object", "text after its end")
	}
	return cells, nil
}

// object reads the rest of an object after its opening brace.
func object(dec *json.Decoder, prefix string, depth int, cells *[]cell) error {
	if depth > maxDepth {
		return fmt.Errorf("nested more than %d levels deep", maxDepth)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		column := prefix + key.(string)
		tok, err := dec.Token()
		if err != nil {
			return err
		}
		if tok == json.Delim('{') {
			err = object(dec, column+".", depth+1, cells)
		} else {
			err = value(dec, tok, column, depth, cells)
		}
		if err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// value reads a value that is not an object.
func value(dec *json.Decoder, tok json.Token, column string, depth int, cells *[]cell) error {
	c := cell{column: column}
	if tok == json.Delim('[') {
		l := lister{column: column, into: &c.value.List}
		if err := l.read(dec, depth+1); err != nil {
			return err
		}
		c.objects = l.objects
		if l.ignored && !variantKey.MatchString(column) {
			c.notes = []Note{{Column: column, Reason: "objects or lists in a list: ignored"}}
		}
	} else {
		c.value.Text = scalar(tok)
		_, c.value.Number = tok.(json.Number)
	}
	*cells = append(*cells, c)
	return nil
}

// A lister reads a list.
type lister struct {
	column  string
	into    *[]string // the elements as text
	objects [][]cell
	ignored bool // an element has no text
}

// read reads the rest of a list after its opening bracket. If the first element is a list, that list is the result, so
// [["a","b"]] gives ["a","b"].
func (l *lister) read(dec *json.Decoder, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("nested more than %d levels deep", maxDepth)
	}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return err
		}
		switch tok {
		case json.Delim('['):
			err = l.nested(dec, depth)
		case json.Delim('{'):
			err = l.object(dec, depth)
		default:
			if s := scalar(tok); s != "" {
				*l.into = append(*l.into, s)
			}
		}
		if err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

func (l *lister) nested(dec *json.Decoder, depth int) error {
	inner := lister{column: l.column, into: l.into}
	if len(*l.into) > 0 {
		inner.into, l.ignored = new([]string), true
	}
	err := inner.read(dec, depth+1)
	l.ignored = l.ignored || inner.ignored
	return err
}

func (l *lister) object(dec *json.Decoder, depth int) error {
	var cells []cell
	if err := object(dec, "", depth+1, &cells); err != nil {
		return err
	}
	l.objects = append(l.objects, cells)
	text := textOfObject(l.column, cells)
	if text == "" {
		l.ignored = true
		return nil
	}
	*l.into = append(*l.into, text)
	return nil
}

// scalar returns a JSON scalar as text, or "" for null.
func scalar(tok json.Token) string {
	if tok == nil {
		return ""
	}
	return fmt.Sprint(tok)
}
