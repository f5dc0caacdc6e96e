package table

import (
	"fmt"
	"os"
	"strings"
)

// ReplacePart replaces the text between the markers "<!-- part -->" and "<!-- /part -->" of the file at
// path. The rest of the file stays as it is.
func ReplacePart(path, part, text string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	begin, end := "<!-- "+part+" -->", "<!-- /"+part+" -->"
	before, rest, begun := strings.Cut(string(page), begin)
	_, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		return fmt.Errorf("%s: no markers %s and %s", path, begin, end)
	}
	page = []byte(before + begin + "\n" + strings.TrimSpace(text) + "\n" + end + after)
	return os.WriteFile(path, page, 0o644)
}
