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

// MaxBodyBytes is the maximum size of a request body.
const MaxBodyBytes = 64 << 10

// boundBody sets the body's read deadline to ctx's deadline, so that a slow client cannot hold the request longer.
// A request without a body gets no read deadline: the server then reads the connection only to detect a
// disconnected client.
func boundBody(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	deadline, ok := ctx.Deadline()
	if !ok || r.Body == nil || r.Body == http.NoBody {
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(deadline) // fails if w has no connection, as in tests
}

// bodyRead removes the deadline that boundBody set. A deadline that expires after the body is read would look to
// the server like a disconnected client, and the server would cancel the request.
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

// readBody returns the whole body, or an *http.MaxBytesError if it is larger than MaxBodyBytes.
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

// maxDiscardBytes is the maximum size of a rejected body that discardBody reads to its end.
const maxDiscardBytes = 32 << 20

// discardBody reads the rest of a rejected body. If the server closed the connection while a proxy still sends the
// body, the proxy would drop the 413 and answer 502 itself. The request's deadline bounds the read.
func (r *request) discardBody() {
	if r.http.ContentLength > maxDiscardBytes {
		return
	}
	if _, err := io.CopyN(io.Discard, r.http.Body, maxDiscardBytes); err == io.EOF {
		bodyRead(r.w)
	}
}

// unreadBody returns a client error (4xx) for a body that could not be read to its end.
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

// decodeObject decodes data, a single JSON object, into fields. A field without a member keeps its value.
// decodeObject is stricter than encoding/json: it rejects unknown names, repeated names, names in another case,
// null values, invalid UTF-8, and data after the object.
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
	name := token.(string) // dec returns every name of an object as a string
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
	case string(value) == "null" || unmarshal(value, field.Addr().Interface()) != nil:
		return &invalid.FieldError{Field: name, Problem: "is not " + wanted(field.Type())}
	}
	seen[name] = true
	return nil
}

// unmarshal is json.Unmarshal, but rejects unknown names in objects.
func unmarshal(value []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// wanted returns the JSON type that a field of type t accepts.
func wanted(t reflect.Type) string {
	if t == reflect.TypeFor[time.Time]() {
		return "a time in the format of RFC 3339"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return wanted(t.Elem())
	case reflect.String:
		return "a string"
	case reflect.Int:
		return "an integer"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "a list of objects as in the API description"
		}
		return "a list of strings"
	case reflect.Struct:
		return "an object as in the API description"
	}
	panic(fmt.Sprintf("api: body field of type %s", t))
}

func badJSON(dec *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return badRequest("the body ends before the JSON does")
	}
	return badRequest(fmt.Sprintf("the body is not JSON: near byte %d", dec.InputOffset()))
}
