package api

import (
	"net/http"
	"slices"
	"strings"
)

// A route is a path and what may be done there; the zero route is any other path.
type route struct {
	pattern string // "/api/product/{productId}"
	methods []string
}

// parseRoutes gathers "METHOD /path" lines by path. A GET allows HEAD too.
func parseRoutes(lines []string) []route {
	var routes []route
	for _, line := range lines {
		method, pattern, ok := strings.Cut(line, " ")
		if !ok {
			panic("api: route " + line + " names no method")
		}
		i := slices.IndexFunc(routes, func(rt route) bool { return rt.pattern == pattern })
		if i < 0 {
			i = len(routes)
			routes = append(routes, route{pattern: pattern})
		}
		routes[i].methods = append(routes[i].methods, method)
		if method == http.MethodGet {
			routes[i].methods = append(routes[i].methods, http.MethodHead)
		}
	}
	return routes
}

// check says what keeps a request of the method from being served here, or nil.
func (rt route) check(method string) error {
	switch {
	case rt.pattern == "":
		return errNoRoute
	case !slices.Contains(rt.methods, method):
		return &methodError{method, strings.Join(rt.methods, ", ")}
	}
	return nil
}
