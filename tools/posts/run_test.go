package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

const valid = `{"id": "%", "author": "Ann", "handle": "ann", "caption": "Hi", "about": "A wave", "videoUrl": "/a.mp4",
	"posterUrl": "/a.webp", "seconds": 3, "sound": "Waves", "status": "approved", "order": 1}`

func file(t *testing.T, posts ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "posts.json")
	if err := os.WriteFile(name, []byte("["+strings.Join(posts, ",")+"]"), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRun(t *testing.T) {
	name := emulatortest.Project()
	posts := firestoredb.NewPosts(emulatortest.Client(t, name))
	project := func(string) string { return name }
	one, bad := strings.ReplaceAll(valid, "%", "one"), strings.ReplaceAll(valid, `"Hi"`, `""`)

	var out bytes.Buffer
	if err := run(t.Context(), []string{"-dry-run", file(t, one)}, project, &out); err != nil || !strings.Contains(out.String(), "no captions") {
		t.Errorf("dry run: %v, printed %q, want a note about the captions", err, &out)
	}
	if err := run(t.Context(), []string{file(t, one, bad)}, project, &out); err == nil || !strings.Contains(err.Error(), "caption") {
		t.Errorf("run with an invalid post: %v, want an error that names the field", err)
	}
	if n, err := posts.Count(t.Context(), 10); n != 0 || err != nil {
		t.Fatalf("%d posts are stored (%v), want none", n, err)
	}
	if err := run(t.Context(), []string{file(t, one)}, project, &out); err != nil {
		t.Fatal(err)
	}
	if p, err := posts.Get(t.Context(), "one"); err != nil || p.Caption != "Hi" {
		t.Errorf("Get = %+v, %v, want the post", p, err)
	}
	if err := run(t.Context(), []string{file(t, strings.ReplaceAll(one, "approved", "rejected"))}, project, &out); err != nil {
		t.Fatal(err)
	}
	if p, err := posts.Get(t.Context(), "one"); err == nil {
		t.Errorf("Get of a rejected post = %+v, want an error", p)
	}
}
