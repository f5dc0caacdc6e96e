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

// MaxBodyBytes is the largest request body that is read.
const MaxBodyBytes = 64 << 10

// boundBody has the reading of r's body end when ctx does: who sends it byte by byte holds a request no longer
// than anybody else does, read or not. It must be whole by then. A connection without a body is left alone:
// what is read of it is only whether the client is still there.
func boundBody(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	deadline, ok := ctx.Deadline()
	if !ok || r.Body == nil || r.Body == http.NoBody {
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(deadline) // what is no connection has no bytes to wait for
}

// bodyRead takes back what boundBody asked for. The deadline would else end the look for whether the client is
// still there, and with it, as if the client had gone, the request.
func bodyRead(w http.ResponseWriter) { _ = http.NewResponseController(w).SetReadDeadline(time.Time{}) }

func (r *request) decodeBody(fields map[string]reflect.Value) error {
	if err := checkMediaType(r.http.Header.Get("Content-Type")); err != nil {
		return err
	}
	data, err := io.ReadAll(http.MaxBytesReader(r.w, r.http.Body, MaxBodyBytes))
	if err != nil {
		return unreadBody(err)
	}
	bodyRead(r.w)
	return decodeObject(data, fields)
}

// unreadBody words why a body could not be read to its end: the sender's fault or failure, not ours.
func unreadBody(err error) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return tooLarge
	}
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
// null, and every byte is UTF-8. Fields without a member keep their value.
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

// wanted names what a field of the kind takes, in JSON's words.
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
