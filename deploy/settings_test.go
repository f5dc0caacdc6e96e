//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rawEnv returns the environment variables of a service or job of the fake project, in JSON.
func (s site) rawEnv(t *testing.T, name string) map[string]json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.fake, "env", name))
	must(t, err)
	vars := make(map[string]json.RawMessage)
	must(t, json.Unmarshal(text, &vars))
	return vars
}

// env returns the environment variables that are not from a secret.
func (s site) env(t *testing.T, name string) map[string]string {
	t.Helper()
	vars := make(map[string]string)
	for key, raw := range s.rawEnv(t, name) {
		var value string
		if json.Unmarshal(raw, &value) == nil {
			vars[key] = value
		}
	}
	return vars
}

// setEnv sets a variable, like an operator with gcloud run services update --update-env-vars.
func (s site) setEnv(t *testing.T, name, key, value string) {
	t.Helper()
	vars := s.env(t, name)
	vars[key] = value
	text, err := json.Marshal(vars)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(s.fake, "env", name), text, 0o644))
}

// deployed returns a site with a deployed shop whose settings an operator has changed.
func deployed(t *testing.T) site {
	t.Helper()
	s := newSite(t)
	if _, ok := s.script(t, "deploy.sh"); !ok {
		t.Fatal("deploy.sh fails")
	}
	s.setEnv(t, "services/search", "RATE_PER_USER", "20")
	s.setEnv(t, "services/embed", "LOG_LEVEL", "WARN")
	s.setEnv(t, "jobs/index-builder", "HISTORY_CLICKS", "5000")
	return s
}

func TestSettingsOfADeployedShop(t *testing.T) {
	deployed(t).runOnCopies(t, []siteTest{
		{"a deployment keeps them", testRedeployKeepsSettings},
		{"a file changes them", testEnvFileChangesSettings},
		{"a dry run shows them", testDryRunShowsSettings},
		{"a deployment needs them", testDeployStopsWithoutCurrentSettings},
	})
}

func checkEnv(t *testing.T, s site, name, key, want string) {
	t.Helper()
	if got := s.env(t, name)[key]; got != want {
		t.Errorf("%s: %s = %q, want %q", name, key, got, want)
	}
}

func testRedeployKeepsSettings(t *testing.T, s site) {
	s.write(t, "new.go", "package x")
	if _, ok := s.script(t, "deploy.sh"); !ok {
		t.Fatal("the second deploy.sh fails")
	}
	checkEnv(t, s, "services/search", "RATE_PER_USER", "20")
	checkEnv(t, s, "services/embed", "LOG_LEVEL", "WARN")
	checkEnv(t, s, "jobs/index-builder", "HISTORY_CLICKS", "5000")
	for _, name := range []string{"services/search", "services/embed", "jobs/index-builder"} {
		checkEnv(t, s, name, "GOOGLE_CLOUD_PROJECT", "my-project")
		checkEnv(t, s, name, "BUCKET", "my-project-shopfyp-indexes")
	}
}

func testEnvFileChangesSettings(t *testing.T, s site) {
	s.write(t, "shop.env", "# our shop\nRATE_PER_USER=30\nLOG_LEVEL=  # the default again\nOTEL_EXPORTER_OTLP_HEADERS='key=top secret'\n")
	commands, out, ok := s.output(t, "deploy.sh", "--env", filepath.Join(s.root, "shop.env"), "--unset", "HISTORY_CLICKS")
	if !ok || len(which(commands, "run deploy search", "functions deploy embed", "run jobs deploy")) != 3 {
		t.Errorf("deploy.sh --env: success %t, want search, embed and the job deployed", ok)
	}
	if strings.Contains(out, "top secret") {
		t.Errorf("deploy.sh prints a secret:\n%s", out)
	}
	checkEnv(t, s, "services/search", "RATE_PER_USER", "30")
	checkEnv(t, s, "services/embed", "LOG_LEVEL", "")
	checkEnv(t, s, "jobs/index-builder", "HISTORY_CLICKS", "")
	checkEnv(t, s, "jobs/index-builder", "RATE_PER_USER", "")
	checkEnv(t, s, "jobs/index-builder", "OTEL_EXPORTER_OTLP_HEADERS", "key=top secret")
}

func testDryRunShowsSettings(t *testing.T, s site) {
	s.write(t, "shop.env", "RATE_PER_USER=30\nCARD_RANKER=original\n")
	before := s.env(t, "services/search")
	commands, out, ok := s.output(t, "deploy.sh", "--dry-run", "--env", filepath.Join(s.root, "shop.env"), "--unset", "HISTORY_CLICKS")
	if made := which(commands, makes...); !ok || len(made) != 0 || len(s.env(t, "services/search")) != len(before) {
		t.Errorf("a dry run: success %t, changes:\n%s", ok, strings.Join(made, "\n"))
	}
	lines := make(map[string]bool)
	for line := range strings.Lines(out) {
		lines[strings.Join(strings.Fields(line), " ")] = true
	}
	for _, want := range []string{
		"added CARD_RANKER original functions",
		"changed RATE_PER_USER 20 → 30 search",
		"removed HISTORY_CLICKS 5000 index-builder",
		"kept LOG_LEVEL WARN embed",
		"kept GOOGLE_CLOUD_PROJECT my-project everywhere",
	} {
		if !lines[want] {
			t.Errorf("a dry run does not print %q:\n%s", want, out)
		}
	}
}

// A deployment stops if it cannot read the current settings, because it could not show the difference.
func testDeployStopsWithoutCurrentSettings(t *testing.T, s site) {
	s.set(t, "fails", "gcloud run services list")
	s.write(t, "new.go", "package x")
	if commands, ok := s.script(t, "deploy.sh"); ok || len(which(commands, " run deploy ")) != 0 {
		t.Errorf("deploy.sh that cannot read the current settings: success %t, deploys %q", ok, which(commands, " run deploy "))
	}
}

func TestBadEnvFileDeploysNothing(t *testing.T) {
	s := newSite(t)
	s.write(t, "bad.env", "LOG_LEVEL=DEBUG\nLOG_LEVL=INFO\nPORT=80\n")
	commands, out, ok := s.output(t, "deploy.sh", "--env", filepath.Join(s.root, "bad.env"))
	if ok || len(which(commands, makes...)) != 0 {
		t.Errorf("deploy.sh with a bad file: success %t, runs %q", ok, which(commands, makes...))
	}
	for _, want := range []string{"bad.env:2: LOG_LEVL is not a setting", "bad.env:3: PORT is reserved"} {
		if !strings.Contains(out, want) {
			t.Errorf("deploy.sh with a bad file does not print %q:\n%s", want, out)
		}
	}
}
