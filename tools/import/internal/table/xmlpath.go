package table

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"slices"
	"strings"
	"unicode"
)

// itemNames are usual names of the element of a product, in lower case.
var itemNames = set("item entry product offer shopitem article artikel produkt produit producto prodotto produto record row o good goods listing tovar")

// An xmlPath is an element in the beginning of a file.
type xmlPath struct {
	path   string // names from the root, joined by slashes
	depth  int
	count  int
	fields map[string]bool // attributes and children
}

// name returns the last name of the path, in lower case.
func (p *xmlPath) name() string {
	return strings.ToLower(p.path[strings.LastIndexByte(p.path, '/')+1:])
}

// isXML reports whether a file begins with a tag, rather than with a line of CSV.
func isXML(start []byte) bool {
	r := bytes.Runes(start[:min(len(start), 8)])
	return len(r) > 1 && r[0] == '<' && (strings.ContainsRune("?!_", r[1]) || unicode.IsLetter(r[1]))
}

// findItem returns the path of the element that represents a product.
func findItem(sample []byte) (string, error) {
	paths, err := xmlPaths(sample)
	if err != nil {
		return "", err
	}
	for _, accept := range []func(p *xmlPath) bool{
		func(p *xmlPath) bool { return itemNames[p.name()] && len(p.fields) > 1 && p.depth > 1 },
		func(p *xmlPath) bool { return p.count > 1 && len(p.fields) > 2 },
		func(p *xmlPath) bool { return p.count > 1 && len(p.fields) > 1 },
	} {
		if best := shallowest(paths, accept); best != nil {
			return best.path, nil
		}
	}
	return "", errors.New("no repeated XML element at the beginning of the file looks like a product")
}

// shallowest returns the accepted path with the fewest levels. Among equals, it returns the one with the most fields.
func shallowest(paths []*xmlPath, accept func(p *xmlPath) bool) (best *xmlPath) {
	for _, p := range paths {
		if accept(p) && (best == nil || p.depth < best.depth || p.depth == best.depth && len(p.fields) > len(best.fields)) {
			best = p
		}
	}
	return best
}

// xmlPaths returns the elements in the sample. It ignores errors except those that describe the whole file.
func xmlPaths(sample []byte) ([]*xmlPath, error) {
	tokens := newXMLTokens(bufio.NewReader(bytes.NewReader(sample)))
	known := map[string]*xmlPath{}
	var paths []*xmlPath
	var stack []*xmlPath
	for {
		tok, err := tokens.next()
		if errors.Is(err, errEntities) {
			return nil, err
		}
		if err != nil {
			return paths, nil
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := checkRoot(tok, len(stack)); err != nil {
				return nil, err
			}
			path := tok.Name.Local
			if len(stack) > 0 {
				parent := stack[len(stack)-1]
				parent.fields[path] = true
				path = parent.path + "/" + path
			}
			p := known[path]
			if p == nil {
				p = &xmlPath{path: path, depth: len(stack) + 1, fields: map[string]bool{}}
				known[path], paths = p, append(paths, p)
			}
			p.add(tok)
			stack = append(stack, p)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func (p *xmlPath) add(e xml.StartElement) {
	p.count++
	for _, a := range e.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			p.fields["@"+a.Name.Local] = true
		}
	}
}

// checkRoot returns an error if the root element means a kind of document that contains no products.
func checkRoot(e xml.StartElement, depth int) error {
	switch {
	case depth > 0:
		return nil
	case strings.EqualFold(e.Name.Local, "html"):
		return errors.New("looks like a web page (HTML): " + saveAs)
	case e.Name.Space == "urn:schemas-microsoft-com:office:spreadsheet":
		return errors.New("looks like an Excel 2003 XML workbook: save it as .xlsx or CSV")
	case slices.Contains([]string{"svg", "sitemapindex", "urlset"}, e.Name.Local):
		return errors.New("looks like XML of another kind (" + e.Name.Local + "): export the products as a feed")
	}
	return nil
}
