// Package goldentest locates the files that the encoder tests need: the native files that "make setup"
// installs, and the golden files in the shared data folder.
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

// Native returns the folder of the native files: NATIVE_DIR, or native/out by default. If the files are
// missing, it skips the test. It fails the test instead when REQUIRE_NATIVE=1 or CI is set.
func Native(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("NATIVE_DIR")
	if dir == "" {
		dir = filepath.Join(root(t), "native", "out")
	}
	if _, err := os.Stat(filepath.Join(dir, "model")); err != nil {
		if os.Getenv("REQUIRE_NATIVE") == "1" || os.Getenv("CI") != "" {
			t.Fatalf("native files are required but missing: %v", err)
		}
		t.Skipf("%v: run make setup", err)
	}
	return dir
}

// Lines returns the JSON lines of a golden file. It skips the test if the shared data folder
// (SHOPFYP_DATA) is missing.
func Lines[T any](t testing.TB, name string) []T {
	t.Helper()
	dir := os.Getenv("SHOPFYP_DATA")
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "encoder_golden", name))
	if err != nil {
		t.Skipf("the shared data folder (SHOPFYP_DATA) is missing: %v", err)
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

// root returns the nearest folder above the working directory that contains go.mod.
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
	t.Fatal("no parent folder contains go.mod")
	return ""
}
