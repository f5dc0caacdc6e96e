package table

import (
	"bytes"
	"encoding/json"
	"strings"
)

// maxArrayDepth is the maximum number of keys before an array of products.
const maxArrayDepth = 5

// productKeys are usual names of a list of products, in lower case.
var productKeys = set("products product items item data results result records rows entries listings offers articles nodes edges hits content catalog catalogue feed list objects documents docs produkte artikel produits productos")

// partKeys are usual names of lists inside a product, in lower case.
var partKeys = set("variants variations options images image media photos attributes properties categories tags reviews prices skus sizes colors links metafields errors")

func set(names string) map[string]bool {
	s := map[string]bool{}
	for _, n := range strings.Fields(names) {
		s[n] = true
	}
	return s
}

// findArray returns the keys that lead to the array of products in the beginning of a JSON file. It prefers the usual
// names, and ignores arrays that are parts of a product.
func findArray(sample []byte) (path []string, ok bool) {
	w := arrayWalker{dec: json.NewDecoder(bytes.NewReader(sample))}
	w.value(nil)
	for _, p := range w.found {
		if len(p) == 0 || productKeys[strings.ToLower(p[len(p)-1])] {
			return p, true
		}
	}
	for _, p := range w.found {
		if !partKeys[strings.ToLower(p[len(p)-1])] {
			return p, true
		}
	}
	return nil, false
}

// arrayWalker finds arrays of objects. It ignores the file after the first error, such as the end of the sample.
type arrayWalker struct {
	dec   *json.Decoder
	found [][]string
}

// value walks a value. It returns false at the end of the sample.
func (w *arrayWalker) value(path []string) bool {
	tok, err := w.dec.Token()
	switch {
	case err != nil:
		return false
	case tok == json.Delim('{') && len(path) < maxArrayDepth:
		return w.object(path)
	case tok == json.Delim('{'):
		return w.skip(1)
	case tok == json.Delim('['):
		return w.array(path)
	}
	return true
}

func (w *arrayWalker) object(path []string) bool {
	for w.dec.More() {
		key, err := w.dec.Token()
		name, isString := key.(string)
		if err != nil || !isString || !w.value(append(path[:len(path):len(path)], name)) {
			return false
		}
	}
	_, err := w.dec.Token()
	return err == nil
}

// array records the path if the first element is an object. It accepts any array at the top.
func (w *arrayWalker) array(path []string) bool {
	tok, err := w.dec.Token()
	if tok == json.Delim('{') || len(path) == 0 {
		w.found = append(w.found, path)
	}
	switch {
	case err != nil:
		return false
	case tok == json.Delim(']'):
		return true
	case tok == json.Delim('{'), tok == json.Delim('['):
		return w.skip(2)
	}
	return w.skip(1)
}

// skip skips the rest of nested objects and arrays.
func (w *arrayWalker) skip(depth int) bool {
	for depth > 0 {
		tok, err := w.dec.Token()
		if err != nil {
			return false
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return true
}
