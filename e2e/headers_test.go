package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// securityHeaders returns the headers that firebase.json sets on every response, with the Auth emulator
// added to the content security policy.
func (s *stack) securityHeaders(t *testing.T) http.Header {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "firebase.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Hosting struct {
			Headers []struct {
				Source  string
				Headers []struct{ Key, Value string }
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	all := make(http.Header)
	for _, group := range file.Hosting.Headers {
		for _, h := range group.Headers {
			if group.Source == "**" && h.Key != "Cache-Control" {
				all.Set(h.Key, h.Value)
			}
		}
	}
	const policy = "Content-Security-Policy"
	for _, part := range []string{"connect-src 'self'", "frame-src 'self'"} {
		all.Set(policy, strings.Replace(all.Get(policy), part, part+" "+s.Auth, 1))
	}
	if len(all) < 7 || !strings.Contains(all.Get(policy), "default-src 'self'") {
		t.Fatalf("firebase.json sets %v, want at least 7 headers and a content security policy", all)
	}
	return all
}

// headersAreSent checks that Hosting sends the security headers with the page, files and API responses. The API must
// send its own headers even without Hosting.
func headersAreSent(t *testing.T, s *stack) {
	me, nobody := s.newShopper(t), &shopper{}
	page := nobody.answer(t, http.MethodGet, s.Hosting+"/", "")
	script := regexp.MustCompile(`/assets/[^"]+\.js`).FindString(page.body)
	if script == "" {
		t.Fatalf("the page has no script: %s", page.body)
	}
	wanted, ours := s.securityHeaders(t), http.Header{"X-Content-Type-Options": {"nosniff"}}
	for _, tt := range []struct {
		who         *shopper
		method, url string
		status      int
		caching     string
		isAPI       bool
	}{
		{who: nobody, url: s.Hosting + "/", status: 200, caching: "no-cache"},
		{who: nobody, url: s.Hosting + "/search?q=shoes", status: 200, caching: "no-cache"},
		{who: nobody, url: s.Hosting + "/favicon.svg", status: 200, caching: "no-cache"},
		{who: nobody, url: s.Hosting + "/sw.js", status: 200, caching: "no-cache"}, // so that browsers find new versions
		{who: nobody, url: s.Hosting + script, status: 200, caching: "public, max-age=31536000, immutable"},
		{who: nobody, url: s.Hosting + "/api/history", status: 401, isAPI: true},
		{who: me, url: s.Hosting + "/api/history", status: 200, isAPI: true},
		{who: me, url: s.Hosting + "/api/recommend/" + me.ID, status: 200, isAPI: true},
		{who: me, url: s.Hosting + "/api/product/no-such", status: 404, isAPI: true},
		{who: me, method: http.MethodPut, url: s.Hosting + "/api/search", status: 405, isAPI: true},
	} {
		got := tt.who.answer(t, tt.method, tt.url, "")
		if tt.isAPI {
			tt.caching = "no-store"
			direct := tt.who.answer(t, tt.method, s.API+strings.TrimPrefix(tt.url, s.Hosting), "")
			direct.check(t, tt.status, tt.caching, ours)
			for _, a := range []answer{got, direct} {
				if a.header.Get("X-Request-Id") == "" || !strings.HasSuffix(strings.Split(a.header.Get("Content-Type"), ";")[0], "json") {
					t.Errorf("%s has the headers %v, want a request ID and JSON", a.url, a.header)
				}
			}
		}
		got.check(t, tt.status, tt.caching, wanted)
	}
	for path, caching := range map[string]string{"/api/posts": "public, max-age=60, s-maxage=300", "/api/posts/no-such": "no-store"} {
		if got := nobody.answer(t, http.MethodGet, s.Hosting+path, ""); got.header.Get("Cache-Control") != caching {
			t.Errorf("%s has Cache-Control %q, want %q", path, got.header.Get("Cache-Control"), caching)
		}
	}
}

// An answer is an HTTP response with its body.
type answer struct {
	url, body string
	status    int
	header    http.Header
}

// answer sends a request as the shopper. An empty method means GET.
func (me *shopper) answer(t *testing.T, method, url, body string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if me.Token != "" {
		req.Header.Set("Authorization", "Bearer "+me.Token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{url, string(data), res.StatusCode, res.Header}
}

// check checks the status, Cache-Control and the given headers. Each header must occur once.
func (a answer) check(t *testing.T, status int, caching string, headers http.Header) {
	t.Helper()
	if a.status != status || a.header.Get("Cache-Control") != caching {
		t.Errorf("%s = %d with Cache-Control %q, want %d with %q", a.url, a.status, a.header.Get("Cache-Control"), status, caching)
	}
	for name, want := range headers {
		if got := a.header.Values(name); len(got) != 1 || got[0] != want[0] {
			t.Errorf("%s has header %s = %q, want %q", a.url, name, got, want)
		}
	}
}
