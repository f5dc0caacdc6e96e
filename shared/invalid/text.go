package invalid

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// CheckText returns a *FieldError unless text is valid UTF-8, is not blank and has at most maxChars characters. field is
// its name in the API.
func CheckText(field, text string, maxChars int) error {
	switch {
	case !utf8.ValidString(text):
		return &FieldError{Field: field, Problem: "is not valid UTF-8"}
	case strings.TrimSpace(text) == "":
		return &FieldError{Field: field, Problem: "is empty"}
	case utf8.RuneCountInString(text) > maxChars:
		return &FieldError{Field: field, Problem: fmt.Sprintf("is longer than %d characters", maxChars)}
	}
	return nil
}
