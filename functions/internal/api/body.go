package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"shopfyp.dev/shared/invalid"
)

// MaxBodyBytes is the size of the largest request body that is accepted.
const MaxBodyBytes = 64 << 10

// boundBody sets the body's read deadline to ctx's deadline, so that a client that sends slowly cannot hold
// a request longer than that. It leaves a request without a body alone: there the server reads the connection
// only to notice that the client is gone.
func boundBody(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	deadline, ok := ctx.Deadline()
	if !ok || r.Body == nil || r.Body == http.NoBody {
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(deadline) // an error means that w has no connection
}

// bodyRead removes the deadline that boundBody set. If the deadline expired later, the server would assume that
// the client has gone, and would cancel the request.
func bodyRead(w http.ResponseWriter) { _ = http.NewResponseController(w).SetReadDeadline(time.Time{}) }

func (r *request) decodeBody(fields map[string]reflect.Value) error {
	if err := checkMediaType(r.http.Header.Get("Content-Type")); err != nil {
		return err
	}
	data, err := r.readBody()
	if err != nil {
		return err
	}
	bodyRead(r.w)
	return decodeObject(data, fields)
}

// readBody returns the whole body, or an *http.MaxBytesError for one that is larger than MaxBodyBytes.
func (r *request) readBody() ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r.http.Body, MaxBodyBytes+1))
	if err != nil {
		return nil, unreadBody(err)
	}
	if len(data) > MaxBodyBytes {
		r.discardBody()
		return nil, &http.MaxBytesError{Limit: MaxBodyBytes}
	}
	return data, nil
}

// maxDiscardBytes is the size of the largest refused body that is read to its end.
const maxDiscardBytes = 32 << 20

// discardBody reads the rest of a body that is refused. A proxy that is still sending when the server
// closes the connection answers 502 by itself and drops the 413. The request's deadline bounds the read.
func (r *request) discardBody() {
	if r.http.ContentLength > maxDiscardBytes {
		return
	}
	if _, err := io.CopyN(io.Discard, r.http.Body, maxDiscardBytes); err == io.EOF {
		bodyRead(r.w)
	}
}

// unreadBody returns the error for a body that could not be read to its end. The sender caused it.
func unreadBody(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: %w", errSlowBody, err)
	}
	return fmt.Errorf("%w: %w", badRequest("the body ended early"), err)
}

func checkMediaType(contentType string) error {
	media, params, err := mime.ParseMediaType(contentType)
	charset := params["charset"]
	if err != nil || media != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return fmt.Errorf("%w: %q", errMediaType, contentType)
	}
	return nil
}

// decodeObject decodes data, which must be one JSON object and nothing after it, into fields.
// It is stricter than encoding/json: names match exactly and come once, nothing is unknown or
// null, and the text is valid UTF-8. Fields without a member keep their value.
func decodeObject(data []byte, fields map[string]reflect.Value) error {
	if !utf8.Valid(data) {
		return badRequest("the body is not valid UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil {
		return badJSON(dec, err)
	} else if open != json.Delim('{') {
		return badRequest("the body is not a JSON object")
	}
	seen := make(map[string]bool)
	for dec.More() {
		if err := decodeMember(dec, fields, seen); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil { // the closing brace
		return badJSON(dec, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return badRequest("the body goes on after the JSON object")
	}
	return nil
}

func decodeMember(dec *json.Decoder, fields map[string]reflect.Value, seen map[string]bool) error {
	token, err := dec.Token()
	if err != nil {
		return badJSON(dec, err)
	}
	name := token.(string) // in an object, dec gives only strings for names
	var value json.RawMessage
	if err := dec.Decode(&value); err != nil {
		return badJSON(dec, err)
	}
	field, known := fields[name]
	switch {
	case !known:
		return &invalid.FieldError{Field: name, Problem: "is not a known field"}
	case seen[name]:
		return &invalid.FieldError{Field: name, Problem: "is given more than once"}
	case string(value) == "null" || json.Unmarshal(value, field.Addr().Interface()) != nil:
		return &invalid.FieldError{Field: name, Problem: "is not " + wanted(field.Kind())}
	}
	seen[name] = true
	return nil
}

// wanted returns the JSON type that a field of kind k accepts.
func wanted(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a string"
	case reflect.Int:
		return "an integer"
	case reflect.Slice:
		return "a list of strings"
	}
	panic(fmt.Sprintf("api: body field of kind %s", k))
}

func badJSON(dec *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return badRequest("the body ends before the JSON does")
	}
	return badRequest(fmt.Sprintf("the body is not JSON: near byte %d", dec.InputOffset()))
}
