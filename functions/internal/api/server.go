package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"time"

	"shopfyp.dev/functions/internal/panics"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/telemetry"
)

// Config configures a Server. Apps, Backends, Limits, Project and Telemetry are optional.
type Config struct {
	Function string // function name in the log
	Routes   []Route
	Verifier Verifier
	Apps     AppVerifier     // nil if App Check is off
	Backends BackendVerifier // checks the callers of Backend routes; nil: there is no backend
	Timeout  time.Duration   // timeout of one request
	Limits   Limits
	Project  string // project of the traces in log lines
	Logger   *slog.Logger

	Telemetry *telemetry.Telemetry
}

// A Server serves the routes of one function, and answers all other requests with a problem.
type Server struct {
	config  Config
	mux     *http.ServeMux
	nowhere *place // serves unknown paths
	limits  limiter
	newID   func() string
}

// NewServer returns a Server.
func NewServer(c Config) *Server {
	s := &Server{config: c, mux: http.NewServeMux(), limits: newLimiter(c.Limits), newID: rand.Text}
	s.nowhere = &place{server: s, limits: s.limits}
	s.mux.Handle("/", s.nowhere)
	for _, at := range places(s, c.Routes) {
		s.mux.Handle(at.path, at)
	}
	return s
}

// ServeHTTP answers one request and logs its completion.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != path.Clean(r.URL.Path) { // the mux would redirect the request
		s.nowhere.ServeHTTP(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// handle answers a request for a place, and logs and measures it.
func (s *Server) handle(w http.ResponseWriter, r *http.Request, at *place) {
	start := time.Now()
	id := requestID(r.Header, s.newID)
	ctx, measured := s.observe(r, at, id)
	ctx, cancel := context.WithTimeout(ctx, s.config.Timeout)
	defer cancel()
	boundBody(ctx, w, r)

	value, err := s.call(w, r.WithContext(ctx), at)
	a := newAnswer(ctx, id, value, err)
	if err == nil && at.routes[r.Method].Public {
		a = a.cached(r.Header)
	}
	a.write(w)
	s.log(ctx, r, at, a, time.Since(start))
	measured.End(a.status)
}

// identify returns the user of the request, who has the route's role, within the user's limit. Without an Authorization
// header, the user of an Anonymous route is the zero User.
func (s *Server) identify(r *http.Request, rt Route, limits limiter) (staff.User, error) {
	if rt.Anonymous && len(r.Header.Values("Authorization")) == 0 {
		return staff.User{}, limits.withoutUser(r)
	}
	u, err := authenticate(r.Context(), s.config.Verifier, r.Header)
	if err != nil {
		return staff.User{}, err
	}
	if !u.Role.May(rt.Role) {
		return staff.User{}, fmt.Errorf("%w %s", ErrNotStaff, rt.Role)
	}
	return u, limits.user(u.ID)
}

// caller returns the user of the request. It returns the zero User for a public route, which reads no token, and for the
// shop's backend, which is not the app and has no App Check token.
func (s *Server) caller(r *http.Request, rt Route, limits limiter) (staff.User, error) {
	if rt.Public {
		return staff.User{}, nil
	}
	account, err := s.backend(r.Context(), r.Header, rt, limits)
	if err != nil || account != "" {
		return staff.User{}, err
	}
	if err := checkApp(r.Context(), s.config.Apps, r.Header); err != nil {
		return staff.User{}, err
	}
	return s.identify(r, rt, limits)
}

// call checks limits and tokens, then calls the endpoint. It returns a panic as an error.
func (s *Server) call(w http.ResponseWriter, r *http.Request, at *place) (value any, err error) {
	defer panics.Recover(&err)
	if err := at.limits.address(r); err != nil {
		return nil, err
	}
	rt, err := at.route(r.Method)
	if err != nil {
		return nil, err
	}
	u, err := s.caller(r, rt, at.limits)
	if err != nil {
		return nil, err
	}
	return rt.Endpoint.serve(staff.NewContext(r.Context(), u), u.ID, &request{http: r, w: w, telemetry: s.config.Telemetry})
}
