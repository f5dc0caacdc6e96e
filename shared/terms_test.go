package shared_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A term is a retired name, in lower case, and the name to use instead. An inProse term is also a common
// English word: prose may use it, but identifiers and file names may not.
// docs/decisions/0021-plain-names.md records the renames.
type term struct {
	retired []string
	use     string
	inProse bool
}

var terms = []term{
	{[]string{"wish", "wishes"}, "query, filter", false},
	{[]string{"together"}, "related, co-occurrence", true},
	{[]string{"partner", "partners"}, "related products", false},
	{[]string{"blend", "blends", "blended"}, "co-occurrence weight", false},
	{[]string{"trait", "traits"}, "attributes", false},
	{[]string{"lent"}, "acquired", false},
	{[]string{"standing"}, "user status", true},
	{[]string{"effort"}, "concurrency", true},
	{[]string{"steer", "steers", "steered", "steering"}, "influences", false},
	{[]string{"ender"}, "deleter", false},
	{[]string{"said"}, "filter chip", true},
	{[]string{"trouble"}, "error state", true},
	{[]string{"taste", "tastes"}, "preferences", false},
	{[]string{"prospect", "prospects"}, "candidate", false},
	{[]string{"patience"}, "interval, timeout or deadline", false},
}

// phrases are retired wordings of the same terms.
var phrases = map[string]string{
	"at most so often": "minimum interval",
	"for whom":         "recipient",
	"lent view":        "acquired view",
	"what is said":     "query understanding",
}

// An exception allows retired terms in text that we cannot change: stored fields, public APIs and data.
type exception struct {
	file *regexp.Regexp // matches the path of a file
	text *regexp.Regexp // matches the part of a line to skip; nil skips the whole file
}

var exceptions = []exception{
	{regexp.MustCompile(`^shared/terms_test\.go$`), nil},
	{regexp.MustCompile(`^docs/decisions/`), nil},                                                                                                                  // decision records are never edited
	{regexp.MustCompile(`^(LICENSE|go\.sum|.*package-lock\.json|docs/benchmarks\.(md|json))$`), nil},                                                               // third-party text; measured data
	{regexp.MustCompile(`^tools/demo/|/testdata/|^tools/eval/baseline|^tools/import/.*_test\.go$|^tools/import/internal/mapping/vocabulary\.go$`), nil},            // data
	{regexp.MustCompile(`^shared/query/|^frontend/tests/fixtures/|^train/distil/words/`), nil},                                                                     // words that shoppers type
	{regexp.MustCompile(`.`), regexp.MustCompile(`[Ss]tandingIn|decisions/\d{4}-[a-z-]+\.md`)},                                                                     // "stand-in" is not a retired term; decision records keep their file names
	{regexp.MustCompile(`.`), regexp.MustCompile(`together\.bin`)},                                                                                                 // a file in the snapshot
	{regexp.MustCompile(`^shared/gcp/firestoredb/.*\.go$|^deploy/firestore\.indexes\.json$`), regexp.MustCompile(`firestore:"wish[^"]*"|"wish"`)},                  // a stored field
	{regexp.MustCompile(`\.(go|ya?ml|tsx?|md|txtar|sh)$`), regexp.MustCompile(`"steers"|json:"steers[^"]*"|\bsteers\??:|\.steers\b|[{,] ?steers ?[},]|- steers$`)}, // an API field
}

// notOurs lists folders that hold build output, downloads or local data.
var notOurs = []string{".git", ".dev", "node_modules", "bin", "dist", "out", "coverage", "test-results", "shots", "target"}

func TestNoRetiredTerms(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(notOurs, d.Name()):
			return filepath.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		checkFile(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, path string) {
	t.Helper()
	name, _ := filepath.Rel("..", path)
	if isException(name) {
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return
	}
	for _, word := range words(strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(name)) {
		if use, _ := lookUp(word); use != "" {
			t.Errorf("%s: retired term %s in the file name: use %s", name, word, use)
		}
	}
	for i, line := range strings.Split(string(text), "\n") {
		for _, f := range findings(withoutExceptions(name, line)) {
			t.Errorf("%s:%d: retired term %s", name, i+1, f)
		}
	}
}

func isException(name string) bool {
	return slices.ContainsFunc(exceptions, func(e exception) bool { return e.text == nil && e.file.MatchString(name) })
}

// withoutExceptions returns the line without the parts that may keep retired terms.
func withoutExceptions(name, line string) string {
	for _, e := range exceptions {
		if e.text != nil && e.file.MatchString(name) {
			line = e.text.ReplaceAllString(line, "")
		}
	}
	return line
}

var (
	identifier = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_]*`)
	codeAfter  = regexp.MustCompile(`^(\.[A-Za-z]|\()`) // a selector or a call: the name before it is code
)

// findings returns each retired term in the line, with the term to use instead.
func findings(line string) (found []string) {
	for _, at := range identifier.FindAllStringIndex(line, -1) {
		name := line[at[0]:at[1]]
		words := words(name)
		isCode := len(words) > 1 || codeAfter.MatchString(line[at[1]:])
		for _, word := range words {
			if use, inProse := lookUp(word); use != "" && (isCode || !inProse) {
				found = append(found, word+" ("+name+"): use "+use)
			}
		}
	}
	for phrase, use := range phrases {
		if strings.Contains(line, phrase) {
			found = append(found, phrase+": use "+use)
		}
	}
	return found
}

func lookUp(word string) (use string, inProse bool) {
	for _, t := range terms {
		if slices.Contains(t.retired, word) {
			return t.use, t.inProse
		}
	}
	return "", false
}

// words returns the words of an identifier in lower case: "relatedTo_URL" has related, to and url.
func words(identifier string) (words []string) {
	start := 0
	runes := []rune(identifier)
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || runes[i] == '_' || unicode.IsUpper(runes[i]) && !unicode.IsUpper(runes[i-1]) {
			if word := strings.ToLower(strings.Trim(string(runes[start:i]), "_")); word != "" {
				words = append(words, word)
			}
			start = i
		}
	}
	return words
}

func TestFindings(t *testing.T) {
	for line, want := range map[string]int{
		"two tasks that run together.":   0,
		"He put it together (at last).":  0,
		"f := together.Open(name)":       1,
		"type TogetherFile struct":       1,
		"const togetherWith = 3":         1,
		"a user in good standing":        0,
		"NewStanding(users)":             1,
		"// Wishes of the shopper":       1,
		"the sender of a gender":         0,
		"An account is ended by Ender.":  1,
		"interactions that steer a card": 1,
		"attributes of a product":        0,
		"if o.render {":                  0,
		"looked for at most so often":    1,
	} {
		if got := findings(line); len(got) != want {
			t.Errorf("findings(%q) = %q, want %d", line, got, want)
		}
	}
}
