package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"shopfyp.dev/functions/internal/panics"
)

// An answer is a complete response, built before its first byte is sent.
type answer struct {
	status int
	header http.Header
	body   []byte
	err    error // cause of a problem, for the log
}

// newAnswer returns the response for value, or the problem for err.
func newAnswer(ctx context.Context, requestID string, value any, err error) answer {
	if err == nil {
		body, failed := encode(value)
		if failed == nil {
			h := header("application/json", requestID)
			preload(h, value)
			return answer{http.StatusOK, h, body, nil}
		}
		err = fmt.Errorf("encode %T: %w", value, failed)
	}
	p := problemOf(ctx, err)
	p.complete(requestID)
	h := header("application/problem+json", requestID)
	p.setHeaders(h, err)
	body, _ := encode(p) // a Problem always encodes
	return answer{p.Status, h, body, err}
}

// header returns the headers that every response carries. It forbids caching: most responses belong to one user,
// and Firebase Hosting caches even a 404 for ten minutes.
func header(contentType, requestID string) http.Header {
	h := make(http.Header)
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Request-Id", requestID)
	return h
}

func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return b.Bytes(), err
}

// write sends the answer. It ignores write errors, which mean that the client has disconnected.
func (a answer) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// stack returns the stack of the panic that caused the answer, or nil.
func (a answer) stack() []byte {
	if p, ok := errors.AsType[*panics.Error](a.err); ok {
		return p.Stack
	}
	return nil
}
