package table

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// The markers between which a page's part lies: "<!-- bench -->" and "<!-- /bench -->".
func begin(part string) string { return "<!-- " + part + " -->" }
func end(part string) string   { return "<!-- /" + part + " -->" }

// emptyPage is what a page begins as. Each part is written by a tool of its own.
const emptyPage = `# Benchmarks

Every figure stands beside the machine, the commit and the command that gave it. The page is written by those commands.

## The shop
<!-- bench -->
<!-- /bench -->

## The app in a browser
<!-- vitals -->
<!-- /vitals -->
`

// WritePart replaces a part of the page at path by text and leaves the rest as it is.
// It makes a page that is not there; one without the part's markers is an error.
func WritePart(path, part, text string) error {
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	page, err := replace(cmp.Or(string(old), emptyPage), part, text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(page), 0o644)
}

func replace(page, part, text string) (string, error) {
	before, rest, begun := strings.Cut(page, begin(part))
	_, after, ended := strings.Cut(rest, end(part))
	if !begun || !ended {
		return "", fmt.Errorf("no markers %s and %s", begin(part), end(part))
	}
	return before + begin(part) + "\n" + strings.TrimSpace(text) + "\n" + end(part) + after, nil
}

// Markdown returns the rows as tables, one a scenario, each row with its origin.
func Markdown(rows []Row) string {
	var b strings.Builder
	scenario := ""
	for i := range rows {
		r := &rows[i]
		if r.Scenario != scenario {
			scenario = r.Scenario
			fmt.Fprintf(&b, "\n### %s\n\n| products | figure | ours | peer | ratio | wanted | | command | commit | machine |\n%s\n", scenario, strings.Repeat("| --- ", 10)+"|")
		}
		for _, c := range r.cells()[1:] {
			fmt.Fprintf(&b, "| %s ", c)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Command, r.Commit, r.Machine)
		if r.Note != "" && (i+1 == len(rows) || rows[i+1].Scenario != scenario || rows[i+1].Note != r.Note) {
			notes(&b, r.Note)
		}
	}
	return b.String()
}

// notes writes a note as a row of its own, so that the table goes on below it.
func notes(b *strings.Builder, note string) {
	fmt.Fprintf(b, "| | _%s_ %s\n", note, strings.Repeat("| ", 9))
}
