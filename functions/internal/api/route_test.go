package api

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// saying returns an endpoint function that responds with word.
func saying(word string) func(context.Context, string, inForTest) (outForTest, error) {
	return func(_ context.Context, uid string, in inForTest) (outForTest, error) {
		return outForTest{uid, in.ID, word}, nil
	}
}

func TestRoutesOfOneFunction(t *testing.T) {
	var out bytes.Buffer
	s := newServerOf(&out, route("GET /things", saying("list")), route("DELETE /things/{id}", saying("delete")), route("DELETE /things", saying("clear")))
	tests := []struct {
		method, target string
		want           string // the word in the response; "": no endpoint
		allow          string // the Allow header
	}{
		{"GET", "/things", "list", ""},
		{"HEAD", "/things", "list", ""},
		{"DELETE", "/things", "clear", ""},
		{"DELETE", "/things/a", "delete", ""},
		{"POST", "/things", "", "GET, HEAD, DELETE"},
		{"GET", "/things/a", "", "DELETE"},
	}
	for _, tt := range tests {
		w := get(t.Context(), s, tt.method, tt.target)
		if got := w.Header().Get("Allow"); got != tt.allow {
			t.Errorf("%s %s: Allow = %q, want %q", tt.method, tt.target, got, tt.allow)
		}
		if tt.want != "" && !strings.Contains(w.Body.String(), `"name":"`+tt.want+`"`) {
			t.Errorf("%s %s = %d %s, want the word %s", tt.method, tt.target, w.Code, w.Body, tt.want)
		}
	}
	if !strings.Contains(out.String(), `"requestUrl":"/things/{id}"`) {
		t.Errorf("the log does not name the pattern of the path:\n%s", &out)
	}
}

func TestRouteWithoutMethod(t *testing.T) {
	defer func() {
		if p, _ := recover().(string); !strings.Contains(p, "/things names no method") {
			t.Errorf("panic %q, want one that names the route", p)
		}
	}()
	newServerOf(new(bytes.Buffer), Route{Pattern: "/things"})
}
