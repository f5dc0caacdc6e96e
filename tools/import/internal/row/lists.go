package row

import (
	"encoding/json"
	"regexp"
	"strings"

	"shopfyp.dev/tools/import/internal/table"
)

const pythonString = `(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`

var (
	pythonList  = regexp.MustCompile(`^\[\s*(?:` + pythonString + `\s*(?:,\s*` + pythonString + `\s*)*)?,?\s*\]$`)
	pythonItems = regexp.MustCompile(pythonString)
)

// elements returns the list in a value. The list may also be JSON or Python text, such as
// ["a", "b"] or ['a', 'b'].
func elements(v table.Value) []string {
	text := strings.TrimSpace(v.Text)
	if v.List != nil || !strings.HasPrefix(text, "[") {
		return v.Strings()
	}
	if strings.HasPrefix(text, "[[") && strings.HasSuffix(text, "]]") {
		text = text[1 : len(text)-1]
	}
	var list []string
	if json.Unmarshal([]byte(text), &list) == nil {
		return list
	}
	if !pythonList.MatchString(text) {
		return v.Strings()
	}
	for _, item := range pythonItems.FindAllString(text, -1) {
		list = append(list, unescape(item[1:len(item)-1]))
	}
	return list
}

// unescape decodes the escapes of a Python string.
func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`, `\n`, "\n", `\t`, "\t").Replace(s)
}
