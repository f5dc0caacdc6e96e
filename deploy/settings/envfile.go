package settings

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Changes are the settings that an operator sets or removes.
type Changes struct {
	Set   map[string]string
	Unset []string
}

var nameForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// ReadFile reads a file of KEY=value lines. Blank lines and comments are skipped, values may be quoted as
// in a shell, and KEY= without a value removes the setting. The error names each bad line.
func ReadFile(file string) (Changes, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Changes{}, err
	}
	c := Changes{Set: make(map[string]string)}
	seen := make(map[string]bool)
	var errs []error
	for i, line := range strings.Split(string(text), "\n") {
		if err := c.add(strings.TrimSpace(line), seen); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", file, i+1, err))
		}
	}
	return c, errors.Join(errs...)
}

// add adds a line of the file to c. Its errors do not repeat the value, which may be secret.
func (c *Changes) add(line string, seen map[string]bool) error {
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	name, rest, ok := strings.Cut(line, "=")
	if !ok || !nameForm.MatchString(name) {
		return errors.New("want KEY=value, a comment or a blank line")
	}
	if seen[name] {
		return fmt.Errorf("%s is given twice", name)
	}
	seen[name] = true
	value, err := unquote(rest)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	case value == "":
		c.Unset = append(c.Unset, name)
		return checkReserved(name)
	}
	return c.Add(name, value)
}

// Add adds a setting to c, in place of an earlier change of it. Its errors do not repeat the value, which may be secret.
func (c *Changes) Add(name, value string) error {
	c.Set[name] = value
	c.Unset = slices.DeleteFunc(c.Unset, func(unset string) bool { return unset == name })
	return cmp.Or(checkKnown(name), checkValue(name, value))
}

// unquote returns the value in s: 'literal', "with \" and \\", or plain up to a comment.
func unquote(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" || s[0] != '\'' && s[0] != '"' {
		if i := strings.Index(" "+s, " #"); i >= 0 {
			s = s[:max(i-1, 0)]
		}
		return strings.TrimSpace(s), nil
	}
	var value strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == s[0]:
			if rest := strings.TrimSpace(s[i+1:]); rest != "" && rest[0] != '#' {
				return "", errors.New("text after the closing quote")
			}
			return value.String(), nil
		case s[i] == '\\' && s[0] == '"' && i+1 < len(s) && strings.IndexByte(`"\`, s[i+1]) >= 0:
			i++
		}
		value.WriteByte(s[i])
	}
	return "", errors.New("the quote is not closed")
}
