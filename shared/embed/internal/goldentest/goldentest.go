// Package goldentest finds what the encoder's tests compare with: the native files
// that set-up makes and the golden files of the shared data folder.
package goldentest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Native returns the folder of the native files that set-up makes (NATIVE_DIR).
// Without them the test is skipped, or fails where they are required
// (REQUIRE_NATIVE=1, or CI).
func Native(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("NATIVE_DIR")
	if dir == "" {
		dir = filepath.Join(root(t), "native", "out")
	}
	if _, err := os.Stat(filepath.Join(dir, "model")); err != nil {
		if os.Getenv("REQUIRE_NATIVE") == "1" || os.Getenv("CI") != "" {
			t.Fatalf("native files are required here: %v", err)
		}
		t.Skipf("%v: run make setup", err)
	}
	return dir
}

// Lines returns the JSON lines of a golden file. Without the shared data folder
// (SHOPFYP_DATA) the test is skipped.
func Lines[T any](t testing.TB, name string) []T {
	t.Helper()
	dir := os.Getenv("SHOPFYP_DATA")
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "encoder_golden", name))
	if err != nil {
		t.Skipf("the shared data folder (SHOPFYP_DATA) is not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var lines []T
	for d := json.NewDecoder(z); ; {
		var line T
		err := d.Decode(&line)
		if errors.Is(err, io.EOF) && len(lines) > 0 {
			return lines
		}
		if err != nil {
			t.Fatalf("%s: line %d: %v", name, len(lines)+1, err)
		}
		lines = append(lines, line)
	}
}

// root returns the folder of go.mod, from the folder that the test runs in.
func root(t testing.TB) string {
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
	t.Fatal("no go.mod above the test")
	return ""
}
