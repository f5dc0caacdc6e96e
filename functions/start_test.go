package functions

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// mainForTest is the main package that the Go buildpack generates, listening on loopback.
const mainForTest = `package main

import (
	"log"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"

	_ "shopfyp.dev"
)

func main() {
	if err := funcframework.StartHostPort("127.0.0.1", os.Getenv("PORT")); err != nil {
		log.Fatal(err)
	}
}
`

// buildProgram builds the same program as the buildpack and returns its path.
func buildProgram(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the whole program")
	}
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "main")
	if err := os.WriteFile(source, []byte(mainForTest), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, source)
	build.Dir = ".." // in the module
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// environment is a complete configuration with unreachable services.
func environment(extra ...string) []string {
	return append([]string{
		"PATH=" + os.Getenv("PATH"), "GOOGLE_CLOUD_PROJECT=demo-start", "BUCKET=demo-start",
		"FIRESTORE_EMULATOR_HOST=127.0.0.1:1", "FIREBASE_AUTH_EMULATOR_HOST=127.0.0.1:1", "STORAGE_EMULATOR_HOST=127.0.0.1:1",
	}, extra...)
}

// start runs the program as one function until the test ends, and returns its URL once it listens.
func start(t *testing.T, program, target string) string {
	t.Helper()
	url, _, _ := launch(t, program, environment("FUNCTION_TARGET="+target))
	return url
}

// launch is like start, but takes a complete environment. It also returns the process, and a channel that closes when
// the process ends.
func launch(t *testing.T, program string, env []string) (url string, p *os.Process, ended <-chan struct{}) {
	t.Helper()
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, program)
	cmd.Dir = t.TempDir() // as in the cloud, the working directory is not the source folder
	cmd.Env = append(env, "PORT="+port)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() { defer close(exited); _ = cmd.Wait() }()
	t.Cleanup(func() { cancel(); <-exited })
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return "http://" + address, cmd.Process, exited
		}
		select {
		case <-exited:
			t.Fatalf("the program exited:\n%s", &out)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// The program that the buildpack builds runs each function of Table and rejects invalid configurations.
func TestProgram(t *testing.T) {
	program := buildProgram(t)
	t.Run("starts", func(t *testing.T) { testStarts(t, program) })
	t.Run("refuses", func(t *testing.T) { testRefuses(t, program) })
	t.Run("flushes", func(t *testing.T) { testFlushes(t, program) })
	t.Run("ends", func(t *testing.T) { testEnds(t, program) })
}

// testStarts checks that every function starts in its own process and answers requests.
func testStarts(t *testing.T, program string) {
	for _, f := range Table() {
		t.Run(f.Name, func(t *testing.T) {
			url := start(t, program, f.Name)
			if f.Event != nil {
				checkEventFunction(t, url)
				return
			}
			for _, route := range f.Routes {
				method, path, _ := strings.Cut(route.Pattern, " ")
				path = strings.NewReplacer("{", "", "}", "").Replace(path) // uses the name of a wildcard as its value
				if !route.Public {                                         // would wait for Firestore
					checkStatus(t, method, url+path, http.StatusUnauthorized)
				}
				checkStatus(t, "PATCH", url+path, http.StatusMethodNotAllowed)
			}
			checkStatus(t, "GET", url+"/api/other", http.StatusNotFound)
			checkStatus(t, "GET", url+ReadyPath, http.StatusServiceUnavailable)
		})
	}
}

func checkStatus(t *testing.T, method, url string, want int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer none")
	if got, body := send(t, req); got != want {
		t.Errorf("%s %s = %d %s, want %d", method, url, got, body, want)
	}
}

func send(t *testing.T, req *http.Request) (status int, body string) {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// checkEventFunction delivers a malformed event in Eventarc's format. The function must drop it.
func checkEventFunction(t *testing.T, url string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader("\xff"))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"Content-Type": "application/protobuf", "Ce-Id": "e1", "Ce-Specversion": "1.0", "Ce-Source": "//firestore.googleapis.com/x",
		"Ce-Type": "google.cloud.firestore.document.v1.created", "Ce-Document": "users/ann/interactions/i1",
	} {
		req.Header.Set(name, value)
	}
	if status, body := send(t, req); status/100 != 2 {
		t.Errorf("malformed event = %d %s, want 2xx, or Eventarc delivers it again", status, body)
	}
}

// testRefuses checks that a process with an invalid configuration exits with an error before it listens.
func testRefuses(t *testing.T, program string) {
	tests := []struct {
		name, remove, add, want string
	}{
		{"unknown function", "", "FUNCTION_TARGET=nothing", `no matching function found with name: "nothing"`},
		{"no bucket", "BUCKET", "FUNCTION_TARGET=search", "BUCKET"},
		{"no project", "GOOGLE_CLOUD_PROJECT", "FUNCTION_TARGET=click", "GOOGLE_CLOUD_PROJECT"},
		{"emulators on Cloud Run", "", "FUNCTION_TARGET=click,K_SERVICE=click", "FIREBASE_AUTH_EMULATOR_HOST is set on Cloud Run"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), program)
			env := environment(append(strings.Split(tt.add, ","), "PORT=0")...)
			cmd.Env = slices.DeleteFunc(env, func(v string) bool { return tt.remove != "" && strings.HasPrefix(v, tt.remove+"=") })
			out, err := cmd.CombinedOutput()
			if _, failed := errors.AsType[*exec.ExitError](err); !failed || !strings.Contains(string(out), tt.want) {
				t.Errorf("the program ended with %v and the output\n%s\nwant an error that contains %q", err, out, tt.want)
			}
		})
	}
}
