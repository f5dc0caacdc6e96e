// Package front is the reverse proxy in front of the functions. It also serves a
// part of the Cloud Run API. The Hosting emulator uses it to find the functions
// of production's rewrites.
package front

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
)

// A Service is a function that serves HTTP requests.
type Service struct {
	Name   string   // name of the Cloud Run service
	Routes []string // "POST /api/search"
	URL    *url.URL // of its process
}

// Register adds routes to mux:
//
//   - GET /v1/projects/{project}/locations/{region}/services/{service} is the part of the Cloud Run
//     API that the Hosting emulator calls (CLOUD_RUN_API_URL). It returns a URL under self.
//   - /_run/{service}/… handles those URLs. It sends the rest of the path to the service unchanged.
//   - The services' own routes serve calls without Hosting.
func Register(mux *http.ServeMux, self *url.URL, services []Service) {
	byName := make(map[string]http.Handler)
	for _, s := range services {
		proxy := newProxy(s)
		byName[s.Name] = proxy
		for _, path := range paths(s.Routes) {
			mux.Handle(path, proxy)
		}
	}
	mux.HandleFunc("GET /v1/projects/{project}/locations/{region}/services/{service}", func(w http.ResponseWriter, r *http.Request) {
		describe(w, self, r.PathValue("service"), byName)
	})
	mux.HandleFunc("/_run/{service}/", func(w http.ResponseWriter, r *http.Request) {
		service, ok := byName[r.PathValue("service")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.StripPrefix("/_run/"+r.PathValue("service"), service).ServeHTTP(w, r)
	})
}

// paths returns the distinct routes without their methods. The function itself rejects wrong methods.
func paths(routes []string) []string {
	var all []string
	seen := make(map[string]bool)
	for _, route := range routes {
		_, path, ok := strings.Cut(route, " ")
		if !ok {
			path = route
		}
		if !seen[path] {
			seen[path] = true
			all = append(all, path)
		}
	}
	return all
}

// newProxy returns a reverse proxy to a service. It keeps the caller's X-Forwarded headers.
func newProxy(s Service) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(s.URL)
			r.Out.Host = r.In.Host
			for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
				r.Out.Header[name] = r.In.Header[name]
			}
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			http.Error(w, "function "+s.Name+" does not respond: "+err.Error(), http.StatusBadGateway)
		},
	}
}
