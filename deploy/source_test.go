//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"bytes"
	"context"
	"go/parser"
	"go/token"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/deploy/upload"
	"shopfyp.dev/functions"
	"shopfyp.dev/shared/gcp/emulatortest"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

// The folders of the buildpack: the program runs in workspace, and the source is in sourceCode.
const (
	workspace  = "workspace"
	sourceCode = workspace + "/serverless_function_source_code"
)

// An image is the root of a file system with the source and the program, in the layout of the buildpack.
type image struct {
	root   string
	upload upload.Upload
}

func (i image) source() string  { return filepath.Join(i.root, sourceCode) }
func (i image) program() string { return filepath.Join(i.root, workspace, "main") }

// The uploaded source compiles to a program that serves every function and needs only glibc.
func TestSource(t *testing.T) {
	if testing.Short() {
		t.Skip("builds everything")
	}
	i := image{root: abs(t, "../bin/image")}
	must(t, os.RemoveAll(i.root))
	t.Cleanup(func() { _ = os.RemoveAll(i.root) })
	var err error
	if i.upload, err = upload.Stage("..", i.source()); err != nil {
		t.Fatal(err)
	}
	t.Run("is small", func(t *testing.T) { testSize(t, i.upload) })
	t.Run("follows the rules of the buildpack", func(t *testing.T) { testRules(t, i.source()) })
	build(t, i.source(), i.program(), "./functions.local/app")
	t.Run("has the engine's client only with its tag", func(t *testing.T) { testTags(t, i.source()) })
	t.Run("serves every function", func(t *testing.T) { testServes(t, i) })
	t.Run("needs only glibc", func(t *testing.T) { testNeeds(t, i) })
	t.Run("runs with only glibc", func(t *testing.T) { testBareRoot(t, i) })
}

// maxUpload keeps deployments quick. The model and the libraries are most of the upload.
const maxUpload = 100 << 20

func testSize(t *testing.T, u upload.Upload) {
	var source int64
	for _, f := range u.Files {
		if !strings.HasPrefix(f.Name, "native/out/") {
			source += f.Size
		}
		if strings.HasSuffix(f.Name, "_test.go") || strings.Contains(f.Name, "node_modules") || strings.HasPrefix(f.Name, "frontend/") {
			t.Errorf("%s is uploaded", f.Name)
		}
	}
	t.Logf("%s, %.1f MB of it source", u, float64(source)/1e6)
	if u.Bytes > maxUpload || source > 2<<20 {
		t.Errorf("the upload is %s with %d bytes of source, want at most %d and 2 MiB of source", u, source, maxUpload)
	}
}

// testRules checks the rules of the Go functions buildpack (cmd/go/functions_framework).
func testRules(t *testing.T, source string) {
	files, err := filepath.Glob(filepath.Join(source, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go file at the root: %v", err)
	}
	imports := false
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name.Name != "shopfyp" {
			t.Errorf("%s is in package %s, want one package at the root, and not main", filepath.Base(name), f.Name)
		}
		for _, i := range f.Imports {
			imports = imports || i.Path.Value == `"github.com/GoogleCloudPlatform/functions-framework-go/functions"`
		}
	}
	if !imports {
		t.Error("the root package does not import the functions framework: the buildpack would generate calls of functions by name")
	}
	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil || !bytes.HasPrefix(mod, []byte("module shopfyp.dev\n")) || bytes.Contains(mod, []byte("\nreplace")) {
		t.Errorf("go.mod (%v): want a module path with a dot in its first element, and no replacements", err)
	}
	for _, name := range []string{"vendor", "Dockerfile", "Procfile", "project.toml"} {
		if _, err := os.Stat(filepath.Join(source, name)); err == nil {
			t.Errorf("%s is uploaded, and would change the build", name)
		}
	}
}

// buildTags are the tags of every program that deploy.sh builds.
const buildTags = "disable_grpc_modules"

// generated is the main package that the buildpack writes, except that it listens on loopback.
const generated = `package main

import (
	"log"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	_ "shopfyp.dev"
)

func main() {
	if err := funcframework.StartHostPort("127.0.0.1", os.Getenv("PORT")); err != nil {
		log.Fatalf("Function failed to start: %v\n", err)
	}
}
`

