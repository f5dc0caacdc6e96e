package eventarc

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// TriggerPattern is the route to which the Firestore emulator posts events.
const TriggerPattern = "POST /functions/projects/{project}/triggers/{function}"

// MaxEventBytes is Eventarc's limit for an event, before base64.
const MaxEventBytes = 512 << 10

// ServeHTTP accepts an event of the Firestore emulator at TriggerPattern. It returns before the delivery.
func (q *Queue) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2*MaxEventBytes))
	if err == nil {
		body, err = decode(body)
	}
	if err == nil && len(body) > MaxEventBytes {
		err = fmt.Errorf("event of %d bytes is larger than the limit of Eventarc", len(body))
	}
	if err != nil {
		q.options.Logger.ErrorContext(r.Context(), "event rejected", "function", r.PathValue("function"), "err", err)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	q.Add(Event{Function: r.PathValue("function"), Header: repair(r.Header), Body: body})
	w.WriteHeader(http.StatusAccepted)
}

// decode returns the protobuf message in an event's body. The emulator encodes the
// message as base64, despite the content type. A DocumentEventData starts with the
// tag of one of its three fields, and no tag is a base64 character.
func decode(body []byte) ([]byte, error) {
	if len(body) == 0 || body[0] == 0x0a || body[0] == 0x12 || body[0] == 0x1a {
		return body, nil
	}
	decoded := make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	n, err := base64.StdEncoding.Decode(decoded, bytes.TrimSpace(body))
	if err != nil {
		return nil, fmt.Errorf("event is neither protobuf nor base64: %w", err)
	}
	return decoded[:n], nil
}

// repair returns the headers that Eventarc would send. The emulator repeats the
// content type as an attribute, which the CloudEvents SDK rejects, and writes
// "projects/" twice in the source.
func repair(h http.Header) http.Header {
	fixed := http.Header{"Content-Type": h["Content-Type"]}
	for name, values := range h {
		if strings.HasPrefix(name, "Ce-") && name != "Ce-Datacontenttype" {
			fixed[name] = values
		}
	}
	if source := h.Get("Ce-Source"); source != "" {
		fixed.Set("Ce-Source", strings.Replace(source, "projects/projects/", "projects/", 1))
	}
	return fixed
}

// PostTo returns a delivery function that posts an event to the base URL of its
// function. It returns an error for any status except 2xx.
func PostTo(client *http.Client, base func(function string) (url string, ok bool)) func(context.Context, Event) error {
	return func(ctx context.Context, e Event) error {
		url, ok := base(e.Function)
		if !ok {
			return errors.New("no such function")
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(e.Body))
		if err != nil {
			return err
		}
		req.Header = e.Header.Clone()
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
		if err == nil && resp.StatusCode/100 != 2 {
			err = fmt.Errorf("%s: %s", resp.Status, bytes.TrimSpace(text))
		}
		return err
	}
}
