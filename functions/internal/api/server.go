package api

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"path"
	"runtime/debug"
	"time"

	"shopfyp.dev/functions/internal/requestlog"
)

// Config is what a Server is made of; every field is needed but Project.
type Config struct {
	Function string   // its name in the log
	Routes   []string // "POST /api/search", with http.ServeMux's wildcards
	Endpoint func(context.Context) (Endpoint, error)
	Verifier Verifier
	Timeout  time.Duration // of one request
	Project  string        // whose traces log lines belong to
	Logger   *slog.Logger
}

// A Server serves one function at its routes, and answers everything else with a problem.
type Server struct {
	config Config
	mux    *http.ServeMux
	newID  func() string
}

// NewServer returns a Server.
func NewServer(c Config) *Server {
	s := &Server{config: c, mux: http.NewServeMux(), newID: rand.Text}
	for _, rt := range parseRoutes(c.Routes) {
		s.mux.HandleFunc(rt.pattern, func(w http.ResponseWriter, r *http.Request) { s.handle(w, r, rt) })
	}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.handle(w, r, route{}) })
	return s
}

// ServeHTTP answers one request and logs its completion.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != path.Clean(r.URL.Path) { // which the mux would redirect
		s.handle(w, r, route{})
		return
	}
	s.mux.ServeHTTP(w, r)
}

// handle answers a request at rt.
func (s *Server) handle(w http.ResponseWriter, r *http.Request, rt route) {
	start := time.Now()
	id := requestID(r.Header, s.newID)
	ctx := requestlog.Begin(r.Context(), slog.String("function", s.config.Function), slog.String("requestId", id))
	if trace, ok := traceAttr(r.Header, s.config.Project); ok {
		requestlog.Add(ctx, trace)
	}
	ctx, cancel := context.WithTimeout(ctx, s.config.Timeout)
	defer cancel()

	value, err := s.call(w, r.WithContext(ctx), rt)
	a := newAnswer(ctx, id, value, err)
	a.write(w)
	s.log(ctx, r, rt, a, time.Since(start))
}

// call authenticates and serves. A panic in it is an error like any other.
func (s *Server) call(w http.ResponseWriter, r *http.Request, rt route) (value any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicked{p, debug.Stack()}
		}
	}()
	if err := rt.check(r.Method); err != nil {
		return nil, err
	}
	ctx := r.Context()
	uid, err := authenticate(ctx, s.config.Verifier, r.Header)
	if err != nil {
		return nil, err
	}
	endpoint, err := s.config.Endpoint(ctx)
	if err != nil {
		return nil, err
	}
	return endpoint.serve(ctx, uid, &request{r, w})
}
