package row

import (
	"net/url"
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
)

// maxAddress is the maximum length of a URL, in bytes.
const maxAddress = 2048

// address returns the first URL of a field. It must be an http or https URL or an absolute path.
func (r *row) address(f mapping.Field) string {
	v, _, _ := r.first(f)
	list := elements(v)
	if len(list) == 0 {
		return ""
	}
	// A cell may contain several URLs separated by bars or spaces.
	all := strings.FieldsFunc(list[0], func(c rune) bool { return c == '|' || c == ' ' || c == '\n' })
	if len(all) == 0 {
		return ""
	}
	s := all[0]
	if strings.HasPrefix(s, "//") {
		s = "https:" + s
	}
	if !isAddress(s) {
		r.warn(f, "not a usable URL: ignored", list[0])
		return ""
	}
	return s
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	if err != nil || len(s) > maxAddress || strings.ContainsAny(s, "\"<>\\\t\r") {
		return false
	}
	if u.Scheme == "" {
		return strings.HasPrefix(s, "/")
	}
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
