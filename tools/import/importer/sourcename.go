package importer

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSourceName is the maximum length of the name of a source, in bytes.
const maxSourceName = 100

// CheckSourceName returns an error if name cannot be the name of a source.
func CheckSourceName(name string) error {
	bad := func(r rune) bool { return unicode.IsControl(r) || !unicode.IsPrint(r) }
	switch {
	case name == "":
		return errors.New("the name of the source is empty")
	case len(name) > maxSourceName:
		return fmt.Errorf("the name of the source is %d bytes long, more than %d", len(name), maxSourceName)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, bad):
		return fmt.Errorf("the name of the source %q contains characters that cannot be printed", name)
	case strings.TrimSpace(name) != name:
		return fmt.Errorf("the name of the source %q starts or ends with a space", name)
	}
	return nil
}

var (
	extension = regexp.MustCompile(`(?i)\.(?:csv|tsv|tab|txt|jsonl?|ndjson|xml|rss|atom|xlsx|gz)$`)
	wordMarks = regexp.MustCompile(`[^\pL\pN]+`)
	// A dated word is a number, a day or a month, or a mark of a download such as "copy" and "latest".
	dated = regexp.MustCompile(`(?i)^(?:\d+|\d+t\d+z?|v\d+|w\d+|q\d|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|` +
		`jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|` +
		`today|yesterday|latest|current|copy|new|old|final|daily|weekly|am|pm)$`)
)

// defaultSource is the name of the source of a file whose name consists of a date.
const defaultSource = "feed"

// SourceName returns the default name of a file's source: the name of the file in lower case without its extension and
// without dates and numbers, so that "Products_2026-11-28 (1).csv.gz" and the file of the next day have the same source.
func SourceName(path string) string {
	base := filepath.Base(path)
	for extension.MatchString(base) {
		base = extension.ReplaceAllString(base, "")
	}
	var kept []string
	for _, word := range wordMarks.Split(strings.ToLower(strings.ToValidUTF8(base, "")), -1) {
		if word != "" && !dated.MatchString(word) {
			kept = append(kept, word)
		}
	}
	name := strings.Join(kept, "-")
	if CheckSourceName(name) != nil {
		return defaultSource
	}
	return name
}
