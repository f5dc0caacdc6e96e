package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBrowser walks the app's journeys in Chromium, against the emulators, at three sizes of screen:
// frontend/e2e holds them, Playwright runs them.
func TestBrowser(t *testing.T) {
	s := start(t, t.TempDir())
	cmd := exec.CommandContext(t.Context(), "node", "node_modules/@playwright/test/cli.js", "test")
	cmd.Dir = filepath.Join(root, "frontend")
	cmd.Env = append(os.Environ(), "E2E_BASE_URL="+s.Hosting)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr // a journey a line, as they end
	if err := cmd.Run(); err != nil {
		t.Fatalf("playwright: %v; traces of what failed are in frontend/test-results", err)
	}
}
