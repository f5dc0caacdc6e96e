//go:build !race

package deploy

import (
	"os/exec"
	"strings"
	"testing"
)

// MEDIA_ORIGINS lets pages play videos of these hosts, and store them for use without a network.
func TestMediaOrigins(t *testing.T) {
	t.Setenv("MEDIA_ORIGINS", "https://storage.googleapis.com https://media.example:8443")
	edit := which(dryRun(t, "deploy.sh", "my-project", "us-east1"), "sed -E ")
	if len(edit) != 1 {
		t.Fatalf("deploy.sh edits firebase.json with %q, want one command", edit)
	}
	line, _, _ := strings.Cut(edit[0], " >")
	cmd := exec.CommandContext(t.Context(), "bash", "-c", line)
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"; media-src 'self' https://storage.googleapis.com https://media.example:8443;",
		"; connect-src 'self' https://storage.googleapis.com https://media.example:8443 https://",
		`"region": "us-east1"`,
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("firebase.json lacks %q:\n%s", want, out)
		}
	}
	for _, bad := range []string{"http://media.example", "*", "https://media.example/path", "https://a.example;"} {
		t.Setenv("MEDIA_ORIGINS", bad)
		out, err := exec.CommandContext(t.Context(), "./deploy.sh", "my-project", "us-east1", "--dry-run").CombinedOutput()
		if err == nil || !strings.Contains(string(out), "is not an origin") {
			t.Errorf("MEDIA_ORIGINS=%s: %v, want an error", bad, err)
		}
	}
}
