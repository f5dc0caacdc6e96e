package event

import (
	"fmt"
	"strings"
)

// match returns the values of the wildcards of pattern ("users/{userId}/carts/{cartId}") in a document name
// ("projects/P/databases/D/documents/users/u/carts/c").
func match(pattern, name string) (map[string]string, error) {
	want := strings.Split("projects/{}/databases/{}/documents/"+pattern, "/")
	got := strings.Split(name, "/")
	if len(got) != len(want) {
		return nil, fmt.Errorf("document %q does not match %s", name, pattern)
	}
	values := make(map[string]string)
	for i, segment := range want {
		wildcard, isWildcard := wildcardOf(segment)
		switch {
		case got[i] == "", !isWildcard && got[i] != segment:
			return nil, fmt.Errorf("document %q does not match %s", name, pattern)
		case isWildcard && wildcard != "":
			values[wildcard] = got[i]
		}
	}
	return values, nil
}

// wildcardOf returns the name in a segment "{name}", and reports whether the segment is a wildcard.
func wildcardOf(segment string) (string, bool) {
	inner, opened := strings.CutPrefix(segment, "{")
	name, closed := strings.CutSuffix(inner, "}")
	return name, opened && closed
}
