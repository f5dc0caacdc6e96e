package upload

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write creates files that contain their own names.
func write(t *testing.T, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStageSkipsIgnoredFiles(t *testing.T) {
	root, cache := t.TempDir(), t.TempDir()
	write(t, root, "main.go", "main_test.go", "docs/a.go", "lib/docs/b.go", "native/build.sh", "native/out/model/x", "deep/node_modules/c.js", "a.md")
	write(t, cache, "big.so")
	if err := os.Symlink(filepath.Join(cache, "big.so"), filepath.Join(root, "native/out/big.so")); err != nil {
		t.Fatal(err)
	}
	ignore := "# a comment\n.gcloudignore\n/docs/\n*.md\n*_test.go\nnode_modules/\n/native/*\n!/native/out/\n"
	if err := os.WriteFile(filepath.Join(root, IgnoreFile), []byte(ignore), 0o644); err != nil {
		t.Fatal(err)
	}
	whole := stage(t, root)
	checkFiles(t, whole, "lib/docs/b.go", "main.go", "native/out/big.so", "native/out/model/x")
	if info, err := os.Lstat(filepath.Join(whole.Dir, "native/out/big.so")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the library is staged as %v, %v, want a file", info.Mode(), err)
	}
	checkFiles(t, stage(t, root, "/native/out/"), "lib/docs/b.go", "main.go")
	if again := stage(t, root); again.Release != whole.Release || len(whole.Release) != 12 {
		t.Errorf("release %q, then %q for the same tree, want equal", whole.Release, again.Release)
	}
	write(t, root, "new.go")
	if changed := stage(t, root); changed.Release == whole.Release {
		t.Error("another tree has the same release")
	}
}

func stage(t *testing.T, root string, without ...string) Upload {
	t.Helper()
	u, err := Stage(root, filepath.Join(t.TempDir(), "to"), without...)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func checkFiles(t *testing.T, u Upload, want ...string) {
	t.Helper()
	var got []string
	for _, f := range u.Files {
		got = append(got, f.Name)
		text, err := os.ReadFile(filepath.Join(u.Dir, f.Name))
		if err != nil || int64(len(text)) != f.Size || !strings.HasSuffix(f.Name, string(text)) && f.Name != "native/out/big.so" {
			t.Errorf("%s contains %q (want %d bytes), %v", f.Name, text, f.Size, err)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("staged %q, want %q", got, want)
	}
}

func TestStageRejectsNonEmptyFolder(t *testing.T) {
	root, to := t.TempDir(), t.TempDir()
	write(t, root, IgnoreFile, "a.go")
	write(t, to, "left.go")
	if _, err := Stage(root, to); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("Stage into a folder with files = %v, want an error", err)
	}
}

// List and gcloud agree on the files of this repository.
func TestListAgreesWithGcloud(t *testing.T) {
	gcloud, err := exec.LookPath("gcloud")
	if err != nil {
		t.Skip("gcloud is not installed: nothing to compare with")
	}
	cmd := exec.CommandContext(t.Context(), gcloud, "meta", "list-files-for-upload", "../..")
	cmd.Env = append(os.Environ(), "CLOUDSDK_CONFIG="+t.TempDir(), "CLOUDSDK_CORE_DISABLE_PROMPTS=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("gcloud meta list-files-for-upload: %v", err)
	}
	want := strings.Fields(string(out))
	slices.Sort(want)
	got, err := List("../..")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("List differs from gcloud:\nonly List:   %q\nonly gcloud: %q", without(got, want), without(want, got))
	}
}

// without returns the elements of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
