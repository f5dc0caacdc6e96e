package functions

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the results to testdata and openapi.yaml")

// Each archive in testdata is a sequence of requests to one world. A line "fault: NAME" in its comment breaks a
// dependency, and a line "setting: NAME=VALUE" changes a setting. The files of the archive alternate between a request, named "FUNCTION request", and the expected
// response. A request begins with its method and path. It has the header "X-Request-Id: r", and "${a*2001}" becomes
// 2001 letters a.
func TestTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runTranscript(t, name) })
	}
}

func runTranscript(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	servers := serve(t, worldOf(t, string(archive.Comment)).host(t, &log))
	for i := 0; i+1 < len(archive.Files); i += 2 {
		request, response := archive.Files[i], &archive.Files[i+1]
		function, ok := strings.CutSuffix(request.Name, " request")
		if !ok || response.Name != "response" {
			t.Fatalf("files %q and %q are not a request and its response", request.Name, response.Name)
		}
		got := exchange(t, servers[function], string(request.Data))
		if strings.Contains(got, errFault.Error()) {
			t.Errorf("request %d: the response exposes an internal error:\n%s", i/2+1, got)
		}
		if diff := cmp.Diff(string(response.Data), got); diff != "" && !*update {
			t.Errorf("request %d: response (-want +got):\n%s", i/2+1, diff)
		}
		response.Data = []byte(got)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// worldOf returns a world with the faults that the comment names.
func worldOf(t *testing.T, comment string) *world {
	t.Helper()
	w := newWorld(t)
	for line := range strings.Lines(comment) {
		if fault, ok := strings.CutPrefix(strings.TrimSpace(line), "fault: "); ok {
			w.withFault(t, fault)
		}
		if setting, ok := strings.CutPrefix(strings.TrimSpace(line), "setting: "); ok {
			w.environ = append(w.environ, setting)
		}
	}
	return w
}

// serve returns a server for each HTTP function, by name.
func serve(t *testing.T, h *Host) map[string]*httptest.Server {
	t.Helper()
	servers := make(map[string]*httptest.Server)
	for _, f := range Table() {
		if f.Event == nil {
			s := httptest.NewServer(h.HTTP(f.Name))
			t.Cleanup(s.Close)
			servers[f.Name] = s
		}
	}
	return servers
}

// exchange sends the request in text and returns the response in the same format.
func exchange(t *testing.T, s *httptest.Server, text string) string {
	t.Helper()
	if s == nil {
		t.Fatal("no such function")
	}
	req := parseRequest(t, s.URL, text)
	client := s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return formatResponse(res, body)
}

var repeated = regexp.MustCompile(`\$\{a\*(\d+)\}`)

func parseRequest(t *testing.T, url, text string) *http.Request {
	t.Helper()
	text = repeated.ReplaceAllStringFunc(text, func(m string) string {
		n, err := strconv.Atoi(repeated.FindStringSubmatch(m)[1])
		if err != nil {
			t.Fatal(err)
		}
		return strings.Repeat("a", n)
	})
	head, body, _ := strings.Cut(text, "\n\n")
	lines := bufio.NewScanner(strings.NewReader(head))
	lines.Scan()
	method, target, _ := strings.Cut(lines.Text(), " ")
	req, err := http.NewRequestWithContext(t.Context(), method, url+target, strings.NewReader(strings.TrimSuffix(body, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Request-Id", "r")
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		req.Header.Add(name, value)
	}
	return req
}

// formatResponse returns the status, the sorted headers and the indented body. It omits headers that differ between runs.
func formatResponse(res *http.Response, body []byte) string {
	var b strings.Builder
	fmt.Fprintln(&b, res.StatusCode)
	res.Header.Del("Date")
	res.Header.Del("Content-Length")
	if err := res.Header.Write(&b); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	var indented bytes.Buffer
	if json.Indent(&indented, body, "", "  ") == nil {
		body = indented.Bytes()
	}
	fmt.Fprintf(&b, "\n%s\n", bytes.TrimRight(body, "\n"))
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}
