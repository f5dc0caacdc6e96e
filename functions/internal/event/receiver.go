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

// Created is the type of the event that tells of a new Firestore document.
const Created = "google.cloud.firestore.document.v1.created"

// A Handler handles one event of a document; values are what the pattern's wildcards stand for.
// It returns an error only where a later delivery may succeed.
type Handler func(ctx context.Context, values map[string]string) error

// Config is what a Receiver is made of; every field is needed but Project and Telemetry.
type Config struct {
	Function string // its name in the log
	Type     string // of the events, for example Created
	Document string // pattern of the documents, "users/{userId}/carts/{cartId}"
	Handler  Handler
	Timeout  time.Duration // of handling one event
	MaxAge   time.Duration // older events are dropped
	Now      func() time.Time
	Project  string // whose traces log lines belong to
	Logger   *slog.Logger

	Telemetry *telemetry.Telemetry
}

// A Receiver hands a Firestore trigger's events to a Handler.
type Receiver struct{ config Config }

// NewReceiver returns a Receiver.
func NewReceiver(c Config) *Receiver { return &Receiver{c} }

// Why an event is dropped: delivering it again would not help.
var (
	errBad   = errors.New("bad event")
	errStale = errors.New("stale event")
)

// Receive handles one event and logs its completion. It returns an error, which makes Eventarc
// deliver the event again, only where that may help: events that are malformed, of something else
// or too old are dropped.
func (r *Receiver) Receive(ctx context.Context, e cloudevents.Event) error {
	start := time.Now()
	ctx, measured := r.observe(ctx, e)
	ctx, cancel := context.WithTimeout(ctx, r.config.Timeout)
	defer cancel()

	err := r.handle(ctx, e)
	done := outcome{"done", slog.LevelInfo, time.Since(start), r.lag(e)}
	switch {
	case errors.Is(err, errBad) || errors.Is(err, errStale):
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

// handle checks, decodes and handles the event. A panic in it is an error like any other.
func (r *Receiver) handle(ctx context.Context, e cloudevents.Event) (err error) {
	defer panics.Recover(&err)
	if age := r.config.Now().Sub(e.Time()); !e.Time().IsZero() && age > r.config.MaxAge {
		return fmt.Errorf("%w: %s old", errStale, age.Round(time.Second))
	}
	values, err := r.decode(e)
	if err != nil {
		return fmt.Errorf("%w: %w", errBad, err)
	}
	return r.config.Handler(ctx, values)
}

// decode returns what the wildcards stand for in the event's document. Only raw protobuf is taken.
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
