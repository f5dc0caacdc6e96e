package event

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/panics"
	"shopfyp.dev/shared/telemetry"
)

// Event types of Firestore documents.
const (
	Created = "google.cloud.firestore.document.v1.created" // a new document
	Written = "google.cloud.firestore.document.v1.written" // a new, changed or deleted document
)

// A Handler handles one event of a document. values are the values of the wildcards in the document pattern.
// It returns an error only if a later delivery may succeed, or ErrBad to report and drop the event.
type Handler func(ctx context.Context, values map[string]string) error

// Config configures a Receiver. Project and Telemetry are optional.
type Config struct {
	Function string // function name in the log
	Type     string // event type, for example Created
	Document string // document path pattern, "users/{userId}/carts/{cartId}"
	Handler  Handler
	Timeout  time.Duration // timeout of one event
	MaxAge   time.Duration // older events are dropped
	Now      func() time.Time
	Project  string // project of the traces in log lines
	Logger   *slog.Logger

	Telemetry *telemetry.Telemetry
}

// A Receiver passes the events of a Firestore trigger to a Handler.
type Receiver struct{ config Config }

// NewReceiver returns a Receiver.
func NewReceiver(c Config) *Receiver { return &Receiver{c} }

// ErrBad marks an event that is dropped because a retry cannot help.
var ErrBad = errors.New("bad event")

// errStale marks an event that is dropped because of its age.
var errStale = errors.New("stale event")

// Receive handles one event and logs the outcome. An error makes Eventarc deliver the event again, so Receive
// returns one only if a retry may help. It drops events that are malformed, unexpected or too old.
func (r *Receiver) Receive(ctx context.Context, e cloudevents.Event) error {
	start := time.Now()
	ctx, measured := r.observe(ctx, e)
	ctx, cancel := context.WithTimeout(ctx, r.config.Timeout)
	defer cancel()

	err := r.handle(ctx, e)
	done := outcome{"done", slog.LevelInfo, time.Since(start), r.lag(e)}
	switch {
	case errors.Is(err, ErrBad) || errors.Is(err, errStale):
		done.name, done.level = "dropped", slog.LevelWarn
	case err != nil:
		done.name, done.level = "failed", slog.LevelError
	}
	r.log(ctx, err, done)
	measured.End(done.name, done.lag)
	if done.name == "dropped" {
		return nil
	}
	return err
}

// handle checks and decodes the event, then calls the Handler. It returns a panic as an error.
func (r *Receiver) handle(ctx context.Context, e cloudevents.Event) (err error) {
	defer panics.Recover(&err)
	if age := r.config.Now().Sub(e.Time()); !e.Time().IsZero() && age > r.config.MaxAge {
		return fmt.Errorf("%w: %s old", errStale, age.Round(time.Second))
	}
	values, err := r.decode(e)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBad, err)
	}
	return r.config.Handler(ctx, values)
}

// decode returns the wildcard values of the event's document. It accepts only protobuf data.
func (r *Receiver) decode(e cloudevents.Event) (map[string]string, error) {
	if e.Type() != r.config.Type {
		return nil, fmt.Errorf("type %q is not %s", e.Type(), r.config.Type)
	}
	if e.DataContentType() != "application/protobuf" {
		return nil, fmt.Errorf("content type %q is not application/protobuf", e.DataContentType())
	}
	doc, err := decodeDocument(e.Data())
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	return match(r.config.Document, doc.GetName())
}
