package catalog

import (
	"strings"
	"unicode/utf8"
)

// maxDocumentIDBytes is Firestore's limit on the length of a document ID.
const maxDocumentIDBytes = 1500

// IsDocumentID reports whether Firestore accepts id as the ID of a document.
func IsDocumentID(id string) bool {
	return id != "" && len(id) <= maxDocumentIDBytes && utf8.ValidString(id) && !strings.Contains(id, "/") && !isReserved(id)
}

// isReserved reports whether Firestore reserves the ID.
func isReserved(id string) bool {
	return id == "." || id == ".." || strings.HasPrefix(id, "__") && strings.HasSuffix(id, "__")
}
