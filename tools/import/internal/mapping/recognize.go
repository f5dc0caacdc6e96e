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
