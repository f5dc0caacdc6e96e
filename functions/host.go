package functions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
)

// A Host runs the functions of Table over one set of dependencies, which they share.
type Host struct {
	deps    deps
	timeout time.Duration   // of one request
	apps    api.AppVerifier // nil: none asked for
	limits  api.Limits
	project string
	logger  *slog.Logger
	probes  []*readiness
	busy    busy

	telemetry *telemetry.Telemetry
}

// Close closes whatever was made, after the requests have been answered, and sends what was measured.
// The handlers must not be used any more.
func (h *Host) Close() error {
	for _, p := range h.probes {
		p.wait()
	}
	return errors.Join(h.deps.Close(), h.telemetry.Close())
}

// HTTP returns the handler of an HTTP function: its routes, ReadyPath, and problems for all else.
// A name that is not one in Table is a programmer's error, and panics. HTTP is not for concurrent use.
func (h *Host) HTTP(name string) http.Handler {
	f := h.function(name)
	if len(f.Routes) == 0 {
		panic("functions: " + name + " is no HTTP function")
	}
	server := api.NewServer(api.Config{
		Function: f.Name, Routes: h.routes(f), Verifier: verifier{h.deps},
		Apps: h.apps, Timeout: h.timeout, Limits: h.limits, Project: h.project, Logger: h.logger, Telemetry: h.telemetry,
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

// routes returns f's routes as the server takes them: each is opened by the first request to it.
func (h *Host) routes(f Function) []api.Route {
	routes := make([]api.Route, len(f.Routes))
	for i, rt := range f.Routes {
		endpoint := lazy.New(func(ctx context.Context) (api.Endpoint, error) { return rt.open(ctx, h.deps) })
		routes[i] = api.Route{Pattern: rt.Pattern, Endpoint: endpoint.Get}
	}
	return routes
}

// Event returns the receiver of an event function. A name that is not one in Table is a programmer's error, and panics.
func (h *Host) Event(name string) func(context.Context, cloudevents.Event) error {
	f := h.function(name)
	if f.handler == nil {
		panic("functions: " + name + " is no event function")
	}
	handler := lazy.New(func(ctx context.Context) (event.Handler, error) { return f.handler(ctx, h.deps) })
	receiver := event.NewReceiver(event.Config{
		Function: f.Name, Type: f.Event.Type, Document: f.Event.Document, Handler: handler.Get,
		Timeout: f.Resources.Timeout, MaxAge: MaxEventAge, Now: time.Now,
		Project: h.project, Logger: h.logger, Telemetry: h.telemetry,
	})
	return func(ctx context.Context, e cloudevents.Event) error {
		defer h.busy.begin()()
		return receiver.Receive(ctx, e)
	}
}

// load makes everything that f's requests need and that there is.
func (h *Host) load(ctx context.Context, f Function) error {
	for _, rt := range f.Routes {
		if _, err := rt.open(ctx, h.deps); err != nil {
			return err
		}
	}
	if _, err := h.deps.Verifier(ctx); err != nil {
		return fmt.Errorf("verifier: %w", err)
	}
	for _, warm := range f.warm {
		err := warm(h.deps, ctx)
		if errors.Is(err, snapshot.ErrNoIndex) {
			h.logger.WarnContext(ctx, "ready without an index: none is published", "function", f.Name)
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
