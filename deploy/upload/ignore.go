package upload

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// IgnoreFile lists the files that are not uploaded, in the syntax of .gitignore.
const IgnoreFile = ".gcloudignore"

// A pattern is a line of the ignore file.
type pattern struct {
	glob    string // for path.Match
	rooted  bool   // matches the whole path; otherwise only its last element
	folders bool   // matches only folders
	include bool   // includes files that an earlier line ignored
}

// readPatterns returns the patterns of the ignore file of root, followed by the patterns of more.
func readPatterns(root string, more []string) (patterns []pattern, err error) {
	text, err := os.ReadFile(filepath.Join(root, IgnoreFile))
	if err != nil {
		return nil, err
	}
	for _, line := range append(strings.Split(string(text), "\n"), more...) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		p, err := parsePattern(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %q: %w", IgnoreFile, line, err)
		}
		patterns = append(patterns, p)
	}
	return patterns, nil
}

// parsePattern parses the syntax that our file uses. It rejects "**".
func parsePattern(line string) (p pattern, err error) {
	p.glob, p.include = strings.CutPrefix(line, "!")
	p.glob, p.folders = strings.CutSuffix(p.glob, "/")
	p.rooted = strings.Contains(p.glob, "/")
	p.glob = strings.TrimPrefix(p.glob, "/")
	if strings.Contains(p.glob, "**") {
		return p, fmt.Errorf("** is not supported")
	}
	_, err = path.Match(p.glob, "")
	return p, err
}

// ignored reports whether the last pattern that matches name, a path below the root, ignores it.
func ignored(patterns []pattern, name string, folder bool) bool {
	out := false
	for _, p := range patterns {
		subject := name
		if !p.rooted {
			subject = path.Base(name)
		}
		if match, _ := path.Match(p.glob, subject); match && (folder || !p.folders) {
			out = !p.include
		}
	}
	return out
}
