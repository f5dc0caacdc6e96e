package event

import (
	"fmt"
	"strings"
)

// match returns what the wildcards of pattern ("users/{userId}/carts/{cartId}") stand for in a
// document's name ("projects/P/databases/D/documents/users/u/carts/c").
func match(pattern, name string) (map[string]string, error) {
	want := strings.Split("projects/{}/databases/{}/documents/"+pattern, "/")
	got := strings.Split(name, "/")
	if len(got) != len(want) {
		return nil, fmt.Errorf("document %q is not one of %s", name, pattern)
	}
	values := make(map[string]string)
	for i, segment := range want {
		wildcard, isWildcard := wildcardOf(segment)
		switch {
		case got[i] == "", !isWildcard && got[i] != segment:
			return nil, fmt.Errorf("document %q is not one of %s", name, pattern)
		case isWildcard && wildcard != "":
			values[wildcard] = got[i]
		}
	}
	return values, nil
}

// wildcardOf returns the name within "{name}".
func wildcardOf(segment string) (string, bool) {
	inner, opened := strings.CutPrefix(segment, "{")
	name, closed := strings.CutSuffix(inner, "}")
	return name, opened && closed
}
