// Package datatest finds the data folder for tests: real catalogs, exports of shop platforms and judged queries, which
// are not part of the repository.
package datatest

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file or folder in the data folder, which is SHOPFYP_DATA or shared/data beside the
// repository. It skips the test if the data folder does not exist, and fails it if only the file is missing.
func Path(t testing.TB, parts ...string) string {
	t.Helper()
	dir := cmp.Or(os.Getenv("SHOPFYP_DATA"), filepath.Join(Root(t), "..", "shared", "data"))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no data folder: %v; set SHOPFYP_DATA", err)
	}
	path := filepath.Join(append([]string{dir}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Read returns the content of a file in the data folder. It skips the test like Path.
func Read(t testing.TB, parts ...string) string {
	t.Helper()
	content, err := os.ReadFile(Path(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// Root returns the root folder of the repository: the nearest folder above the working directory with a go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the working directory")
	return ""
}
