package emulatortest

import (
	"bytes"
	"encoding/base64"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) { Main(m) }

// startOwn starts an emulator for one test.
func startOwn(t *testing.T, o Options) *Firestore {
	t.Helper()
	ForTest(t) // skips the test if the emulator is not installed
	f, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Stop)
	return f
}

func TestStartImportsExport(t *testing.T) {
	project, dir := Project(), filepath.Join(t.TempDir(), "not", "there", "yet")
	client := Client(t, project)
	want := map[string]any{"v": firestore.Vector64{0.25, -1}, "s": "ü"}
	if _, err := client.Doc("a/1").Set(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	exported, err := At(ForTest(t)).Export(t.Context(), project, dir, "all")
	if err != nil {
		t.Fatal(err)
	}

	f := startOwn(t, Options{Project: project, ImportMetadata: exported})
	t.Setenv(hostVariable, f.Addr())
	doc, err := Client(t, project).Doc("a/1").Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, doc.Data()); diff != "" {
		t.Errorf("imported document (-want +got):\n%s", diff)
	}
}

func TestTrigger(t *testing.T) {
	type event struct{ path, kind, document, body string }
	events := make(chan event, 10)
	functions := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body bytes.Buffer
		body.ReadFrom(base64.NewDecoder(base64.StdEncoding, r.Body))
		events <- event{r.URL.Path, r.Header.Get("Ce-Type"), r.Header.Get("Ce-Document"), body.String()}
	}))
	t.Cleanup(functions.Close)

	const created = "google.cloud.firestore.document.v1.created"
	f := startOwn(t, Options{FunctionsHost: functions.Listener.Addr().String()})
	t.Setenv(hostVariable, f.Addr())
	project := Project()
	if err := f.RegisterTrigger(t.Context(), project, "embed", created, "users/{uid}/interactions/{id}"); err != nil {
		t.Fatal(err)
	}
	client := Client(t, project)
	for _, path := range []string{"products/p", "users/u/interactions/i"} {
		if _, err := client.Doc(path).Create(t.Context(), map[string]any{"query": "shoes"}); err != nil {
			t.Fatal(err)
		}
	}
	got := <-events
	if got.path != "/functions/projects/"+project+"/triggers/embed" || got.kind != created || got.document != "users/u/interactions/i" {
		t.Errorf("event = %+v, want the creation of users/u/interactions/i", got)
	}
	if !strings.Contains(got.body, "shoes") {
		t.Errorf("event body = %q, want the document", got.body)
	}
}

func TestIndexUsage(t *testing.T) {
	project := Project()
	client, control := Client(t, project), At(ForTest(t))
	logs := client.Collection("users").Doc("u").Collection("log")
	for _, q := range []firestore.Query{
		logs.OrderBy("at", firestore.Desc), // needs no composite index
		logs.Where("user", "==", "a").OrderBy("at", firestore.Desc),
	} {
		if _, err := q.Documents(t.Context()).GetAll(); err != nil {
			t.Fatal(err)
		}
	}
	got, err := control.IndexUsage(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	want := []Index{{CollectionGroup: "log", QueryScope: "COLLECTION", Fields: []Field{
		{Path: "user", Order: "ASCENDING"}, {Path: "at", Order: "DESCENDING"},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("IndexUsage (-want +got):\n%s", diff)
	}
}

func TestClear(t *testing.T) {
	mine, other := Project(), Project()
	for _, project := range []string{mine, other} {
		if _, err := Client(t, project).Doc("a/1").Set(t.Context(), map[string]any{"x": 1}); err != nil {
			t.Fatal(err)
		}
	}
	if err := At(ForTest(t)).Clear(t.Context(), mine); err != nil {
		t.Fatal(err)
	}
	for project, want := range map[string]int{mine: 0, other: 1} {
		docs, err := Client(t, project).Collection("a").Documents(t.Context()).GetAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(docs) != want {
			t.Errorf("project %s has %d documents, want %d", project, len(docs), want)
		}
	}
}

func TestSetRules(t *testing.T) {
	control, project := At(ForTest(t)), Project()
	status := func() int {
		resp, err := http.Get("http://" + control.Addr() + "/v1/" + database(project) + "/documents/a/1")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	const closed = `rules_version = '2'; service cloud.firestore { match /databases/{d}/documents { match /a/{x} { allow read: if false; } } }`
	if err := control.SetRules(t.Context(), project, closed); err != nil {
		t.Fatal(err)
	}
	if got := status(); got != http.StatusForbidden {
		t.Errorf("read status with closed rules = %d, want 403", got)
	}
	err := control.SetRules(t.Context(), project, "rules_version = ")
	if err == nil || !strings.Contains(err.Error(), "L1:") {
		t.Errorf("SetRules(invalid rules) = %v, want an error with the line", err)
	}
	if got := status(); got != http.StatusForbidden {
		t.Errorf("read status after invalid rules = %d, want 403", got)
	}
}

func TestStartErrors(t *testing.T) {
	ForTest(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	bad := filepath.Join(t.TempDir(), "bad.rules")
	if err := os.WriteFile(bad, []byte("rules_version"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		o    Options
		want string
	}{
		{"port in use", Options{Port: taken.Addr().(*net.TCPAddr).Port}, "stop the program that listens there"},
		{"missing rules file", Options{Rules: bad + ".not"}, "is not a file"},
		{"missing export", Options{ImportMetadata: bad + ".not"}, "is not a file"},
		{"not an export", Options{ImportMetadata: bad}, "Invalid record"},
		{"invalid rules", Options{Rules: bad}, "L1:14"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := Start(t.Context(), tc.o)
			if err == nil {
				f.Stop()
				t.Fatal("Start = nil error, want an error")
			}
			if !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("Start = %q, want one line that contains %q", err, tc.want)
			}
		})
	}
}

func TestStopTerminatesTheEmulator(t *testing.T) {
	f := startOwn(t, Options{})
	select {
	case <-f.Done():
		t.Fatalf("the emulator exited before Stop: %v", f.Wait())
	default:
	}
	f.Stop()
	f.Stop()
	<-f.Done()
	if c, err := net.DialTimeout("tcp", f.Addr(), time.Second); err == nil {
		c.Close()
		t.Error("the emulator is still listening after Stop")
	}
}

func TestDoneAfterTheProcessDies(t *testing.T) {
	f := startOwn(t, Options{})
	if err := syscall.Kill(f.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-f.Done()
	if f.Wait() == nil {
		t.Error("Wait() = nil after the process was killed")
	}
	f.Stop()
}
