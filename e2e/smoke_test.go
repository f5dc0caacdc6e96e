package e2e

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// smokeTestPasses checks that deploy/smoke.sh passes on the stack, and fails without Auth.
func smokeTestPasses(t *testing.T, s *stack) {
	smoke := func(auth string) (string, error) {
		cmd := exec.CommandContext(t.Context(), "deploy/smoke.sh", s.Hosting)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "AUTH_URL="+auth)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := smoke(s.Auth + "/identitytoolkit.googleapis.com"); err != nil || !strings.Contains(out, "/api/recommend/") {
		t.Errorf("deploy/smoke.sh: %v\n%s", err, out)
	}
	if out, err := smoke("http://127.0.0.1:1"); err == nil || !strings.Contains(out, "WRONG") {
		t.Errorf("deploy/smoke.sh without Auth: %v\n%s\nwant a failure", err, out)
	}
}
