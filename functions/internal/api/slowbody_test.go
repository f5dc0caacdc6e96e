package api

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/functions/internal/requestlog"
)

type slowForTest struct {
	Name string `json:"name"`
}

// pipeListener accepts one end of a net.Pipe. Unlike TCP sockets, pipes obey the fake clock of synctest.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (l pipeListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l pipeListener) Close() error { close(l.closed); return nil }

func (l pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// dialBodies serves POST /things with a request timeout, and returns a connection to it.
func dialBodies(t *testing.T, timeout time.Duration, f func(context.Context, string, slowForTest) (outForTest, error)) net.Conn {
	t.Helper()
	client, server := net.Pipe()
	listener := pipeListener{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
	listener.conns <- server
	s := &http.Server{Handler: NewServer(Config{
		Function: "echo", Routes: []Route{{Pattern: "POST /things", Endpoint: Serve(f)}}, Verifier: verifierFunc(verifyName), Timeout: timeout,
		Logger: slog.New(requestlog.NewJSON(&bytes.Buffer{}, slog.LevelError)),
	})}
	go s.Serve(listener)
	t.Cleanup(func() {
		client.Close()
		s.Close()
	})
	return client
}

func nameOf(_ context.Context, uid string, in slowForTest) (outForTest, error) {
	return outForTest{UID: uid, Name: in.Name}, nil
}

const bodyHead = "POST /things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"

// inBubble runs f as a subtest with a fake clock.
func inBubble(t *testing.T, name string, f func(*testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
}

// trickle sends a body piece by piece until the server responds, and returns the response.
func trickle(t *testing.T, conn net.Conn, head, piece string) *http.Response {
	t.Helper()
	answered := make(chan struct{})
	go func() {
		io.WriteString(conn, head)
		for range 2_000 { // many times the request timeout
			select {
			case <-answered:
				return
			case <-time.After(5 * time.Millisecond):
				if _, err := io.WriteString(conn, piece); err != nil {
					return
				}
			}
		}
		conn.Close()
	}()
	defer close(answered)
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("no response to a body that trickles in: %v", err)
	}
	return res
}

// TestSlowBody checks that a body that trickles in ends with a 408 and a closed connection after the request timeout.
func TestSlowBody(t *testing.T) {
	for name, tt := range map[string]struct {
		token, framing, piece string
		status                int
	}{
		"with a length":      {"token-ann", "Content-Length: 60000\r\n\r\n", " ", 408},
		"in chunks":          {"token-ann", "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", 408},
		"of an unknown user": {"x", "Content-Length: 60000\r\n\r\n", " ", 401},
		"that never starts":  {"token-ann", "Content-Length: 60000\r\n\r\n", "", 408},
	} {
		inBubble(t, name, func(t *testing.T) {
			conn := dialBodies(t, time.Second, nameOf)
			res := trickle(t, conn, fmt.Sprintf(bodyHead, tt.token)+tt.framing, tt.piece)
			body, _ := io.ReadAll(res.Body)
			if res.StatusCode != tt.status || !res.Close {
				t.Errorf("response = %d %s, Connection: close is %t, want %d and a closed connection", res.StatusCode, body, res.Close, tt.status)
			}
			if tt.status == 408 && !strings.Contains(string(body), `"detail":"the body did not arrive in time"`) {
				t.Errorf("response = %s, want the reason in it", body)
			}
		})
	}
}

// TestBodyInTime checks that a body that arrived in time leaves no deadline on its connection: a slow handler gives a
// 504, and the connection serves the next request.
func TestBodyInTime(t *testing.T) {
	slow := func(ctx context.Context, uid string, in slowForTest) (outForTest, error) {
		if in.Name == "slow" {
			<-ctx.Done()
		}
		return outForTest{UID: uid, Name: in.Name}, ctx.Err()
	}
	synctest.Test(t, func(t *testing.T) {
		conn := dialBodies(t, time.Second, slow)
		answers := bufio.NewReader(conn)
		for _, tt := range []struct {
			name   string
			status int
		}{{"quick", 200}, {"slow", 504}, {"quick", 200}} {
			body := fmt.Sprintf(`{"name": %q}`, tt.name)
			fmt.Fprintf(conn, bodyHead+"Content-Length: %d\r\n\r\n%s", "token-ann", len(body), body)
			res, err := http.ReadResponse(answers, nil)
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			if data, _ := io.ReadAll(res.Body); res.StatusCode != tt.status {
				t.Errorf("%s: response = %d %s, want %d", tt.name, res.StatusCode, data, tt.status)
			}
			time.Sleep(2 * time.Second) // idle for longer than the request timeout
		}
	})
}

// deadlines records the read deadlines that the server sets.
type deadlines struct {
	*httptest.ResponseRecorder
	asked []time.Time
}

func (d *deadlines) SetReadDeadline(at time.Time) error {
	d.asked = append(d.asked, at)
	return nil
}

// TestReadDeadline checks that a request with a body gets a read deadline, which is removed once the body is read.
func TestReadDeadline(t *testing.T) {
	s := newServerOf(&bytes.Buffer{}, Route{Pattern: "POST /things", Endpoint: Serve(nameOf)}, route("GET /things/{id}", echo))
	ask := func(method, path string, body io.Reader) []time.Time {
		r := httptest.NewRequest(method, path, body)
		r.Header.Set("Authorization", "Bearer token-ann")
		r.Header.Set("Content-Type", "application/json")
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		if s.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("%s %s = %d %s, want 200", method, path, w.Code, w.Body)
		}
		return w.asked
	}
	if got := ask("POST", "/things", strings.NewReader(`{"name": "b"}`)); len(got) != 2 || got[0].IsZero() || !got[1].IsZero() {
		t.Errorf("with a body, the deadlines are %v, want one and then none", got)
	}
	if got := ask("GET", "/things/a", http.NoBody); len(got) != 0 {
		t.Errorf("without a body, the deadlines are %v, want none", got)
	}
}
