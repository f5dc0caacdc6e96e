package mapping

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed platforms/*.json
var files embed.FS

// A Platform describes the exports of a shop platform. docs/import.md says how to add one. In names of columns, case,
// spaces and punctuation do not matter, "#" is a number or nothing, and "*" is any text.
type Platform struct {
	Name      string             `json:"name"`
	About     string             `json:"about"`               // address of the platform's documentation
	Recognize [][]string         `json:"recognize"`           // sets of columns; a file with all columns of a set is recognized
	Fields    map[Field][]string `json:"fields"`              // columns of each field, the preferred column first
	Options   []OptionColumns    `json:"options,omitempty"`   // columns of the options of variants
	Ignore    []string           `json:"ignore,omitempty"`    // columns that no guess may use
	Values    Values             `json:"values,omitempty"`    // meaning of values that differs from the usual one
	Variants  Variants           `json:"variants,omitzero"`   // how variants are laid out
	Category  Paths              `json:"category,omitzero"`   // how category paths are written
	ImageBase string             `json:"imageBase,omitempty"` // address in front of bare image names
}

// OptionColumns are the columns of an option: one with its name and one with its value, or only a value in a column
// that is named after the option.
type OptionColumns struct {
	Name  string `json:"name,omitempty"`
	Value string `json:"value"`
}

// Values maps the values of a field, in lower case, to the values that the importer understands.
type Values map[Field]map[string]string

// A Layout says how a file holds the variants of a product.
type Layout string

// The layouts.
const (
	Rows    Layout = ""        // each row is a product; variants share a Group
	Below   Layout = "below"   // the rows of a product follow each other, and the first has the common fields
	Parents Layout = "parents" // a row names its parent, which may be anywhere in the file
)

// A Role is the role of a row in a layout.
type Role string

// The roles.
const (
	ProductRow Role = "product" // a product, or the parent of the variants
	VariantRow Role = "variant"
	ImageRow   Role = "image" // only more images
	SkippedRow Role = "skip"  // not about a product
)

// Variants describes how a file holds variants.
type Variants struct {
	Layout Layout          `json:"layout,omitempty"`
	Kinds  map[string]Role `json:"kinds,omitempty"` // role for each value of Kind, in lower case; without it, the first row is a variant too
}

// Paths describes how category paths are written.
type Paths struct {
	Between string   `json:"between,omitempty"` // separates paths; the longest path is used, the first of several
	Joined  bool     `json:"joined,omitempty"`  // paths of one step are the steps of one path
	Step    string   `json:"step,omitempty"`    // separates the steps of a path
	Roots   []string `json:"roots,omitempty"`   // first steps that are not categories
}

var platforms = loadPlatforms(files)

// loadPlatforms reads the embedded files. An invalid file is a programming error.
func loadPlatforms(from fs.FS) []*Platform {
	names, err := fs.Glob(from, "platforms/*.json")
	if err != nil {
		panic(err)
	}
	var all []*Platform
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			panic(err)
		}
		p := &Platform{}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(p); err != nil {
			panic(fmt.Sprintf("%s: %v", name, err))
		}
		all = append(all, p)
	}
	return all
}

// recognize returns the platform with the most recognized columns, or nil.
func recognize(columns []string) *Platform {
	var found *Platform
	most := 0
	for _, p := range platforms {
		for _, set := range p.Recognize {
			missing := func(pattern string) bool { return len(matching(pattern, columns)) == 0 }
			if len(set) > most && !slices.ContainsFunc(set, missing) {
				found, most = p, len(set)
			}
		}
	}
	return found
}

// matching returns the indexes of the columns that match a pattern, in the order of the file.
func matching(pattern string, columns []string) (places []int) {
	re := compile(pattern)
	for i, c := range columns {
		if re.MatchString(plain(c)) {
			places = append(places, i)
		}
	}
	return places
}

// plain returns the words of a column name with a space before each, without the prefix "g:" of Google's feeds.
func plain(column string) string {
	return " " + strings.TrimPrefix(strings.Join(words(column), " "), "g ")
}

// compiled caches the regular expressions of patterns.
var compiled sync.Map

// compile returns the regular expression of a pattern.
func compile(pattern string) *regexp.Regexp {
	if re, ok := compiled.Load(pattern); ok {
		return re.(*regexp.Regexp)
	}
	var parts []string
	for part := range strings.FieldsSeq(strings.NewReplacer("#", " # ", "*", " * ").Replace(pattern)) {
		switch part {
		case "#":
			parts = append(parts, `(?: \d+)?`)
		case "*":
			parts = append(parts, `(.*)`)
		default:
			for _, w := range words(part) {
				parts = append(parts, " "+regexp.QuoteMeta(w))
			}
		}
	}
	re := regexp.MustCompile("^" + strings.Join(parts, "") + "$")
	compiled.Store(pattern, re)
	return re
}
