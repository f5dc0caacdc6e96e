package api

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Some proxies read the response only after they have sent the whole body.
func TestTooLargeBodyIsReadToItsEnd(t *testing.T) {
	conn := dialBodies(t, time.Minute, nameOf)
	body := strings.Repeat("a", 8<<20)
	if _, err := fmt.Fprintf(conn, bodyHead+"Content-Length: %d\r\n\r\n%s", "token-ann", len(body), body); err != nil {
		t.Fatalf("send a body of 8 MiB: %v, want the server to read it", err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestEntityTooLarge || res.Close {
		t.Errorf("response = %d, Connection: close is %t, want 413 and an open connection", res.StatusCode, res.Close)
	}
}

func TestProxyForwards413(t *testing.T) {
	server := httptest.NewServer(newServerOf(new(bytes.Buffer), Route{Pattern: "POST /things", Endpoint: Serve(nameOf)}))
	defer server.Close()
	target, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(httputil.NewSingleHostReverseProxy(target))
	defer proxy.Close()
	for name, body := range map[string]io.Reader{
		"with a length": strings.NewReader(strings.Repeat("a", 8<<20)),
		"in chunks":     io.MultiReader(strings.NewReader(strings.Repeat("a", 8<<20))),
	} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", proxy.URL+"/things", body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer token-ann")
		r.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Errorf("body of 8 MiB %s: %v, want 413", name, err)
			continue
		}
		if data, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("body of 8 MiB %s: %d %s, want 413", name, res.StatusCode, data)
		}
		res.Body.Close()
	}
}
