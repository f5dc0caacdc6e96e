//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"debug/elf"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// glibc lists the libraries of Debian's glibc package. Other libraries must be in the upload.
var glibc = []string{"libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0", "ld-linux-x86-64.so.2"}

// newestGlibc is the minor version of glibc in Debian 12. Google's images are newer.
const newestGlibc = 36

// testNeeds checks the program and every uploaded library.
func testNeeds(t *testing.T, i image) {
	libraries, err := filepath.Glob(filepath.Join(i.source(), "native/out/lib/*"))
	if err != nil || len(libraries) == 0 {
		requireNative(t, "no native libraries are built: run make native")
	}
	var beside []string
	for _, name := range libraries {
		beside = append(beside, filepath.Base(name))
	}
	checkNeeds(t, i.program(), glibc)
	for _, name := range libraries {
		checkNeeds(t, name, slices.Concat(glibc, beside))
	}
}

// requireNative skips the test without native libraries, or fails it if they are required.
func requireNative(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("REQUIRE_NATIVE") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// checkNeeds checks that the file needs only the given libraries and the glibc of Debian 12 or older.
func checkNeeds(t *testing.T, name string, given []string) {
	t.Helper()
	f, err := elf.Open(name)
	must(t, err)
	defer f.Close()
	needed, err := f.ImportedLibraries()
	must(t, err)
	for _, library := range needed {
		if !slices.Contains(given, library) {
			t.Errorf("%s needs %s, which is neither in glibc nor uploaded", filepath.Base(name), library)
		}
	}
	symbols, err := f.ImportedSymbols()
	must(t, err)
	for _, s := range symbols {
		if version, ok := strings.CutPrefix(s.Version, "GLIBC_2."); ok && minor(version) > newestGlibc {
			t.Errorf("%s needs %s of glibc 2.%s, want at most 2.%d", filepath.Base(name), s.Name, version, newestGlibc)
		}
	}
}

// minor returns the first number of "36" or "3.4".
func minor(version string) int {
	first, _, _ := strings.Cut(version, ".")
	n, _ := strconv.Atoi(first)
	return n
}
