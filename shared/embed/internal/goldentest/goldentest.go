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

	"shopfyp.dev/shared/datatest"
)

// Native returns the folder of the native files: NATIVE_DIR, or native/out by default. If the files are
// missing, it skips the test. It fails the test instead when REQUIRE_NATIVE=1 or CI is set.
func Native(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("NATIVE_DIR")
	if dir == "" {
		dir = filepath.Join(datatest.Root(t), "native", "out")
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
	f, err := os.Open(datatest.Path(t, "encoder_golden", name))
	if err != nil {
		t.Fatal(err)
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
