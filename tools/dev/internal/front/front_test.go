package front

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// function starts a function that responds with a description of its request.
func function(t *testing.T, name string) *url.URL {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s: %s %s for %s auth=%q host=%s", name, r.Method, r.URL, r.Header.Get("X-Forwarded-For"), r.Header.Get("Authorization"), r.Host)
	}))
	t.Cleanup(server.Close)
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func newFront(t *testing.T) http.Handler {
	self := &url.URL{Scheme: "http", Host: "127.0.0.1:8081"}
	mux := http.NewServeMux()
	Register(mux, self, []Service{
		{Name: "search", Routes: []string{"POST /api/search"}, URL: function(t, "search")},
		{Name: "product", Routes: []string{"GET /api/product/{id}", "DELETE /api/product/{id}"}, URL: function(t, "product")},
		{Name: "gone", Routes: []string{"GET /api/gone"}, URL: &url.URL{Scheme: "http", Host: "127.0.0.1:1"}},
	})
	return mux
}

func TestRegister(t *testing.T) {
	for _, tc := range []struct {
		name, method, target string
		status               int
		want                 string
	}{
		{"through Hosting", "POST", "/_run/search/api/search?q=a%20b", 200, `search: POST /api/search?q=a%20b for 10.0.0.1 auth="Bearer t" host=shop.example`},
		{"route", "POST", "/api/search", 200, "search: POST /api/search for"},
		{"route with a wildcard", "GET", "/api/product/a%2Fb", 200, "product: GET /api/product/a%2Fb for"},
		{"encoded path through Hosting", "GET", "/_run/product/api/product/a%2Fb", 200, "product: GET /api/product/a%2Fb for"},
		{"method that the function rejects", "PUT", "/api/search", 200, "search: PUT"},
		{"function that is down", "GET", "/api/gone", 502, "function gone does not respond"},
		{"unknown service", "GET", "/_run/nothing/api/x", 404, ""},
		{"unknown path", "GET", "/api/nothing", 404, ""},
		{"Cloud Run API", "GET", "/v1/projects/p/locations/r/services/search", 200, `{"status":{"url":"http://127.0.0.1:8081/_run/search"}}`},
		{"Cloud Run API, unknown service", "GET", "/v1/projects/p/locations/r/services/nothing", 404, `function \"nothing\" not found`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := httptest.NewRequest(tc.method, tc.target, nil)
			r.Host = "shop.example"
			r.Header.Set("Authorization", "Bearer t")
			r.Header.Set("X-Forwarded-For", "10.0.0.1")
			w := httptest.NewRecorder()
			newFront(t).ServeHTTP(w, r)
			body, err := io.ReadAll(w.Result().Body)
			if err != nil {
				t.Fatal(err)
			}
			if w.Code != tc.status || !strings.Contains(string(body), tc.want) {
				t.Errorf("%s %s = %d %q, want %d with %q", tc.method, tc.target, w.Code, body, tc.status, tc.want)
			}
		})
	}
}
