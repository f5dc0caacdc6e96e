package api

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A public route answers without reading tokens. Its answers can be cached, unlike errors.
func TestPublicRoute(t *testing.T) {
	type in struct {
		Text string `query:"text"`
	}
	s := newServerOf(new(bytes.Buffer), Route{Pattern: "GET /api/public", Public: true, Endpoint: Serve(
		func(_ context.Context, uid string, in in) (string, error) {
			if in.Text == "" {
				return "", badRequest("no text")
			}
			return uid + in.Text, nil
		})})
	do := func(target string, h http.Header) *http.Response {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
		r.Header = h
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	first := do("/api/public?text=a", http.Header{"Authorization": {"Bearer forged"}})
	tag := first.Header.Get("ETag")
	if first.StatusCode != http.StatusOK || first.Header.Get("Cache-Control") != publicCaching || tag == "" {
		t.Fatalf("first response = %d with %v, want 200 with an ETag and public caching", first.StatusCode, first.Header)
	}
	for value, want := range map[string]int{
		tag: http.StatusNotModified, "W/" + tag: http.StatusNotModified, `"other", ` + tag: http.StatusNotModified, "*": http.StatusNotModified,
		`"other"`: http.StatusOK, "": http.StatusOK,
	} {
		res := do("/api/public?text=a", http.Header{"If-None-Match": {value}})
		if res.StatusCode != want || res.Header.Get("ETag") != tag || res.Header.Get("Cache-Control") != publicCaching {
			t.Errorf("If-None-Match: %s = %d with %v, want %d with the same ETag", value, res.StatusCode, res.Header, want)
		}
		if want == http.StatusNotModified && res.Header.Get("Content-Type") != "" {
			t.Errorf("a 304 has the content type %q, want none", res.Header.Get("Content-Type"))
		}
	}
	bad := do("/api/public", http.Header{})
	if bad.StatusCode != http.StatusBadRequest || bad.Header.Get("Cache-Control") != "no-store" || bad.Header.Get("ETag") != "" {
		t.Errorf("an error = %d with %v, want 400 that is not stored", bad.StatusCode, bad.Header)
	}
}
