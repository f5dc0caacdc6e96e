package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBrowser runs the Playwright tests of frontend/e2e in Chromium, against the emulators.
func TestBrowser(t *testing.T) {
	s := start(t, t.TempDir())
	cmd := exec.CommandContext(t.Context(), "node", "node_modules/@playwright/test/cli.js", "test")
	cmd.Dir = filepath.Join(root, "frontend")
	cmd.Env = append(os.Environ(), "E2E_BASE_URL="+s.Hosting, "E2E_API_URL="+s.API)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr // prints a line at the end of each test
	if err := cmd.Run(); err != nil {
		t.Fatalf("playwright: %v; traces of failed tests are in frontend/test-results", err)
	}
}