// build builds a package of the staged source like the buildpack: generate, tidy, build. The folder is the same
// in each run and the flags are those of the other builds, so that a build reuses what the cache has of the dependencies.
func build(t *testing.T, source, program, pkg string) {
	t.Helper()
	dir := filepath.Join(source, "functions.local/app")
	must(t, os.MkdirAll(dir, 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(generated), 0o644))
	for _, args := range [][]string{{"mod", "tidy"}, {"build", "-buildvcs=false", "-tags=" + buildTags, "-o", program, pkg}} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = source
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %q: %v\n%s", args, err, out)
		}
	}
}

// testTags checks that the build tags of deploy.sh add Milvus's client to the programs or leave it out, and that no program
// has the modules of gRPC that Cloud Storage's client would add.
func testTags(t *testing.T, source string) {
	const (
		client  = "github.com/milvus-io/milvus/client/v2/milvusclient\n"
		modules = "google.golang.org/grpc/xds\n"
	)
	for _, pkg := range []string{"./functions.local/app", "./index-builder"} {
		for _, tags := range []string{buildTags, buildTags + ",milvus"} {
			cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-tags="+tags, pkg)
			cmd.Dir = source
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Contains(string(out), client), tags != buildTags; got != want {
				t.Errorf("%s with the tags %s: has the client: %t, want %t", pkg, tags, got, want)
			}
			if strings.Contains(string(out), modules) {
				t.Errorf("%s with the tags %s has the modules of gRPC", pkg, tags)
			}
		}
	}
}

// testServes starts the program as each function of the table. HTTP functions must reject requests with an
// invalid token, except on public routes, which read none and need the database, which is not there. The event function must acknowledge a malformed event, so that Eventarc does not retry it.
func testServes(t *testing.T, i image) {
	for _, f := range functions.Table() {
		t.Run(f.Name, func(t *testing.T) {
			url := serve(t, exec.Command(i.program()), filepath.Join(i.root, workspace), f.Name, "FIREBASE_AUTH_EMULATOR_HOST=127.0.0.1:1")
			if f.Event != nil {
				if status, body := call(t, "POST", url, "\xff", "Ce-Id", "1", "Ce-Source", "//x", "Ce-Specversion", "1.0", "Ce-Type", f.Event.Type,
					"Content-Type", "application/protobuf"); status/100 != 2 {
					t.Errorf("malformed event = %d %s, want 2xx", status, body)
				}
				return
			}
			for _, r := range f.Routes {
				method, path, _ := strings.Cut(r.Pattern, " ")
				path = strings.NewReplacer("{", "", "}", "").Replace(path)
				want := http.StatusUnauthorized
				if r.Public {
					want = http.StatusInternalServerError
				}
				if status, body := call(t, method, url+path, "", "Authorization", "Bearer none"); status != want {
					t.Errorf("%s %s = %d %s, want %d", method, path, status, body, want)
				}
			}
		})
	}
}

// serve runs cmd in dir as the function until the test ends. It returns the URL when the function listens.
func serve(t *testing.T, cmd *exec.Cmd, dir, function string, env ...string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := l.Addr().String()
	must(t, l.Close())
	_, port, _ := net.SplitHostPort(address)
	var out bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	cmd.Env = append([]string{"GOOGLE_CLOUD_PROJECT=demo-source", "BUCKET=demo-source", "FUNCTION_TARGET=" + function, "PORT=" + port}, env...)
	must(t, cmd.Start())
	exited := make(chan struct{})
	go func() { defer close(exited); _ = cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-exited
		if t.Failed() {
			t.Logf("output of %s:\n%s", function, &out)
		}
	})
	for {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return "http://" + address
		}
		select {
		case <-exited:
			t.Fatalf("%s exited:\n%s", function, &out)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// call sends a request with the names and values of header, and returns the response.
func call(t *testing.T, method, url, body string, header ...string) (status int, answer string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	must(t, err)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	must(t, err)
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, string(data)
}
