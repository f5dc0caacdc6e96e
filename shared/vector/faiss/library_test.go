package faiss

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// libraryDir returns the folder of the native libraries. If it contains none, libraryDir skips the test, or fails it
// if REQUIRE_NATIVE or CI is set.
func libraryDir(tb testing.TB) string {
	tb.Helper()
	native := os.Getenv("NATIVE_DIR")
	if native == "" {
		native = filepath.Join("..", "..", "..", "native", "out")
	}
	dir := filepath.Join(native, "lib")
	if _, err := os.Stat(filepath.Join(dir, AVX2.file())); err != nil {
		if os.Getenv("REQUIRE_NATIVE") != "" || os.Getenv("CI") != "" {
			tb.Fatalf("REQUIRE_NATIVE or CI is set, but the FAISS library is missing: %v", err)
		}
		tb.Skipf("the FAISS library is missing; run make setup: %v", err)
	}
	return dir
}

func testLibrary(tb testing.TB) *Library {
	tb.Helper()
	dir := libraryDir(tb)
	if _, err := bestVariant(); err != nil {
		tb.Skip(err)
	}
	lib, err := Load(dir)
	if err != nil {
		tb.Fatal(err)
	}
	return lib
}

func TestLoadReturnsTheSameLibraryTwice(t *testing.T) {
	lib := testLibrary(t)
	if lib.Version() != "1.12.0" {
		t.Errorf("Version() = %q, want 1.12.0, the version in native/versions.env", lib.Version())
	}
	again, err := Load(libraryDir(t))
	if err != nil || again != lib {
		t.Errorf("second Load = %p, %v, want %p as from the first", again, err, lib)
	}
}

func TestLoadReportsErrors(t *testing.T) {
	if _, err := bestVariant(); err != nil {
		t.Skip(err)
	}
	garbage := t.TempDir()
	for _, v := range []Variant{AVX2, AVX512} {
		if err := os.WriteFile(filepath.Join(garbage, v.file()), []byte("no library"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name string
		load func() (*Library, error)
		want string // part of the error
	}{
		{"no folder", func() (*Library, error) { return Load("no/such/folder") }, "no/such/folder"},
		{"no library", func() (*Library, error) { return Load(garbage) }, "libshopfyp_faiss"},
		{"unknown variant", func() (*Library, error) { return LoadVariant(garbage, "sse9") }, "sse9"},
		{"zero byte", func() (*Library, error) { return Load("a\x00b") }, "zero byte"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lib, err := tt.load()
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("load = %v, %v, want an error with %q", lib, err, tt.want)
			}
		})
	}
}

// eachVariant runs a test with every library that this CPU supports.
func eachVariant(t *testing.T, test func(t *testing.T, lib *Library)) {
	dir := libraryDir(t)
	for _, v := range []Variant{AVX2, AVX512} {
		t.Run(string(v), func(t *testing.T) {
			if !v.supported() {
				t.Skipf("this CPU does not support %s", v)
			}
			lib, err := LoadVariant(dir, v)
			if err != nil {
				t.Fatal(err)
			}
			if lib.Variant() != v {
				t.Errorf("Variant() = %s, want %s", lib.Variant(), v)
			}
			test(t, lib)
		})
	}
}
