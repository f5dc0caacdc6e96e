package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

// repository is the relative path of the checkout's root.
const repository = "../.."

type rewrite struct {
	Source      string
	Destination string
	Run         struct{ ServiceID, Region string }
}

// rewrites returns the rewrites of production's firebase.json.
func rewrites(t *testing.T) []rewrite {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "firebase.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Hosting struct{ Rewrites []rewrite } }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Hosting.Rewrites
}

// source returns the rewrite pattern of a route. It is the path, with ** in place of the first wildcard and the rest.
func source(route string) string {
	_, path, _ := strings.Cut(route, " ")
	if strings.HasPrefix(path, "/api/admin/") {
		return "/api/admin/**" // all routes of the console
	}
	if fixed, _, wild := strings.Cut(path, "{"); wild {
		return fixed + "**"
	}
	return path
}

func TestRewritesMatchTheFunctions(t *testing.T) {
	var want, got []string
	for _, fn := range functions.Table() {
		for _, route := range fn.Routes {
			want = append(want, source(route.Pattern)+" to "+fn.Name)
		}
	}
	all := rewrites(t)
	for _, r := range all {
		if r.Destination != "" {
			continue
		}
		got = append(got, r.Source+" to "+r.Run.ServiceID)
		if r.Run.Region != all[0].Run.Region {
			t.Errorf("rewrite of %s has region %s, want %s like the first rewrite", r.Source, r.Run.Region, all[0].Run.Region)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, slices.Compact(want)) {
		t.Errorf("rewrites of firebase.json =\n%s\nwant the routes of the functions:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	want = []string{"/console to /console.html", "/console/** to /console.html", "** to /index.html"}
	if got := pages(all); !slices.Equal(got, want) {
		t.Errorf("rewrites to pages, in order = %q, want %q", got, want)
	}
	if last := all[len(all)-1]; last.Source != "**" {
		t.Errorf("last rewrite = %+v, want the one of **", last)
	}
}

// pages returns the rewrites to pages of the app.
func pages(all []rewrite) (to []string) {
	for _, r := range all {
		if r.Destination != "" {
			to = append(to, r.Source+" to "+r.Destination)
		}
	}
	return to
}

// newFirebase returns the emulators of a checkout that only contains firebase.json.
func newFirebase(t *testing.T) firebase {
	t.Helper()
	root := t.TempDir()
	text, err := os.ReadFile(filepath.Join(repository, "firebase.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "firebase.json"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	return firebase{
		config: Config{Root: root, Project: "demo-x", Ports: Ports{Hosting: 1, API: 2, Firestore: 3, Auth: 4, Storage: 5, Hub: 6, Logging: 7}},
		dir:    filepath.Join(root, ".dev", "firebase"),
	}
}

func TestConfigure(t *testing.T) {
	f := newFirebase(t)
	if err := f.configure(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(f.dir, "firebase.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Hosting struct {
			Public   string
			Rewrites []rewrite
		}
		Emulators struct{ Auth, Hosting, Hub, Logging struct{ Port int } }
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if e := got.Emulators; e.Hosting.Port != 1 || e.Auth.Port != 4 || e.Hub.Port != 6 || e.Logging.Port != 7 {
		t.Errorf("ports = %+v, want those of the config", e)
	}
	if !slices.Equal(got.Hosting.Rewrites, rewrites(t)) {
		t.Errorf("rewrites = %+v, want those of production", got.Hosting.Rewrites)
	}
	for _, want := range []string{"connect-src 'self' http://127.0.0.1:4 ", "frame-src 'self' http://127.0.0.1:4;"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("firebase.json lacks %q, so pages cannot reach the Auth emulator", want)
		}
	}
}

func TestPublishServesTheApp(t *testing.T) {
	f := newFirebase(t)
	dist := filepath.Join(f.config.Root, "frontend/dist")
	if err := os.MkdirAll(dist, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dist, "index.html"), []byte("built"), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second call replaces the link of the first
		name, err := f.publish("frontend/dist")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(f.dir, name, "index.html")); string(got) != "built" {
			t.Errorf("index.html = %q, %v, want %q", got, err, "built")
		}
	}
}

func TestKeepSessions(t *testing.T) {
	updates := make(chan string, 2)
	auth := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		updates <- r.Header.Get("Authorization") + " " + r.URL.Path + " " + string(body)
	}))
	defer auth.Close()
	f := newFirebase(t)
	f.config.Ports.Auth = portOf(auth.Listener)
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "auth_export"), 0o755); err != nil {
		t.Fatal(err)
	}
	const exported = `{"users":[{"localId":"anonymous","createdAt":"1795455199539"},{"localId":"known","createdAt":"1795455197182","validSince":"1795455200"}]}`
	if err := os.WriteFile(filepath.Join(dir, "auth_export", "accounts.json"), []byte(exported), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.keepSessions(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	got := []string{<-updates, <-updates}
	slices.Sort(got)
	const path = "Bearer owner /identitytoolkit.googleapis.com/v1/projects/demo-x/accounts:update "
	want := []string{
		path + `{"localId":"anonymous","createdAt":"1795455199539","validSince":"1795455199"}`,
		path + `{"localId":"known","createdAt":"1795455197182","validSince":"1795455200"}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("updates =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
