package api

import (
	"net/http"
	"strings"

	"shopfyp.dev/shared/staff"
)

// A Route maps a method and path to the Endpoint that serves them.
type Route struct {
	Pattern   string     // "POST /api/search", the path with http.ServeMux's wildcards
	OwnLimits bool       // calls do not count towards the limits of the other routes, and are limited by themselves
	Anonymous bool       // also answers requests without an ID token; the Endpoint gets an empty user ID
	Public    bool       // answers everybody alike: ignores tokens, and lets browsers and Hosting cache the responses
	Role      staff.Role // the least role that the caller needs; "" lets all users call
	Backend   bool       // also answers calls of the shop's backend; the Endpoint gets an empty user ID
	Endpoint  Endpoint
}

// A place is a path with its allowed methods. The place without a path serves all unknown paths.
type place struct {
	server  *Server
	path    string // "/api/product/{productId}"
	methods []string
	routes  map[string]Route // by method
	limits  limiter
}

// places groups routes by path, in order. A path that allows GET also allows HEAD.
func places(s *Server, routes []Route) []*place {
	var all []*place
	byPath := make(map[string]*place)
	for _, rt := range routes {
		method, path, ok := strings.Cut(rt.Pattern, " ")
		if !ok {
			panic("api: route " + rt.Pattern + " names no method")
		}
		p := byPath[path]
		if p == nil {
			p = &place{server: s, path: path, routes: make(map[string]Route), limits: s.limits}
			byPath[path] = p
			all = append(all, p)
		}
		if rt.OwnLimits {
			p.limits = newLimiter(s.config.Limits)
		}
		p.allow(method, rt)
		if method == http.MethodGet {
			p.allow(http.MethodHead, rt)
		}
	}
	return all
}

// ServeHTTP implements http.Handler.
func (p *place) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.server.handle(w, r, p) }

func (p *place) allow(method string, rt Route) {
	p.methods = append(p.methods, method)
	p.routes[method] = rt
}

// route returns the route of a method, or an error if the path or the method is unknown.
func (p *place) route(method string) (Route, error) {
	if p.path == "" {
		return Route{}, errNoRoute
	}
	rt, ok := p.routes[method]
	if !ok {
		return Route{}, &methodError{method, strings.Join(p.methods, ", ")}
	}
	return rt, nil
}
