package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// maxDepth is the maximum nesting depth of a row.
const maxDepth = 8

// A cell is the value of a key in a JSON object.
type cell struct {
	column string
	value  Value
	notes  []Note
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
		ignored, err := list(dec, &c.value.List, depth+1, imageKey.MatchString(column))
		if err != nil {
			return err
		}
		if ignored {
			c.notes = []Note{{Column: column, Reason: "objects or lists in a list: ignored"}}
		}
	} else {
		c.value.Text = scalar(tok)
		_, c.value.Number = tok.(json.Number)
	}
	*cells = append(*cells, c)
	return nil
}

// list reads the rest of an array after its opening bracket. If the first element is an array, that array is the
// result, so [["a","b"]] gives ["a","b"]. In a list of images, an object represents its address. list returns true if
// it ignored elements.
func list(dec *json.Decoder, into *[]string, depth int, images bool) (ignored bool, err error) {
	if depth > maxDepth {
		return false, fmt.Errorf("nested more than %d levels deep", maxDepth)
	}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return ignored, err
		}
		switch tok {
		case json.Delim('['):
			target := into
			if len(*into) > 0 {
				target, ignored = new([]string), true
			}
			inner, err := list(dec, target, depth+1, images)
			if ignored = ignored || inner; err != nil {
				return ignored, err
			}
		case json.Delim('{'):
			var cells []cell
			if err := object(dec, "", depth+1, &cells); err != nil {
				return ignored, err
			}
			if address := imageAddress(cells); images && address != "" {
				*into = append(*into, address)
			} else {
				ignored = true
			}
		default:
			if s := scalar(tok); s != "" {
				*into = append(*into, s)
			}
		}
	}
	_, err = dec.Token()
	return ignored, err
}

// imageKey matches the key of a list of images.
var imageKey = regexp.MustCompile(`(?i)(image|photo|picture|media|gallery|bild)[^.]*$`)

// imageAddress returns the address in an object that describes an image, or "".
func imageAddress(cells []cell) string {
	for _, key := range []string{"src", "url", "href", "link", "original", "large", "image", "path"} {
		for _, c := range cells {
			if strings.EqualFold(c.column, key) && strings.Contains(c.value.Text, "/") {
				return c.value.Text
			}
		}
	}
	return ""
}

// scalar returns a JSON scalar as text, or "" for null.
func scalar(tok json.Token) string {
	if tok == nil {
		return ""
	}
	return fmt.Sprint(tok)
}
