package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSoak is a short version of make soak.
func TestSoak(t *testing.T) {
	native := os.Getenv("NATIVE_DIR")
	if native == "" {
		native = filepath.Join("..", "..", "native", "out")
	}
	if _, err := os.Stat(filepath.Join(native, "model")); err != nil {
		if os.Getenv("REQUIRE_NATIVE") != "" || os.Getenv("CI") != "" {
			t.Fatalf("the native libraries are missing: %v", err)
		}
		t.Skipf("the native libraries are missing: %v; run make setup", err)
	}
	var out strings.Builder
	err := run(t.Context(), options{
		duration: 12 * time.Second, every: time.Second, rate: 20, products: 120, native: native, out: &out,
	})
	if err != nil {
		t.Errorf("run = %v, want nil; output:\n%s", err, &out)
	}
}

func TestCheckGrowthReportsLeaks(t *testing.T) {
	flat, leaking := make([]sample, 30), make([]sample, 30)
	for i := range flat {
		flat[i] = sample{rss: 300 << 20, files: 20, goroutines: 30, goHeap: 20 << 20, foreign: 100 << 20}
		leaking[i] = flat[i]
		leaking[i].foreign += int64(i) * 3 << 20
		leaking[i].files += int64(i)
	}
	if err := checkGrowth(flat); err != nil {
		t.Errorf("checkGrowth of constant samples = %v, want nil", err)
	}
	err := checkGrowth(leaking)
	if err == nil || !strings.Contains(err.Error(), "C++ heap") || !strings.Contains(err.Error(), "open files") || strings.Contains(err.Error(), "goroutines") {
		t.Errorf("checkGrowth of leaking samples = %v, want an error for C++ heap and open files only", err)
	}
}
