package functions

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
)

// A Host runs the functions of Table. They share one App.
type Host struct {
	app     *wire.App
	timeout time.Duration   // of one HTTP request
	apps    api.AppVerifier // nil if App Check is off
	limits  api.Limits

	backends api.BackendVerifier

	project string
	logger  *slog.Logger
	probes  []*readiness
	busy    busy

	telemetry *telemetry.Telemetry
}

// Close closes the App and sends the pending telemetry. Call it after the last request is answered;
// the handlers must not be used afterwards.
func (h *Host) Close() error {
	for _, p := range h.probes {
		p.wait()
	}
	return errors.Join(h.app.Close(), h.telemetry.Close())
}

// HTTP returns the handler of an HTTP function. It serves the function's routes and ReadyPath, and answers all
// other requests with a problem. It panics if Table has no such HTTP function. It is not safe for concurrent use.
func (h *Host) HTTP(name string) http.Handler {
	f := h.function(name)
	if len(f.Routes) == 0 {
		panic("functions: " + name + " is not an HTTP function")
	}
	server := api.NewServer(api.Config{
		Function: f.Name, Routes: h.routes(f), Verifier: h.app.Verifier,
		Apps: h.apps, Backends: h.backends, Timeout: h.timeout, Limits: h.limits, Project: h.project, Logger: h.logger, Telemetry: h.telemetry,
	})
	ready := &readiness{load: func(ctx context.Context) error { return h.load(ctx, f) }, logger: h.logger}
	h.probes = append(h.probes, ready)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == ReadyPath && r.Method == http.MethodGet {
			ready.ServeHTTP(w, r)
			return
		}
		defer h.busy.begin()()
		server.ServeHTTP(w, r)
	})
}

// routes returns the routes of f, served by the App.
func (h *Host) routes(f Function) []api.Route {
	routes := make([]api.Route, len(f.Routes))
	for i, rt := range f.Routes {
		routes[i] = api.Route{Pattern: rt.Pattern, OwnLimits: rt.OwnLimits, Anonymous: rt.Anonymous, Public: rt.Public, Backend: rt.Backend, Role: rt.Role, Endpoint: rt.open(h.app)}
	}
	return routes
}

// Event returns the receiver of an event function. It panics if Table has no such event function.
func (h *Host) Event(name string) func(context.Context, cloudevents.Event) error {
	f := h.function(name)
	if f.handler == nil {
		panic("functions: " + name + " is not an event function")
	}
	receiver := event.NewReceiver(event.Config{
		Function: f.Name, Type: f.Event.Type, Document: f.Event.Document, Handler: f.handler(h.app),
		Timeout: f.Resources.Timeout, MaxAge: MaxEventAge, Now: time.Now,
		Project: h.project, Logger: h.logger, Telemetry: h.telemetry,
	})
	return func(ctx context.Context, e cloudevents.Event) error {
		defer h.busy.begin()()
		return receiver.Receive(ctx, e)
	}
}

// load opens and loads all dependencies of f. An index that is not published yet is not an error.
func (h *Host) load(ctx context.Context, f Function) error {
	if err := h.app.Open(ctx); err != nil {
		return err
	}
	for _, warm := range f.warm {
		err := warm(h.app, ctx)
		if errors.Is(err, snapshot.ErrNoIndex) {
			h.logger.WarnContext(ctx, "ready without an index: no snapshot is published", "function", f.Name)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (h *Host) function(name string) Function {
	for _, f := range Table() {
		if f.Name == name {
			return f
		}
	}
	panic("functions: no function " + name)
}
