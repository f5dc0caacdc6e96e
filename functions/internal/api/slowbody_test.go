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
	"time"

	"shopfyp.dev/functions/internal/requestlog"
)

type slowForTest struct {
	Name string `json:"name"`
}

// serveBodies serves POST /things over TCP, a request of which may take so long.
func serveBodies(t *testing.T, timeout time.Duration, f func(context.Context, string, slowForTest) (outForTest, error)) net.Conn {
	t.Helper()
	server := httptest.NewServer(NewServer(Config{
		Function: "echo", Routes: []Route{{"POST /things", Serve(f)}}, Verifier: verifierFunc(verifyName), Timeout: timeout,
		Logger: slog.New(requestlog.NewJSON(&bytes.Buffer{}, slog.LevelError)),
	}))
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn.Close()
		server.Close()
	})
	return conn
}

func nameOf(_ context.Context, uid string, in slowForTest) (outForTest, error) {
	return outForTest{UID: uid, Name: in.Name}, nil
}

const bodyHead = "POST /things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"

// trickle sends a body piece by piece until it is answered, and returns the answer.
func trickle(t *testing.T, conn net.Conn, head, piece string) *http.Response {
	t.Helper()
	answered := make(chan struct{})
	go func() {
		io.WriteString(conn, head)
		for range 2_000 { // far more than the time of a request is enough for
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
		t.Fatalf("a body that trickles in is not answered: %v", err)
	}
	return res
}

// Who sends the body byte by byte is told so when the time of the request is over, and has the connection closed.
func TestSlowBody(t *testing.T) {
	for name, tt := range map[string]struct {
		token, framing, piece string
		status                int
	}{
		"of a length":              {"token-ann", "Content-Length: 60000\r\n\r\n", " ", 408},
		"in chunks":                {"token-ann", "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", 408},
		"that nobody would read":   {"x", "Content-Length: 60000\r\n\r\n", " ", 401},
		"of which nothing ever is": {"token-ann", "Content-Length: 60000\r\n\r\n", "", 408},
	} {
		t.Run(name, func(t *testing.T) {
			conn := serveBodies(t, 100*time.Millisecond, nameOf)
			res := trickle(t, conn, fmt.Sprintf(bodyHead, tt.token)+tt.framing, tt.piece)
			body, _ := io.ReadAll(res.Body)
			if res.StatusCode != tt.status || !res.Close {
				t.Errorf("answer = %d %s, closing %t, want %d and the connection closed", res.StatusCode, body, res.Close, tt.status)
			}
			if tt.status == 408 && !strings.Contains(string(body), `"detail":"the body did not come in time"`) {
				t.Errorf("answer = %s, want it to say what is wrong", body)
			}
		})
	}
}

// A body that is there leaves no deadline behind: a slow answer is a 504, not a client that has gone, and the
// connection serves the next request after it.
func TestBodyInTime(t *testing.T) {
	slow := func(ctx context.Context, uid string, in slowForTest) (outForTest, error) {
		if in.Name == "slow" {
			<-ctx.Done()
			time.Sleep(50 * time.Millisecond) // for whatever else the moment would bring
		}
		return outForTest{UID: uid, Name: in.Name}, ctx.Err()
	}
	conn := serveBodies(t, 100*time.Millisecond, slow)
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
			t.Errorf("%s: answer = %d %s, want %d", tt.name, res.StatusCode, data, tt.status)
		}
		time.Sleep(150 * time.Millisecond) // idle for longer than a request may take
	}
}

// deadlines records which deadlines of reading were asked for.
type deadlines struct {
	*httptest.ResponseRecorder
	asked []time.Time
}

func (d *deadlines) SetReadDeadline(at time.Time) error {
	d.asked = append(d.asked, at)
	return nil
}

// Only what has a body has a deadline, until the body is read.
func TestDeadlineOfABody(t *testing.T) {
	s := newServerOf(&bytes.Buffer{}, Route{"POST /things", Serve(nameOf)}, route("GET /things/{id}", echo))
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
