package snapshot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/snapshot"
)

// files writes the two required files with the given content to a new folder.
func files(t *testing.T, content string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{snapshot.IndexFile, snapshot.CardsFile} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name+content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func manifest(version string) snapshot.Manifest {
	return snapshot.Manifest{Version: version, Model: "m", Dim: 2, Count: 1}
}

// publish publishes a snapshot with the given content as the next version.
func publish(t *testing.T, b snapshot.Bucket, version, content string) snapshot.Manifest {
	t.Helper()
	_, generation, err := snapshot.Current(t.Context(), b)
	if err != nil && !errors.Is(err, snapshot.ErrNoIndex) && !errors.Is(err, snapshot.ErrDamaged) {
		t.Fatal(err)
	}
	m, err := snapshot.Publish(t.Context(), b, files(t, content), manifest(version), generation)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestPublishThenFetch(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	if _, _, err := snapshot.Current(t.Context(), b); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Fatalf("Current of an empty bucket = %v, want ErrNoIndex", err)
	}
	published := publish(t, b, "v1", strings.Repeat("x", 3_000_000))
	m, _, err := snapshot.Current(t.Context(), b)
	if err != nil || m.Version != "v1" || len(m.Files) != 2 || m.Files[0] != published.Files[0] {
		t.Fatalf("Current = %+v, %v, want the published manifest %+v", m, err, published)
	}
	dir := t.TempDir()
	for range 2 { // the second fetch uses the files on disk
		local, err := snapshot.Fetch(t.Context(), b, "v1", dir)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(local.Path(snapshot.CardsFile))
		if err != nil || !strings.HasPrefix(string(data), snapshot.CardsFile+"xxx") {
			t.Errorf("cards = %.30q, %v", data, err)
		}
	}
}

func TestPublishRejectsInvalidManifest(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	m := manifest("v1")
	m.Dim = 0
	if _, err := snapshot.Publish(t.Context(), b, files(t, ""), m, 0); err == nil || !strings.Contains(err.Error(), "dimension") {
		t.Errorf("Publish = %v, want an error about the dimension", err)
	}
	if objects, _ := b.List(t.Context(), ""); len(objects) != 0 {
		t.Errorf("Publish wrote objects %v, want none", objects)
	}
}

func TestPublishReportsRace(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v1", "")
	_, generation, err := snapshot.Current(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	publish(t, b, "v2", "")
	if _, err := snapshot.Publish(t.Context(), b, files(t, ""), manifest("v3"), generation); !errors.Is(err, snapshot.ErrRaced) {
		t.Errorf("Publish = %v, want ErrRaced", err)
	}
	if m, _, _ := snapshot.Current(t.Context(), b); m.Version != "v2" {
		t.Errorf("current = %s, want v2", m.Version)
	}
}

func TestFetchRejectsFilesThatDifferFromTheManifest(t *testing.T) {
	const index = "indexes/v1/" + snapshot.IndexFile
	tests := []struct {
		name   string
		damage func(t *testing.T, b snapshot.Bucket)
		want   string
	}{
		{"other bytes", func(t *testing.T, b snapshot.Bucket) { write(t, b, index, snapshot.IndexFile+"B") }, "SHA-256"},
		{"truncated", func(t *testing.T, b snapshot.Bucket) { write(t, b, index, "x") }, "bytes"},
		{"missing", func(t *testing.T, b snapshot.Bucket) { remove(t, b, index) }, "not found"},
		{"no manifest", func(t *testing.T, b snapshot.Bucket) { remove(t, b, "indexes/v1/manifest.json") }, "not found"},
		{"bad manifest", func(t *testing.T, b snapshot.Bucket) { write(t, b, "indexes/v1/manifest.json", "{") }, "JSON"},
		{"another version's manifest", func(t *testing.T, b snapshot.Bucket) {
			publish(t, b, "v2", "A")
			var buf bytes.Buffer
			r, err := b.Read(t.Context(), "indexes/v2/manifest.json", stat(t, b, "indexes/v2/manifest.json").Generation, 0, -1)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if _, err := buf.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			write(t, b, "indexes/v1/manifest.json", buf.String())
		}, "v2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, dir := snapshot.NewMemoryBucket(), t.TempDir()
			publish(t, b, "v1", "A")
			tt.damage(t, b)
			if _, err := snapshot.Fetch(t.Context(), b, "v1", dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Fetch = %v, want an error with %q", err, tt.want)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "v1", snapshot.IndexFile+"*")); len(left) != 0 {
				t.Errorf("Fetch left files behind: %v", left)
			}
		})
	}
}

func write(t *testing.T, b snapshot.Bucket, name, data string) {
	t.Helper()
	if _, err := b.Write(t.Context(), name, strings.NewReader(data), snapshot.AnyGeneration); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, b snapshot.Bucket, name string) {
	t.Helper()
	if err := b.Delete(t.Context(), name); err != nil {
		t.Fatal(err)
	}
}

func stat(t *testing.T, b snapshot.Bucket, name string) snapshot.Object {
	t.Helper()
	o, err := b.Stat(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestPruneKeepsNewestSnapshots(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	for i := range 6 {
		publish(t, b, fmt.Sprintf("v%d", i), "")
	}
	write(t, b, "indexes/v00/index.faiss", "left by a killed builder")
	write(t, b, "indexes/v9/index.faiss", "being uploaded now")
	write(t, b, "indexes/current.json", `{"version": "v1"}`) // rolled back
	removed, err := snapshot.Prune(t.Context(), b, 3)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"v0", "v00", "v2"}; !slices.Equal(sorted(removed), want) {
		t.Errorf("Prune removed %v, want %v", removed, want)
	}
	objects, err := b.List(context.Background(), "indexes/")
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, o := range objects {
		left = append(left, strings.Split(o.Name, "/")[1])
	}
	if got, want := slices.Compact(left), []string{"current.json", "v1", "v3", "v4", "v5", "v9"}; !slices.Equal(got, want) {
		t.Errorf("remaining objects: %v, want %v", got, want)
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}

func TestOptionalFilesArePublishedAndFetched(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	dir := files(t, "")
	if err := os.WriteFile(filepath.Join(dir, snapshot.LexicalFile), []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := snapshot.Publish(t.Context(), b, dir, manifest("v1"), 0)
	if err != nil || !m.Has(snapshot.LexicalFile) {
		t.Fatalf("Publish = %+v, %v, want a manifest with a lexical file", m, err)
	}
	local, err := snapshot.Fetch(t.Context(), b, "v1", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(local.Path(snapshot.LexicalFile)); err != nil || string(data) != "words" {
		t.Errorf("lexical file = %q, %v, want words", data, err)
	}
	if without := publish(t, b, "v2", ""); without.Has(snapshot.LexicalFile) {
		t.Error("a snapshot without a lexical file lists one")
	}
}
