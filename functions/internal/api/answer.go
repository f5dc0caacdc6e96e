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

// An answer is all of a response, made before the first byte of it is sent.
type answer struct {
	status int
	header http.Header
	body   []byte
	err    error // what was logged instead of told, or told
}

// newAnswer encodes value, or the problem that err is.
func newAnswer(ctx context.Context, requestID string, value any, err error) answer {
	if err == nil {
		body, failed := encode(value)
		if failed == nil {
			return answer{http.StatusOK, header("application/json", requestID), body, nil}
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

// header returns the headers of every answer. No answer may be kept: each is one user's, and
// Firebase Hosting would keep even a 404 for ten minutes.
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

// write sends the answer. A client that is gone by now misses nothing.
func (a answer) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// stack returns the stack of the panic that was answered, or nil.
func (a answer) stack() []byte {
	if p, ok := errors.AsType[*panics.Error](a.err); ok {
		return p.Stack
	}
	return nil
}
