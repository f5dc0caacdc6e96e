package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBrowser runs the Playwright tests of frontend/e2e in Chromium, against the emulators. First it runs the tests that
// can share the shop and the processor, and then one at a time those that cannot.
func TestBrowser(t *testing.T) {
	s := start(t, t.TempDir())
	t.Run("Together", func(t *testing.T) { playwright(t, s, "together", "--grep-invert=@alone") })
	t.Run("Alone", func(t *testing.T) {
		playwright(t, s, "alone", "--grep=@alone", "--workers=1", "--pass-with-no-tests") // SHOTS=1 has none
	})
}

// playwright runs browser tests against the shop. It writes traces of failed tests to the folder traces.
func playwright(t *testing.T, s *stack, traces string, flags ...string) {
	t.Helper()
	output := filepath.Join("test-results", traces)
	args := append([]string{"node_modules/@playwright/test/cli.js", "test", "--output=" + output}, flags...)
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir = filepath.Join(root, "frontend")
	cmd.Env = append(os.Environ(), "E2E_BASE_URL="+s.Hosting, "E2E_API_URL="+s.API)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr // prints a line at the end of each test
	if err := cmd.Run(); err != nil {
		t.Fatalf("playwright: %v; traces of failed tests are in frontend/%s", err, output)
	}
}
