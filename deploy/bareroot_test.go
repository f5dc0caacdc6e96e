//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket/gcsbuckettest"
	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/tools/demo"
)

// testBareRoot runs the index builder, then search and recommend, in a root file system with only the image
// and Debian's glibc. It builds, downloads, maps and searches a snapshot, and embeds a query.
func testBareRoot(t *testing.T, i image) {
	if os.Geteuid() != 0 {
		t.Skip("only root may change the root of a process")
	}
	if _, err := os.Stat(filepath.Join(i.source(), "native/out/lib")); err != nil {
		requireNative(t, "no native libraries are built: run make native")
	}
	installGlibc(t, i.root)
	project := emulatortest.Project()
	env := append(services(t, project), "GOOGLE_CLOUD_PROJECT="+project, "NATIVE_DIR=/"+sourceCode+"/native/out")
	build(t, i.source(), filepath.Join(i.root, workspace, "index-builder"), "./index-builder")
	builder := inRoot(i.root, "/"+workspace+"/index-builder")
	builder.Dir, builder.Env = "/"+workspace, append(env, "BUCKET=demo-source")
	if out, err := builder.CombinedOutput(); err != nil {
		t.Fatalf("index-builder: %v\n%s", err, out)
	}
	authorization := "Bearer " + idtokentest.Token(project, "ann")
	search := serve(t, inRoot(i.root, "/"+workspace+"/main"), "/"+workspace, "search", env...)
	status, body := call(t, "POST", search+"/api/search", `{"query": "Bluetooth Speaker"}`, "Authorization", authorization, "Content-Type", "application/json")
	checkProducts(t, "search", status, body, 5, "speaker")
	recommend := serve(t, inRoot(i.root, "/"+workspace+"/main"), "/"+workspace, "recommend", env...)
	status, body = call(t, "GET", recommend+"/api/recommend/ann?limit=3", "", "Authorization", authorization)
	checkProducts(t, "recommend", status, body, 3, "bluetooth speaker")
}

// inRoot returns a command that runs in the root file system root.
func inRoot(root, program string) *exec.Cmd {
	return &exec.Cmd{Path: program, Args: []string{program}, SysProcAttr: &syscall.SysProcAttr{Chroot: root}}
}

// installGlibc copies the files of Debian's package libc6 into root and creates the writable folders.
func installGlibc(t *testing.T, root string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "dpkg", "-L", "libc6:amd64").Output()
	if err != nil {
		t.Skipf("this is not Debian for amd64: dpkg -L libc6: %v", err)
	}
	copied := 0
	for _, name := range strings.Fields(string(out)) {
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || strings.HasPrefix(name, "/usr/share/") {
			continue
		}
		data, err := os.ReadFile(name)
		must(t, err)
		must(t, os.MkdirAll(filepath.Join(root, filepath.Dir(name)), 0o755))
		must(t, os.WriteFile(filepath.Join(root, name), data, 0o755))
		copied++
	}
	if copied == 0 {
		t.Fatal("dpkg lists no files of libc6")
	}
	must(t, os.MkdirAll(filepath.Join(root, "tmp"), 0o777))
}

// services starts the emulators, stores the demo catalog in Firestore and returns the addresses as variables.
func services(t *testing.T, project string) []string {
	t.Helper()
	firestore := emulatortest.ForTest(t)
	products, err := demo.Products()
	must(t, err)
	products = slices.DeleteFunc(products, func(p catalog.Product) bool { return !strings.Contains(strings.Join(p.Category, " "), "Electronics") })
	if _, err := firestoredb.NewProducts(emulatortest.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	storage := gcsbuckettest.Serve(t, "demo-source")
	idtokentest.Emulate(t)
	return []string{"FIRESTORE_EMULATOR_HOST=" + firestore, "STORAGE_EMULATOR_HOST=" + storage, "FIREBASE_AUTH_EMULATOR_HOST=" + os.Getenv("FIREBASE_AUTH_EMULATOR_HOST")}
}

// checkProducts checks for status 200 and at least n products, one of which contains about.
func checkProducts(t *testing.T, what string, status int, body string, n int, about string) {
	t.Helper()
	var answer struct{ Products []json.RawMessage }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || status != http.StatusOK || len(answer.Products) < n || !strings.Contains(strings.ToLower(body), about) {
		t.Errorf("%s = %d %s, want 200 and at least %d products, one with %q", what, status, body, n, about)
	}
}
