package api

import (
	"net/http"
	"regexp"
)

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID returns the valid X-Request-Id of the request, or else a new ID from makeID.
func requestID(h http.Header, makeID func() string) string {
	if id := h.Get("X-Request-Id"); requestIDForm.MatchString(id) {
		return id
	}
	return makeID()
}
